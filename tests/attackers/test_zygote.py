"""A warm parent: what it counts, when a submission begins, what comes after a harmed one."""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from attackers.classes import CAST
from helpers import FUNCTIONS, SCENARIOS, until

from autograder.grading.intake.bounds import Bounds
from autograder.sandbox import SandboxError
from autograder.sandbox.client import Sandboxed, Zygote
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import CARRIED, MEBIBYTE, Limits
from autograder.sandbox.walls import walls_of_this_machine

pytestmark = [
    pytest.mark.skipif(
        "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
    ),
    pytest.mark.xdist_group("attackers"),
]

RIGHT = "def relu(x): return x"
ZERO, USUAL = torch.zeros(2), Limits()


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(walls_of_this_machine(), Limits(disk=64), SCENARIOS) as zygote:
        yield zygote


def ask(
    zygote: Zygote,
    source: str,
    *inputs: torch.Tensor,
    limits: Limits = USUAL,
    files: dict[str, bytes] | None = None,
) -> list[Answer]:
    """Put relu's question to a submission of one file, once for each input."""
    code = SubmissionFiles(
        {"a.py": source.encode()} | (files or {}), Layout(single="a.py", functions=FUNCTIONS)
    )
    submission = Sandboxed(zygote, code, limits)
    try:
        return [submission.answer(Question(("layers.relu",), (x,))) for x in inputs or [ZERO]]
    finally:
        submission.close()


@pytest.mark.parametrize(
    "name",
    [
        "grandchildren_compute",
        *(
            pytest.param(n, marks=pytest.mark.long)
            for n in ("short_lived_children", "chain_of_children")
        ),
    ],
)
def test_the_time_of_ended_children_counts(zygote, name):
    source = (CAST / "loops" / f"{name}.py").read_text(encoding="utf-8")
    source = source.replace("conv2d_parameter_count(*sizes, **options)", "relu(x)")
    (answer,) = ask(zygote, source, limits=Limits(check_seconds=1, patience=25))
    assert (answer.kind, "of computing" in str(answer.message)) == ("timed out", True), answer


HOLDS = """
import sys

def relu(x):
    return [name for name in sys.modules if name[::-1] in ("noisivhcrot", "tolpyp.biltolptam")]
"""
LEAVES = """
def relu(x):
    open("/tmp/matplotlibrc", "w").close()
"""


@pytest.mark.long
def test_what_is_slow_to_import_is_there_once_a_submission_names_it():
    with Zygote(walls_of_this_machine(), Limits(disk=64), SCENARIOS) as lean:
        assert ask(lean, HOLDS)[0].value == []
        for named in ("torchvision", "nothing"):
            assert ask(lean, f"{HOLDS}# {named}")[0].value == ["torchvision"]
        first = lean.process
        assert ask(lean, LEAVES)[0].kind == "value"
        assert ask(lean, f"{HOLDS}# matplotlib")[0].value == ["torchvision", "matplotlib.pyplot"]
        assert lean.process is first


HOLDS_MEMORY = """
import array, fcntl, os, sys, termios, time
import torch

def hold():
    held = [torch.ones(25 << 18) for _ in range(40)]
    time.sleep(600)

def relu(x):
    if len(x) > 2:  # asked once more, of a fresh worker
        hold()
    if os.fork() == 0:
        waiting = array.array("i", [0])
        while waiting[0] < 50_000:  # until the next question, a large one, is on its way
            time.sleep(0.01)
            fcntl.ioctl(3, termios.FIONREAD, waiting)
        hold()
    sys.modules["inside.worker"].Channel.read = lambda channel: time.sleep(600)
    return x
"""


def test_memory_is_watched_while_a_question_is_sent(zygote):
    large = torch.zeros(4 << 20)
    first, second = ask(zygote, HOLDS_MEMORY, ZERO, large, limits=Limits(memory=600, patience=100))
    assert (first.kind, second.kind) == ("value", "out of memory"), second


FILLS_SOCKETS = """
import os, socket, time

def fill():
    held = [end for _ in range(115) for end in socket.socketpair()]
    for end in held:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
        end.setblocking(False)
        try:
            while True:
                end.send(bytes(1 << 16))
        except BlockingIOError:
            pass
    time.sleep(600)

def relu(x):
    for _ in range(50):
        if os.fork() == 0:
            fill()
    time.sleep(600)
"""


@pytest.mark.long
def test_what_waits_in_sockets_is_memory(zygote):
    if walls_of_this_machine().bubblewrap is None:
        pytest.skip("without a network of its own, others' sockets are seen too")
    (answer,) = ask(zygote, FILLS_SOCKETS, limits=Limits(patience=2))
    assert answer.kind == "out of memory", answer


