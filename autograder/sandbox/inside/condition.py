"""What a forked worker takes over from its warm parent, so that a changed parent is noticed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import sys
from collections.abc import Collection
from typing import Any

STATUS = ("TracerPid", "Uid", "Gid", "Groups", "Umask", "Threads", "SigBlk", "SigIgn", "SigCgt")
IOPRIO_GET = {"x86_64": 252, "aarch64": 31}
PR_GET_DUMPABLE, PR_GET_TIMERSLACK = 3, 30
_libc = ctypes.CDLL(None, use_errno=True)


def condition(without: Collection[int] = ()) -> dict[str, Any]:
    """Return what a fork of this process inherits, by name.

    `without` are descriptors that are open for the present command only.
    """
    settings: dict[str, Any] = {"environment": dict(os.environ), "folder": os.getcwd()}  # noqa: PTH109
    with contextlib.suppress(ImportError):
        import resource

        names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
        settings["limits"] = {name: resource.getrlimit(getattr(resource, name)) for name in names}
    if sys.platform == "linux":
        settings |= {
            "priority": os.getpriority(os.PRIO_PROCESS, 0),
            "scheduler": (os.sched_getscheduler(0), os.sched_getparam(0).sched_priority),
            "processors": os.sched_getaffinity(0),
            "priority of its files": _libc.syscall(IOPRIO_GET.get(platform.machine(), -1), 1, 0),
            "dumpable": _libc.prctl(PR_GET_DUMPABLE, 0, 0, 0, 0),
            "timers": _libc.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0),
            "killed first": _text("/proc/self/oom_score_adj"),
            "descriptors": _descriptors(without),
        }
        rows = (line.partition(":") for line in _text("/proc/self/status").splitlines())
        settings |= {name: value for name, _, value in rows if name in STATUS}
    return settings


def changes(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Name what is not as it was."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _text(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def _descriptors(without: Collection[int]) -> dict[int, str]:
    """Tell what each open descriptor stands for."""
    descriptors = {}
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with contextlib.suppress(OSError):  # the one that lists them is closed again
            if int(name) not in without:
                descriptors[int(name)] = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115
    return descriptors
