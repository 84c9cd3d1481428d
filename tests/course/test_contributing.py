"""CONTRIBUTING.md adds an exercise, step by step: its steps are followed to the letter."""

from __future__ import annotations

import re
import shutil
import textwrap

import pytest
from helpers import HOME, run

NAME = "average_pool"
PLACES = {
    "autograder/sandbox/inside/layout.py": "PARTS: dict[str, tuple[str, ...]] = {\n",
    "autograder/kit.py": "    ACCURACY: 10,\n",
    "autograder/checks/routes.py": "ROUTES: dict[str, Route] = {\n",
    "autograder/checks/probes.py": "_PROBES: dict[str, Callable[[Draw], Arguments]] = {\n",
}


@pytest.fixture(scope="module")
def blocks():
    text = (HOME / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [textwrap.dedent(b) for b in re.findall(r"```python\n(.*?)\n *```", text, re.S)]


@pytest.fixture
def kit(tmp_path, blocks):
    """A copy of the kit in which the steps were followed."""
    for folder in ("autograder", "exercises", "solutions", "data"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HOME / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(HOME / "pyproject.toml", tmp_path)
    solution, *lines, checks, mistakes = blocks
    for (path, after), line in zip(PLACES.items(), lines, strict=True):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert text.count(after) == 1, path
        text = text.replace(after, f"{after}    {line.strip()}\n")
        (tmp_path / path).write_text(text, encoding="utf-8")
    folder = tmp_path / "exercises" / f"12_{NAME}"
    folder.mkdir()
    for path, text in (
        (tmp_path / "solutions" / f"{NAME}.py", solution),
        (tmp_path / "solutions" / "mistakes" / f"in_{NAME}.py", mistakes),
        (folder / f"test_{NAME}.py", checks),
    ):
        path.write_text(text + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.long
def test_an_exercise_added_by_the_steps_is_proven_and_can_be_learned(kit):
    paths = {"cwd": kit, "PYTHONPATH": str(kit), "AUTOGRADER_COURSE": str(kit)}
    assert run("autograder.authoring.stubs", **paths).returncode == 0
    assert "NotImplementedError" in (kit / f"exercises/12_{NAME}/{NAME}.py").read_text("utf-8")
    proof = run("autograder", "prove", "--exercise", NAME, **paths)
    assert proof.returncode == 0, proof.stdout + proof.stderr
    assert "1 of 1" in proof.stdout
    learner = ("pytest", "exercises/", "--exercise", NAME)
    assert "not written" in run(*learner, **paths).stdout
    done = run(*learner, "--submission", "solutions", **paths)
    assert done.returncode == 0, done.stdout
