"""docs/authoring.md adds an exercise, step by step: its steps are followed to the letter."""

from __future__ import annotations

import re
import shutil
import textwrap

import pytest
from helpers import HOME, run

NAME = "average_pool"
FOLDER = f"12_{NAME}"
FILES = (
    f"exercises/{FOLDER}/exercise.toml",
    f"solutions/{FOLDER}/{NAME}.py",
    f"exercises/{FOLDER}/questions.py",
    f"exercises/{FOLDER}/test_{NAME}.py",
    f"solutions/{FOLDER}/mistakes.py",
)
"""What the steps write, in their order."""


@pytest.fixture
def kit(tmp_path):
    """A copy of the kit in which the steps were followed."""
    for folder in ("autograder", "exercises", "solutions", "data"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HOME / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(HOME / "pyproject.toml", tmp_path)
    text = (HOME / "docs" / "authoring.md").read_text(encoding="utf-8")
    steps = text.split("\n## Add an exercise\n")[1].split("\n## ")[0]
    blocks = re.findall(r"```(?:python|toml)\n(.*?)\n *```", steps, re.DOTALL)
    for path, block in zip(FILES, blocks, strict=True):
        assert path in text, path
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(textwrap.dedent(block) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.long
def test_an_exercise_added_by_the_steps_is_proven_and_can_be_learned(kit):
    paths = {"cwd": kit, "PYTHONPATH": str(kit), "AUTOGRADER_COURSE": str(kit)}
    assert run("autograder.authoring.stubs", **paths).returncode == 0
    assert "NotImplementedError" in (kit / f"exercises/{FOLDER}/{NAME}.py").read_text("utf-8")
    proof = run("autograder", "prove", "--exercise", NAME, **paths)
    assert proof.returncode == 0, proof.stdout + proof.stderr
    assert "1 of 1" in proof.stdout
    learner = ("pytest", "exercises/", "--exercise", NAME)
    assert "not written" in run(*learner, **paths).stdout
    done = run(*learner, "--submission", "solutions", **paths)
    assert done.returncode == 0, done.stdout
