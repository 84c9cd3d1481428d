"""What a command costs: clock, CPU time and memory of it and of everything that it starts."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

LOOK_EVERY = 0.1
WEIGH_EVERY = 1.0


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of CPU time, and the most memory at once in MiB."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


class CommandFailed(Exception):
    """A command of the bench ended with an error; the message is the end of what it printed."""


def measured(
    command: list[str], cwd: Path, env: Mapping[str, str], log: Path, expected: set[int]
) -> Cost:
    """Run a command and give its cost; what it prints goes to `log`.

    Raises CommandFailed unless its exit status is one of `expected`.

    CPU time comes from two sources that can only miss some of it, and the larger is taken:
    what the system adds up for processes whose parents waited for them (exact, but a sandbox
    that is killed as a whole is waited for by nobody), and the last look at each process of
    the tree (blind for what comes after that look).
    """
    before, start = _waited_for(), time.perf_counter()
    own: dict[psutil.Process, float] = {}
    memory, next_weighing = 0.0, start
    with open(log, "w", encoding="utf-8") as output:
        process = psutil.Popen(command, cwd=cwd, env=env, stdout=output, stderr=output)
    while True:
        tree = [process, *process.children(recursive=True)] if process.is_running() else []
        for one in tree:
            with contextlib.suppress(psutil.Error):
                own[one] = sum(one.cpu_times()[:2])
        if time.perf_counter() > next_weighing:
            memory = max(memory, sum(map(_proportional_share, tree)) / 2**20)
            next_weighing = time.perf_counter() + WEIGH_EVERY
        try:
            status = process.wait(LOOK_EVERY)
            break
        except psutil.TimeoutExpired:
            pass
    if status not in expected:
        text = log.read_text(encoding="utf-8", errors="replace")
        raise CommandFailed(f"{' '.join(command)} ended with {status}:\n{text[-2000:]}")
    wall = time.perf_counter() - start
    return Cost(wall, max(_waited_for() - before, sum(own.values())), memory)


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _proportional_share(process: psutil.Process) -> float:
    """Return a process's memory in bytes, what it shares with others divided among them."""
    with contextlib.suppress(psutil.Error):
        return float(process.memory_full_info().pss)
    return 0.0
