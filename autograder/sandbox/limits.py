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

    What ran out of time once gets less from then on, as `Slowness` tells.
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


@dataclass
class Slowness:
    """Which functions of a submission ran out of time, and which of them ever answered.

    What ran out of time once gets a fifth of it from then on, so that an endless loop costs little
    more than one limit. So does what needs a function that, asked alone, never answered: a training
    would only wait for it.
    """

    ran_out: set[tuple[str, ...]] = field(default_factory=set)
    answered: set[tuple[str, ...]] = field(default_factory=set)

    def share(self, targets: tuple[str, ...]) -> float:
        """Return how much of its time a question to `targets` gets."""
        never_answered = self.ran_out - self.answered
        is_slow = targets in self.ran_out or any((one,) in never_answered for one in targets)
        return 1 / 5 if is_slow else 1.0
