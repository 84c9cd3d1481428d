"""The warm parent behind the outer walls, as its grader sees it: started, commanded, replaced.

This module does not import torch, so that a parent can be warming up while its grader
imports its own.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import SandboxError
from .inside.scratch import empty
from .limits import Limits
from .walls import (
    ABOUT_THE_MACHINE,
    HARMLESS_DEVICES,
    INSIDE,
    SYSTEM,
    TMPFS,
    Walls,
    environment,
    open_folders,
    opened_folders,
    parent_command,
    python_folders,
    reserve_user,
)

START_SECONDS = 120.0
OBEY_SECONDS = 30.0


class Zygote:
    """One warm parent; it is started when first needed and again after it was lost.

    `scenarios` are the sources of the course's scenarios, by exercise, of which those of `asked`
    are prepared at the start.
    """

    def __init__(
        self,
        walls: Walls,
        limits: Limits,
        scenarios: Mapping[str, str] | None = None,
        asked: Iterable[str] = (),
    ) -> None:
        self.walls, self.limits = walls, limits
        self.scenarios, self.asked = dict(scenarios or {}), list(asked)
        self.imported: set[str] = set()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.ready = False
        self.scratch: tempfile.TemporaryDirectory[str] | None = None
        self.user: int | None = None
        self.user_mark: socket.socket | None = None

    def spawn(self) -> None:
        """Start the warm parent; it gets ready while the grader does something else."""
        if self.control is not None:
            return
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        options, env = self._options()
        command = parent_command(self.walls, self.limits, theirs.fileno(), json.dumps(options))
        with tempfile.TemporaryFile("w+", encoding="utf-8") as sources:
            json.dump({"sources": self.scenarios, "asked": self.asked}, sources)
            sources.seek(0)
            self.process = subprocess.Popen(
                command,
                env=env,
                cwd=INSIDE.parent,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C in the terminal is for the run, not for the asked
                stdin=sources,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        theirs.close()
        self.control, self.ready = ours, False
        self.imported.clear()

    def detach(self) -> socket.socket:
        """Hand the socket that commands the warm parent to another process, which takes it."""
        assert self.control is not None
        control, self.control = self.control, None
        return control

    def adopt(self, control: socket.socket) -> None:
        """Command a warm parent that another process launched and will wait for."""
        self.control, self.ready = control, False

    def start(self) -> None:
        """Launch the warm parent where there is none, and wait until it is ready."""
        try:
            self.spawn()
        except OSError as error:
            self.close()
            raise SandboxError(f"the sandbox did not start: {error}") from error
        assert self.control is not None
        if self.ready:
            return
        self.control.settimeout(START_SECONDS)
        if not self._received():
            if self.process is None:  # another process launched it and knows no more
                self.close()
                return self.start()
            told = self.process.stderr
            self.process.kill()
            words = told.read().decode(errors="replace").strip() if told else ""
            self.close()
            raise SandboxError(f"the sandbox did not start: {words[-500:] or 'no reason given'}")
        self.control.settimeout(OBEY_SECONDS)
        self.ready = True

    def _options(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the parent's options, and the environment of the command that starts it."""
        behind = self.walls.bubblewrap is not None
        rooms = list(TMPFS)
        if not behind:
            self.scratch = tempfile.TemporaryDirectory(prefix="autograder-")
            rooms = [self.scratch.name]
        if self.walls.user:
            self.user, self.user_mark = reserve_user()
        system = [*HARMLESS_DEVICES, *(f"/proc/{name}" for name in ABOUT_THE_MACHINE)]
        read, listed = ([*SYSTEM, *python_folders()], []) if behind else open_folders()
        options = {
            "limits": self.limits.of_worker(),
            "user": self.user,
            "search": self.walls.search,
            "filters": self.walls.names or ("landlock", "seccomp"),  # nobody is harmed by them
            "scratch": rooms,
            "own_pids": behind,
            "watch_disk": not behind,
            "devices": self.walls.devices,
            "listable": listed,
            "readable": [*read, "/kit", str(INSIDE)] + (["/proc", "/dev"] if behind else system),
            "opened": opened_folders() if behind and self.walls.user else [],
        }
        # bubblewrap's own environment can be read inside, so it gets none of ours.
        return options, {"PATH": "/usr/bin:/bin"} if behind else environment(rooms[0])

    def fork(self, channel: int, output: int, libraries: Sequence[str] = ()) -> None:
        """Let the parent fork a worker; one that is not what it was is replaced first.

        It imports these libraries before, where it has not yet.
        """
        for _ in range(2):
            self.start()
            assert self.control is not None
            if not self.imported.issuperset(libraries):
                self.control.settimeout(START_SECONDS)
            reply = self.command("fork", channel, output, libraries=libraries)
            if "changed" not in reply:
                self.control.settimeout(OBEY_SECONDS)
                self.imported.update(libraries)
                return
            self.close()
        changed = ", ".join(reply["changed"])
        raise SandboxError(f"the warm parent is not what it was at its start: {changed}")

    def command(self, what: str, *descriptors: int, **more: Any) -> dict[str, Any]:
        """Let the parent do something and return its reply; raises SandboxError."""
        if self.control is None:
            raise SandboxError("the warm parent is gone")
        try:
            message = [json.dumps({"do": what} | more).encode()]
            socket.send_fds(self.control, message, list(descriptors))
            reply = self._received()
        except OSError as error:
            reply = None
            words = str(error)
        else:
            words = "it is gone"
        if reply is None:
            self.close()
            raise SandboxError(f"the warm parent does not answer: {words}")
        return reply

    def _received(self) -> dict[str, Any] | None:
        assert self.control is not None
        try:
            message = self.control.recv(1 << 16)
        except OSError:
            return None
        return json.loads(message) if message else None

    def close(self) -> None:
        """End the parent and everything behind its walls."""
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            with contextlib.suppress(OSError):
                self.process.kill()
            self.process.wait()
            if self.process.stderr:
                self.process.stderr.close()
            self.process = None
        if self.user_mark is not None:
            self.user_mark.close()
            self.user = self.user_mark = None
        if self.scratch is not None:
            with contextlib.suppress(OSError):
                empty(Path(self.scratch.name), [])
            with contextlib.suppress(OSError):
                self.scratch.cleanup()
            self.scratch = None

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
