"""One process that has the libraries imported, from which the commands of tests are forked.

A command is the real one: `python -m …` in a process and a session of its own, with its own
folder, environment, streams and exit code. Only the import of torch is not repeated, which is
most of what a short command takes. Nothing of the kit's own is imported before the fork.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import multiprocessing.util
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, NoReturn

LIBRARIES = (
    *("numpy", "torch", "torchvision", "torchvision.transforms.v2", "PIL.Image", "tqdm"),
    *("matplotlib.pyplot", "pytest", "rich.console", "rich.table", "rich.live", "click", "jinja2"),
)
READ_AT_THE_START = ("OMP_", "MKL_", "KMP_", "TORCH", "MPL", "PYTHON", "COVERAGE", "LD_")
"""Variables that Python and the libraries read when they start; another value needs a start."""


class Warm:
    """The process that has everything imported, and how it is asked; it ends with this one."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = _read_at_the_start(environment)
        self.control, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()

    def fits(self, environment: dict[str, str]) -> bool:
        """Tell whether a command with this environment would have started in the same way."""
        return _read_at_the_start(environment) == self.environment

    def run(
        self, words: list[str], cwd: Path, environment: dict[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Run `python -m WORDS` and give what it said; at the timeout its group is killed."""
        talk, theirs = socket.socketpair()
        out, err = os.pipe(), os.pipe()
        with open(os.devnull, "rb") as nothing, theirs, talk:
            given = [nothing.fileno(), out[1], err[1], theirs.fileno()]
            socket.send_fds(self.control, [b"f"], given)
            theirs.close()
            os.close(out[1]), os.close(err[1])
            request = {"words": words, "cwd": str(cwd), "environment": environment}
            talk.sendall(json.dumps(request).encode())
            talk.shutdown(socket.SHUT_WR)
            answers = talk.makefile("r")
            pid = int(answers.readline())
            try:
                told = _read_all([open(out[0], "rb"), open(err[0], "rb")], timeout)
            except TimeoutError:
                raise subprocess.TimeoutExpired(words, timeout) from None
            finally:
                with contextlib.suppress(ProcessLookupError):
                    if sys.exc_info()[0]:
                        os.killpg(pid, signal.SIGKILL)
            code = int(answers.readline())
        # As text is read from a pipe: every end of a line is one.
        texts = (raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n") for raw in told)
        return subprocess.CompletedProcess(words, code, *texts)


def _read_at_the_start(environment: dict[str, str]) -> dict[str, str]:
    found = {k: v for k, v in environment.items() if k.startswith(READ_AT_THE_START)}
    found.pop("PYTHONIOENCODING", None)  # the streams are made anew
    return found


def _read_all(files: list[IO[bytes]], timeout: float) -> list[bytes]:
    """Read files until all ended; raises TimeoutError."""
    told = dict.fromkeys(files, b"")
    end = time.monotonic() + timeout
    with selectors.DefaultSelector() as waiting:
        for file in files:
            waiting.register(file, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(max(0.0, end - time.monotonic()))
            if not ready and time.monotonic() >= end:
                raise TimeoutError
            for key, _ in ready:
                piece = os.read(key.fd, 1 << 16)
                told[key.fileobj] += piece  # type: ignore[index]
                if not piece:
                    waiting.unregister(key.fileobj)
                    key.fileobj.close()  # type: ignore[union-attr]
    return list(told.values())


# In the process itself


def serve(control: socket.socket) -> list[int]:
    """Fork a child for each request, tell how each ended; in a child, give what it was sent."""
    waiting = selectors.DefaultSelector()
    waiting.register(control, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is not control:
                pid, talk = key.data
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                with contextlib.suppress(OSError), talk:
                    talk.sendall(f"{code}\n".encode())
                waiting.unregister(key.fileobj)
                os.close(key.fd)
                continue
            message, descriptors, _, _ = socket.recv_fds(control, 1, 4)
            if not message:
                os._exit(0)
            pid = os.fork()
            if pid == 0:
                for other in list(waiting.get_map().values()):
                    os.close(other.fd)
                    if other.data:
                        other.data[1].close()
                control.detach()
                waiting.close()
                return descriptors
            for descriptor in descriptors[:3]:
                os.close(descriptor)
            talk = socket.socket(fileno=descriptors[3])
            talk.sendall(f"{pid}\n".encode())
            waiting.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, talk))


def become(descriptors: list[int]) -> list[str]:
    """Make this process the one that was asked for, and give the words of its command."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with socket.socket(fileno=descriptors.pop()) as talk:
        request = json.loads(talk.makefile("rb").read())
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    with_errors = {"encoding": encoding or None, "errors": errors or None}
    sys.stdin = sys.__stdin__ = open(0, closefd=False, **with_errors)
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False, **with_errors)
    with_errors["errors"] = "backslashreplace"
    sys.stderr = sys.__stderr__ = open(2, "w", buffering=1, closefd=False, **with_errors)
    sys.path[0] = str(Path.cwd())
    return request["words"]


def spare_for_the_fork_server() -> None:
    """Let multiprocessing's fork server, if one is asked for, be a fork of this process too.

    It runs the very words that a new interpreter would have been given; a process of a pool
    imports what it needs, and only finds the libraries there.
    """
    asked, answers = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        asked.close()
        message, descriptors, _, _ = socket.recv_fds(answers, 1 << 16, 16)
        if not message:
            os._exit(0)
        request = json.loads(message)
        _renumber(descriptors, request["numbers"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.argv = ["-c"]
        exec(request["source"], {"__name__": "__main__"})
        os._exit(0)
    answers.close()
    spawn = multiprocessing.util.spawnv_passfds

    def spawn_or_use_the_spare(path: object, args: list[str], fds: list[int]) -> int:
        if "multiprocessing.forkserver" not in args[-1]:
            return spawn(path, args, fds)
        request = {"source": args[-1], "numbers": list(fds), "environment": dict(os.environ)}
        socket.send_fds(asked, [json.dumps(request).encode()], list(fds))
        return pid

    multiprocessing.util.spawnv_passfds = spawn_or_use_the_spare


def _renumber(descriptors: list[int], numbers: list[int]) -> None:
    """Restore to descriptors the numbers that they had in the process that sent them."""
    free = max(*descriptors, *numbers) + 1
    for offset, descriptor in enumerate(descriptors):
        os.dup2(descriptor, free + offset)
        os.close(descriptor)
    for offset, number in enumerate(numbers):
        os.dup2(free + offset, number)
        os.close(free + offset)


def main() -> NoReturn:
    """Import everything, answer requests, and run in each child what was asked for."""
    import runpy

    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.collect()
    gc.freeze()  # what is here is searched for garbage no more, and so stays shared memory
    sys.argv = become(serve(control))
    if sys.argv[0] != "pytest":  # no checks of this kind start processes
        spare_for_the_fork_server()
    code: object = 0
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    except SystemExit as error:
        code = error.code
    end(code)


def end(code: object) -> NoReturn:
    """End as Python does, but for taking the libraries apart, which takes a second."""
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit((code or 0) & 0xFF)


if __name__ == "__main__":
    main()
