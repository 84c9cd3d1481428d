"""What a submission may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MEBIBYTE = 1 << 20
MAX_FILES = 50_000
"""Files and folders at once; empty ones take memory too, and no other limit counts them."""
CARRIED = 272
"""MiB that the files of a submission take on a disk of 4 KiB pages, at most."""


def _limit(default: float, words: str) -> Any:
    return field(default=default, metadata={"words": words})


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; seconds, MiB and counts.

    A function that ran out of time once gets a fifth of its time from then on, so that an
    endless loop costs little more than one limit.
    """

    check_seconds: float = _limit(10.0, "computing time of one check")
    accuracy_seconds: float = _limit(60.0, "computing time of the measured exercise")
    submission_seconds: float = _limit(240.0, "time by the clock of all checks together")
    loading_seconds: float = _limit(75.0, "computing time of loading the files or cells")
    patience: float = _limit(3.0, "how many times its computing time a check may take by the clock")
    memory: int = _limit(2048, "MiB of memory, beyond what the libraries take")
    processes: int = _limit(64, "processes and threads at once")
    open_files: int = _limit(256, "open files of one process")
    file_size: int = _limit(64, "MiB of one written file")
    disk: int = _limit(256, "MiB of all written files")

    def of_worker(self) -> dict[str, int]:
        """Return the limits that a worker sets for itself, in bytes, seconds and counts."""
        return {
            "cpu_seconds": int(self.submission_seconds) + 5,
            "memory_bytes": self.memory * MEBIBYTE,
            "address_space": self.memory * MEBIBYTE,
            "open_files": self.open_files,
            "file_bytes": self.file_size * MEBIBYTE,
            "processes": self.processes,
        }
