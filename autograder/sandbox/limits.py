"""What a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; seconds, MiB and counts.

    A check may use `check_seconds` of CPU time, and `patience` times as much by the clock
    when it waits or the machine is busy; the check of the accuracy has its own. A function
    that ran out of time once gets a fifth of it from then on. All checks of a submission
    together have `submission_seconds` by the clock.
    """

    check_seconds: float = 10.0
    accuracy_seconds: float = 60.0
    submission_seconds: float = 240.0
    patience: float = 3.0
    memory: int = 2048
    processes: int = 64
    open_files: int = 256
    file_size: int = 64
    disk: int = 256
    output: int = 8

    def of_worker(self) -> dict[str, int]:
        """Give the limits that a worker sets for itself, in bytes, seconds and counts."""
        return {
            "cpu_seconds": int(self.submission_seconds) + 5,
            "memory_bytes": self.memory * MEBIBYTE,
            "open_files": self.open_files,
            "file_bytes": self.file_size * MEBIBYTE,
            "processes": self.processes,
        }
