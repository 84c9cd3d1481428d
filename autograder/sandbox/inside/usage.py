"""What processes use, as /proc tells."""

from __future__ import annotations

import contextlib
import os

SOCKET_BYTES = 212_992
"""What a socket holds at most as the kernel sets it up (net.core.wmem_default, unless somebody
changed it: inside, older kernels do not tell)."""
HELD = ("RssAnon", "RssShmem", "VmSwap", "VmPTE")
"""What a process holds apart from files: in memory, swapped out, and the tables of it all."""
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def processes() -> list[int]:
    """List the processes that /proc shows."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208


def stat_of(process: int) -> list[str]:
    """Read the fields of a process's state that stand behind its name."""
    with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def parent_of(process: int) -> int:
    """Return a process's parent, 0 where it is gone."""
    try:
        return int(stat_of(process)[1])
    except (OSError, IndexError):
        return 0


def cpu_seconds(process: int) -> float:
    """Return the computing time of a process and of its children that have ended."""
    fields = stat_of(process)
    return sum(int(fields[index]) for index in (11, 12, 13, 14)) / TICKS


def threads_of(process: int) -> int:
    """Return how many threads a process has: what its user's limit of processes counts."""
    return int(stat_of(process)[17])


def is_alive(process: int) -> bool:
    """Tell whether any thread of a process lives; one whose first thread ended looks ended."""
    return stat_of(process)[0] != "Z" or threads_of(process) > 1


def memory_of_sockets() -> float:
    """Return the bytes that may wait in the Unix sockets of this network namespace."""
    try:
        with open("/proc/net/unix", encoding="utf-8", errors="replace") as file:
            count = max(0, sum(1 for _ in file) - 1)  # the first line names the columns
    except OSError:
        return 0.0
    return float(count * SOCKET_BYTES)


def memory_of(process: int, limit: float) -> float:
    """Return the bytes that a process uses: its proportional share, when that may matter.

    The kernel adds that share up page by page. What the process holds apart from files is
    never less and told at once, so that is enough as long as it is below the limit.
    """
    fields, place = _status_of(process)
    private_bytes = sum(int(fields[name].split()[0]) * 1024 for name in HELD if name in fields)
    if private_bytes < limit:
        return private_bytes
    try:
        with open(f"{place}/smaps_rollup", encoding="utf-8") as file:
            shared = {name: text for name, _, text in (line.partition(":") for line in file)}
            return sum(int(shared[n].split()[0]) * 1024 for n in ("Pss", "SwapPss") if n in shared)
    except OSError:
        pass
    return private_bytes  # of what does not let itself be read, what it shares counts in full


def _status_of(process: int) -> tuple[dict[str, str], str]:
    """Read what /proc tells of a process, and where: in a thread's folder where the first ended.

    A process lives on with its other threads, and its own folder tells of no memory then.
    """
    place = f"/proc/{process}"
    fields = _fields(place)
    if HELD[0] not in fields:
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
            with contextlib.suppress(OSError):
                others = _fields(f"/proc/{process}/task/{thread}")
                if HELD[0] in others:
                    return others, f"/proc/{process}/task/{thread}"
    return fields, place


def _fields(place: str) -> dict[str, str]:
    with open(f"{place}/status", encoding="utf-8", errors="replace") as file:
        return dict(line.split(":", 1) for line in file if ":" in line)
