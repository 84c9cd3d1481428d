"""What is left for the next submission in the same slot: nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from helpers import FUNCTIONS, SCENARIOS, sampled

from autograder.sandbox.client import Sandboxed, Zygote
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import walls_of_this_machine

pytestmark = pytest.mark.skipif(
    "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
)


LEFTOVERS = {
    "a file in /tmp": "Path('/tmp/left').write_text('left')",
    "a file in /dev/shm": "Path('/dev/shm/left').write_text('left')",
    "its own files": "Path(__file__).with_name('left.py').write_text('left')",
    "a hidden file": "Path('/tmp/.left').write_text('left')",
    "a folder nobody may open": "os.mkdir('/tmp/left'); Path('/tmp/left/x').touch(); "
    "os.chmod('/tmp/left', 0)",
    "a folder in the place of the next one's": "shutil.rmtree('/tmp/submission'); "
    "Path('/tmp/submission').write_text('left')",
    "three thousand folders": "deep()",
    "ten thousand files": "[Path(f'/tmp/left-{n}').touch() for n in range(10_000)]",
    "names that are no text": "os.mkdir(b'/tmp/left-\\xff'); open(b'/tmp/left-\\xff/\\x1b', 'w')",
    "a link to the root": "os.symlink('/', '/tmp/left')",
    "a link to the other room": "os.symlink('/tmp', '/dev/shm/left')",
    "a link to itself": "os.symlink('/tmp/left', '/tmp/left')",
    "a full disk": "Path('/tmp/left').write_bytes(bytes(60 << 20))",
    "rooms that nobody may open": "[os.chmod(p, 0) for p in ('/tmp', '/dev/shm', '/', '/kit')]",
    "a pipe and a socket": "os.mkfifo('/tmp/left'); socket.socket(1).bind('/tmp/left.socket')",
    "an abstract socket": "keep.append(socket.socket(1)); keep[0].bind('\\0left')",
    "a semaphore": "libc.sem_open(b'/left', 0o100, 0o666, 1)",
    "System V memory": "libc.shmget(4711, 4096, 0o1666)",
    "a daemon": "daemon()",
    "a daemon with open files": "keep.append(open('/tmp/left', 'w')); daemon()",
}
"""What somebody may leave behind, as Python."""

LEAVER = """
import ctypes, os, shutil, socket, time
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
keep = []


def deep():
    os.chdir("/tmp")
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            libc.prctl(1, 0, 0, 0, 0)
            libc.prctl(15, b"left-behind", 0, 0, 0)
            time.sleep(60)
        os._exit(0)


def relu(x):
    try:
        WHAT
    except OSError:
        pass
    return x
"""

LOOKER = r"""
import ctypes, os, re, socket
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)


def entries(folder):
    # What is bound there, the kit's environment where it lies below /tmp, nobody left.
    for path in Path(folder).iterdir():
        if str(path) not in bound:
            leads_there = any(place.startswith(f"{path}/") for place in bound)
            yield from [] if leads_there else [str(path)]
            yield from entries(path) if path.is_dir() and not path.is_symlink() else []


lines = os.fsdecode(Path("/proc/self/mountinfo").read_bytes()).splitlines()
bound = [re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), line.split(" ")[4]) for line in lines]


def relu(x):
    found = [path for room in ("/tmp", "/dev/shm") for path in entries(room)]
    found = [path for path in found if not path.startswith("/tmp/submission")]
    found += [path.name for path in Path("/tmp/submission").iterdir() if path.name != "looker.py"]
    found += [p.read_text() for p in Path("/proc").glob("[0-9]*/comm") if "left" in p.read_text()]
    if "left" in Path("/proc/net/unix").read_text():
        found.append("an abstract socket")
    if libc.shmget(4711, 4096, 0o666) >= 0:
        found.append("shared memory")
    Path("/tmp/there-is-room").write_text("there is room")
    Path("/dev/shm/new").write_bytes(bytes(30 << 20))
    return repr(found)
"""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(walls_of_this_machine(), Limits(disk=64), SCENARIOS) as zygote:
        yield zygote


def ask(zygote: Zygote, name: str, source: str) -> Answer:
    """Put relu's question to a submission of one file."""
    code = SubmissionFiles(
        {f"{name}.py": source.encode()}, Layout(single=f"{name}.py", functions=FUNCTIONS)
    )
    submission = Sandboxed(zygote, code, zygote.limits)
    try:
        return submission.answer(Question(("layers.relu",), (torch.zeros(2),)))
    finally:
        submission.close()


@pytest.mark.parametrize("what", sampled(LEFTOVERS, 2))
def test_nothing_is_left_for_the_next_submission(zygote, what):
    zygote.start()
    parent = zygote.process
    try:
        left = ask(zygote, "leaver", LEAVER.replace("WHAT", LEFTOVERS[what]))
        assert left.kind == "value", left
        assert zygote.process is parent and zygote.control is not None, "the warm parent was lost"
        found = ask(zygote, "looker", LOOKER)
        assert (found.kind, found.value) == ("value", "[]"), found
        assert zygote.process is parent and zygote.control is not None, "the warm parent was lost"
    except AssertionError:
        zygote.close()  # the next one begins with a new warm parent
        raise