HOLDS_MEMORY_LATER = """
import os, threading, time

def hold():
    time.sleep(2)
    for _ in range(4):
        if os.fork() == 0:
            held = b"x" * (150 << 20)
            time.sleep(600)

def relu(x):
    threading.Thread(target=hold, daemon=True).start()
    return x
"""


@pytest.mark.long
def test_memory_is_watched_while_nobody_asks(zygote):
    """The grader may be busy with the answer; the warm parent looks meanwhile."""
    zygote.limits = Limits(disk=64, memory=300)
    zygote.close()
    code = SubmissionFiles({"a.py": HOLDS_MEMORY_LATER.encode()}, Layout(single="a.py"))
    submission = Sandboxed(zygote, code, zygote.limits)
    try:
        assert submission.answer(Question(("layers.relu",), (ZERO,))).kind == "value"
        until(lambda: zygote.command("look")["processes"] == 0, every=0.5)
    finally:
        submission.close()
        zygote.limits = Limits(disk=64)
        zygote.close()


@pytest.mark.long
def test_prints_are_dropped_beyond_the_end_that_is_kept(zygote):
    source = "def relu(x):\n    for _ in range(20): print('x' * 10**6)\n    return x"
    assert [a.kind for a in ask(zygote, source, ZERO, ZERO)] == ["value", "value"]


def test_what_ends_before_the_first_line_is_the_graders_failure(zygote):
    with pytest.raises(SandboxError, match=r"did not get ready(.|\n)*embedded null byte"):
        ask(zygote, RIGHT, files={"no\0file.py": b""})
    assert ask(zygote, RIGHT)[0].kind == "value"


@pytest.mark.long
def test_a_submission_within_the_bounds_always_fits():
    bounds = Bounds()
    pages = bounds.files * 4096 / MEBIBYTE
    assert bounds.total + pages <= CARRIED
    files = {f"{n}/x.py": os.urandom(MEBIBYTE) * bounds.code for n in range(6)}
    limits = Limits(disk=8, file_size=1, memory=300)
    with Zygote(walls_of_this_machine(), limits, SCENARIOS) as zygote:
        (answer,) = ask(zygote, RIGHT, limits=limits, files=files)
    assert answer.kind == "value", answer


@pytest.mark.skipif(os.getuid() != 0, reason="only root can reach into the sandbox")
@pytest.mark.parametrize(
    "change",
    ["limits", *(pytest.param(n, marks=pytest.mark.long) for n in ("priority", "processors"))],
)
def test_a_parent_that_is_not_what_it_was_is_replaced(zygote, change):
    assert ask(zygote, RIGHT)[0].kind == "value"
    assert zygote.process is not None
    before, parent = zygote.process.pid, innermost(zygote.process.pid)
    if change == "limits":
        resource.prlimit(parent, resource.RLIMIT_AS, (1 << 40, 1 << 40))
    elif change == "priority":
        os.setpriority(os.PRIO_PROCESS, parent, 5)
    elif len(os.sched_getaffinity(parent)) > 1:
        os.sched_setaffinity(parent, {min(os.sched_getaffinity(parent))})
    else:
        pytest.skip("there is one processor only")
    assert ask(zygote, RIGHT)[0].kind == "value"
    assert zygote.process is not None and zygote.process.pid != before


def innermost(process: int) -> int:
    """Return the last of a chain of processes, each the only child of the one before."""
    for _ in range(5):
        children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
        process = int(children[0]) if children else process
    return process


def test_a_parent_that_is_lost_while_it_is_asked_costs_nothing(zygote):
    source = "import time\ndef relu(x):\n    time.sleep(2 if len(x) > 2 else 0)\n    return x"
    code = SubmissionFiles({"a.py": source.encode()}, Layout(single="a.py", functions=FUNCTIONS))
    submission = Sandboxed(zygote, code)
    questions = [Question(("layers.relu",), (torch.zeros(length),)) for length in (2, 3, 2)]
    try:
        assert submission.answer(questions[0]).kind == "value"
        threading.Timer(
            0.5, zygote.process.kill
        ).start()  # as the kernel does where memory is short
        assert [submission.answer(question).kind for question in questions[1:]] == ["value"] * 2
    finally:
        submission.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes another user")
def test_each_warm_parent_has_a_user_of_its_own(zygote):
    source = "import os\ndef relu(x): return os.getuid()"
    walls = walls_of_this_machine()
    with Zygote(walls, Limits(), SCENARIOS) as other:
        users = [ask(one, source)[0].value for one in (zygote, other)]
    assert len({*users, 0}) == 3, users


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's /proc")
def test_the_learners_code_has_no_capabilities(zygote):
    source = "def relu(x): return [s for s in open('/proc/self/status') if s.startswith('Cap')]"
    (answer,) = ask(zygote, source)
    effective = [line.split()[1] for line in answer.value if line.startswith(("CapEff", "CapPrm"))]
    assert effective == ["0" * 16] * 2
