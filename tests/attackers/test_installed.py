"""Where the package is installed, its checks and the course's answers are not seen inside."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest
from helpers import ENVIRONMENT, HOME

from autograder.sandbox.walls import walls_of_this_machine

ATTACKER = HOME / "tests" / "attackers" / "cast" / "reading" / "installed_package.py"
ASK = """
import dataclasses
import sys
from autograder.sandbox import walls
from autograder.sandbox.client import Sandboxed, Zygote
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import Limits

if sys.argv[1] == "open":
    walls.covered_folders = lambda: []
standing = walls.walls_of_this_machine()
if sys.argv[1] == "reduced":
    standing = dataclasses.replace(standing, bubblewrap=None, search=standing.user)
code = SubmissionFiles({"predict.py": sys.stdin.buffer.read()}, Layout({"predict": "predict.py"}))
with Zygote(standing, Limits()) as zygote:
    side = Sandboxed(zygote, code)
    print(side.answer(Question(("predict.predict_image",))).message)
    side.close()
"""

pytestmark = pytest.mark.skipif(
    "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the package and the course, not links to them."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shutil.copytree(HOME / "autograder", site / "autograder")
    for name in ("exercises", "solutions", "data"):
        shutil.copytree(HOME / name, folder / "share" / "course" / name)
    return folder / "bin" / "python"


def what_is_found(python: Path, how: str) -> str:
    """Let the attacker look behind the walls, with what is to be covered covered or open."""
    course = python.parents[1] / "share" / "course"
    done = subprocess.run(
        [python, "-c", ASK, how],
        input=ATTACKER.read_text(encoding="utf-8"),
        cwd=python.parent,
        env=ENVIRONMENT | {"AUTOGRADER_COURSE": str(course)},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout


def test_nothing_of_the_package_or_the_course_is_found_inside(python):
    assert what_is_found(python, "covered").strip() == "found []"


@pytest.mark.long
def test_nothing_of_them_can_be_read_without_namespaces(python):
    assert what_is_found(python, "reduced").strip() == "found []"


@pytest.mark.long
def test_without_the_covers_the_attacker_finds_them(python):
    assert "autograder" in what_is_found(python, "open")
