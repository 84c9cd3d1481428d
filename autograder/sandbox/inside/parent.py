"""The warm parent: it holds the libraries, and forks a worker for each submission.

It reads no learner's data and runs no learner's code. Started as
`python -m inside.parent FD OPTIONS`, FD being a socket on which commands come as JSON; the
sources of the course's scenarios by exercise, and which of these are asked, come as JSON on the
standard input. What takes long to import is imported before the first fork that wants it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

gc.disable()  # until all is imported: searching what stays is a quarter of the start

from .condition import changes, condition  # noqa: E402
from .confine import (  # noqa: E402
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    SHARED,
    confine,
    landlock_version,
    prctl,
    put_up_limits,
)
from .held import import_all, keep, warm_up  # noqa: E402
from .loaders import load_in_this_process  # noqa: E402
from .scratch import empty, is_empty, measured, modes_of, without_a_name  # noqa: E402
from .usage import (  # noqa: E402
    cpu_seconds,
    is_alive,
    memory_of,
    memory_of_sockets,
    parent_of,
    processes,
    stat_of,
    threads_of,
)
from .worker import run  # noqa: E402

NEIGHBOURS = 8
"""Submissions for whose processes there is room where all run as one user; each is looked at."""
MINDED_EVERY = 0.25
"""Seconds after which a submission is looked at where the grader asks nothing."""


class Parent:
    """Obeys the grader's commands: fork, look, end."""

    def __init__(self, control: socket.socket, options: dict[str, Any]) -> None:
        self.control, self.options = control, options
        self.scratch = [Path(folder) for folder in options["scratch"]]
        self.worker = 0
        self.is_minded = self.has_forked = False
        self.ended_cpu = 0.0
        self.at_start = condition()
        own_user = options["user"] is not None
        folders = [] if own_user else ["/", *options["readable"], *options["scratch"]]
        self.modes = modes_of(folders)

    def serve(self) -> None:
        """Obey until the grader is gone."""
        obey: dict[str, Callable[..., dict[str, Any]]]
        obey = {"fork": self.fork, "look": self.look, "end": self.end}
        while True:
            self._mind()
            message, descriptors, _, _ = socket.recv_fds(self.control, 1 << 16, 2)
            if not message:
                return
            command = json.loads(message)
            reply = obey[command.pop("do")](descriptors, **command)
            self.control.send(json.dumps(reply).encode())

    def _mind(self) -> None:
        """Wait for a command; end what takes too much memory between two questions.

        While the grader compares and writes it does not look, and threads and children go on.
        What a worker takes before the grader first looks at it is the kit's own doing.
        """
        while not select.select([self.control], [], [], MINDED_EVERY)[0]:
            if self.is_minded and self._used()["memory"] > self.options["limits"]["memory_bytes"]:
                self._kill()

    def fork(self, descriptors: list[int], libraries: list[str]) -> dict[str, Any]:
        """Fork a worker that talks over the first descriptor and prints into the second.

        Where this process is not what it was at its start there is no worker, and the reply
        names what changed.
        """
        changed = changes(self.at_start, condition(without=descriptors))
        changed += ["processes"] if self._others() else []
        changed = changed or self._import(libraries, descriptors)
        if changed:
            return {"changed": changed}
        self.ended_cpu = 0.0
        pid = os.fork()
        if pid == 0:
            try:
                self._become_worker(*descriptors)
            except BaseException:
                os.write(2, traceback.format_exc().encode(errors="replace"))
            finally:
                os._exit(70)
        for descriptor in descriptors:
            os.close(descriptor)
        self.worker, self.has_forked = pid, True
        return {"pid": pid}

    def _import(self, libraries: list[str], descriptors: list[int]) -> list[str]:
        """Import what is not there yet; name what makes that unsafe.

        A library may read its settings where submissions write, so nothing may lie there.
        """
        missing = [library for library in libraries if library not in sys.modules]
        if not missing:
            return []
        bound = self.options["readable"]
        if self.has_forked and not all(is_empty(folder, bound) for folder in self.scratch):
            return ["files"]
        import_all(missing)
        self.at_start = condition(without=descriptors)
        return []

    def _become_worker(self, channel: int, output: int) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # Nothing of the parent's may stay open in here: not its control socket above all.
        os.dup2(channel, 100)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, 100)
        os.closerange(101, 4096)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        folder = self.scratch[0] / "submission"
        folder.mkdir()
        user = self.options["user"]
        if user is not None:
            os.chown(folder, user, user)
        limits = self._limits()
        devices, filters = self.options["devices"], set(self.options["filters"])
        if devices:
            del limits["address_space"]
            filters.add(SHARED)
        writable = [*map(str, self.scratch), os.devnull, *devices]
        alone = not self.options["own_pids"]
        if alone:
            load_in_this_process()
        readable = [*self.options["readable"], *_about_this_process()]
        search, listable = self.options["search"], self.options["listable"]
        confine(user, readable, writable, alone, search, filters, listable)
        os.environ["TMPDIR"] = os.environ["HOME"] = str(self.scratch[0])
        os.chdir(self.scratch[0])
        # The limits are the learner's: what is read and written before does not count.
        run(socket.socket(fileno=os.dup2(100, 3)), folder, lambda: put_up_limits(limits))

    def _limits(self) -> dict[str, int]:
        """Return a worker's limits; that of processes is on all that run under its user."""
        limits: dict[str, int] = self.options["limits"]
        user = self.options["user"]
        is_shared = user is None and not self.options["own_pids"]
        room = NEIGHBOURS * limits["processes"] if is_shared else 0
        return limits | {"processes_outside": self._tasks_of_user(user) + room}

    def _tasks_of_user(self, user: int | None) -> int:
        """Count what already runs under the worker's user."""
        wanted, count = os.getuid() if user is None else user, 0
        for process in processes():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{process}").st_uid == wanted:  # noqa: PTH116
                    count += len(os.listdir(f"/proc/{process}/task"))  # noqa: PTH208
        return count

    def look(self, descriptors: list[int]) -> dict[str, Any]:
        """Measure what the submission uses: CPU seconds, bytes, processes, files."""
        self.is_minded = True
        disk = measured(self.scratch, self.options["watch_disk"])
        hidden = without_a_name(self._others()) if self.options["watch_disk"] else 0
        return self._used() | {"disk": disk.bytes + hidden, "files": disk.files}

    def _used(self) -> dict[str, float]:
        """Measure what the submission's processes use."""
        self._reap_orphans()
        others = self._others()
        share = self.options["limits"]["memory_bytes"] / max(1, len(others))
        own_network = self.options["own_pids"]  # otherwise others' sockets are seen too
        cpu, count, threads = self.ended_cpu, 0, 0
        memory = memory_of_sockets() if own_network else 0.0
        for process in others:
            with contextlib.suppress(OSError, ValueError, LookupError):
                cpu += cpu_seconds(process)
                memory += memory_of(process, share)
                threads += threads_of(process)
                count += is_alive(process)  # what was ended waits to be fetched
        return {"cpu": cpu, "memory": memory, "processes": count, "threads": threads}

    def _reap_orphans(self) -> None:
        """Wait for children that the submission left behind, and count the time they took."""
        for process in self._others():
            with contextlib.suppress(OSError, IndexError):
                state, parent = stat_of(process)[:2]
                if state == "Z" and int(parent) == os.getpid() and process != self.worker:
                    used = os.wait4(process, os.WNOHANG)[2]
                    self.ended_cpu += used.ru_utime + used.ru_stime

    def _others(self) -> list[int]:
        """List the submission's processes: all but this one and the first of the namespace."""
        self._reopen()
        mine = os.getpid()
        if self.options["own_pids"]:
            return [process for process in processes() if process not in (1, mine)]
        below, found = {mine}, []
        parents = {process: parent_of(process) for process in processes()}
        grown = True
        while grown:
            more = [p for p, parent in parents.items() if parent in below and p not in below]
            below.update(more)
            found += more
            grown = bool(more)
        return found

    def _reopen(self) -> None:
        """Open the folders again that a submission under our own user may have shut."""
        for path, mode in self.modes.items():
            with contextlib.suppress(OSError):
                os.chmod(path, mode)  # noqa: PTH101

    def _kill(self) -> None:
        for process in self._others():
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)

    def end(self, descriptors: list[int]) -> dict[str, Any]:
        """End everything that the submission started and empty its folders."""
        status: int | None = None
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            self._kill()
            try:
                while True:
                    pid, code = os.waitpid(-1, os.WNOHANG)
                    if pid == 0:
                        break
                    status = code if pid == self.worker else status
            except ChildProcessError:
                if not self._others():
                    break
            time.sleep(0.001)
        for folder in self.scratch:
            empty(folder, self.options["readable"])
        self.worker, self.is_minded = 0, False
        return {"status": status, "left": len(self._others())}


def _about_this_process() -> list[str]:
    """List what /proc tells of this process alone: not of the network, and no way elsewhere.

    What is permitted of a link is permitted of the place that it leads to.
    """
    entries = Path(f"/proc/{os.getpid()}").iterdir()
    return [str(e) for e in entries if e.name not in ("net", "task") and not e.is_symlink()]


def main() -> None:
    """Warm up, say which walls the kernel has, and obey."""
    control = socket.socket(fileno=int(sys.argv[1]))
    options = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # whatever the grader was started with
    for folder in options["opened"]:
        with contextlib.suppress(OSError):
            os.chmod(folder, 0o755)  # noqa: PTH101
    if options["user"] is not None and not options["own_pids"]:
        for folder in options["scratch"]:
            os.chown(folder, options["user"], options["user"])
    warm_up(**json.load(sys.stdin))
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 0)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    keep()
    control.send(json.dumps({"ready": os.getpid(), "landlock": landlock_version()}).encode())
    Parent(control, options).serve()


if __name__ == "__main__":
    main()
