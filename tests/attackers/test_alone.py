"""Where no namespaces can be made, what only the kernel's filters keep is kept too."""

from __future__ import annotations

import dataclasses
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attackers.classes import CAST, Outside
from attackers.elsewhere import USER, as_user, can_be_a_user
from helpers import ENVIRONMENT, HOME, SCENARIOS

from autograder.sandbox.client import Sandboxed, Zygote
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import Walls, walls_of_this_machine

KEPT = (
    *("attributes_of_files", "names_of_others", "rules_without_end", "secret_memory"),
    *("spliced_memory", "watches", "sockets_of_the_machine"),
)
"""Attackers of what the filters alone keep from a submission."""

pytestmark = pytest.mark.skipif(
    walls_of_this_machine().landlock < 6, reason="this kernel's Landlock is not enough"
)


def reduced() -> Walls:
    """Return the walls of this machine without namespaces."""
    walls = walls_of_this_machine()
    return dataclasses.replace(walls, bubblewrap=None, search=walls.user)


def told(zygote: Zygote, source: str) -> str:
    """Let an attacker do its work, and return what it says."""
    layout = Layout({"predict": "predict.py"})
    side = Sandboxed(zygote, SubmissionFiles({"predict.py": source.encode()}, layout))
    try:
        return str(side.answer(Question(("predict.predict_image",), (None, "x"))).message)
    finally:
        side.close()


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    public = Path("/var/tmp") / f"attackers-{secrets.token_hex(4)}"
    with Outside.built(public) as outside:
        yield outside
    shutil.rmtree(public, ignore_errors=True)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(reduced(), Limits(disk=64, memory=512), SCENARIOS) as zygote:
        yield zygote


def source_of(name: str, outside: Outside) -> str:
    (path,) = CAST.glob(f"*/{name}.py")
    text = path.read_text(encoding="utf-8")
    return outside.filled_in(text, outside.public)


@pytest.mark.parametrize("name", KEPT)
def test_the_filters_alone_keep_it(zygote, outside, name):
    assert told(zygote, source_of(name, outside)) in ("done []", "found []")


AS_USER = """
import sys
from attackers.test_alone import SCENARIOS, Limits, Zygote, reduced, told
with Zygote(reduced(), Limits(disk=64), SCENARIOS) as zygote:
    print(told(zygote, sys.stdin.read()))
"""


@pytest.mark.long
@pytest.mark.skipif(not can_be_a_user(), reason="only root becomes another user")
def test_an_ordinary_users_files_keep_their_attributes(outside):
    """Nothing but the filter keeps a submission from what its own user owns."""
    os.chown(outside.public / "victim", USER, USER)
    words = as_user([sys.executable, "-c", AS_USER])
    places = ENVIRONMENT | {"PYTHONPATH": f"{HOME}:{HOME / 'tests'}", "HOME": "/tmp"}
    done = subprocess.run(
        words,
        input=source_of("attributes_of_files", outside),
        cwd=HOME,
        env=places,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout == "done []\n", done.stdout + done.stderr
