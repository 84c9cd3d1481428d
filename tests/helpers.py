"""What the kit's tests share: the real command line, and submissions to try it on."""

from __future__ import annotations

import csv
import functools
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from warm import Warm

from autograder.course import read_course
from autograder.course.modules import scenario_sources
from autograder.course.reference import solution_of

HOME = Path(__file__).resolve().parents[1]
FUNCTIONS = read_course(HOME).functions
SCENARIOS = scenario_sources(read_course(HOME))
SOLUTIONS = {f"{name}.py": solution_of(name, HOME) for name in FUNCTIONS}
ENVIRONMENT = os.environ | {
    "OMP_NUM_THREADS": "1",
    "PYTHONIOENCODING": "utf-8",
    "COLUMNS": "200",
    "AUTOGRADER_LANG": "en",
}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles everything for each command
EXERCISES = ("--exercise", "output_shape", "--exercise", "layers", "--seed", "0")
"""What the small class is graded in."""


def run(
    *args: object,
    cwd: Path = HOME,
    fresh: bool = False,
    seconds: float = 600,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command of this Python (`-m pytest …`, `-m autograder …`) as a person would.

    It is forked from a process that has the libraries imported, unless it is to be `fresh`, or
    its environment asks for another start (as PYTHONPATH does).
    """
    complete = ENVIRONMENT | environment
    if args[:2] == ("autograder", "grade") and not {"--jobs", "--cluster"} & set(args):
        args = (*args, "--jobs", "1")  # each gets ready for seconds, and tests run side by side
    if not fresh and sys.platform == "linux" and warm().fits(complete):
        return warm().run([str(word) for word in args], cwd, complete, timeout=seconds)
    return subprocess.run(
        [sys.executable, "-m", *map(str, args)],
        cwd=cwd,
        env=complete,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@functools.cache
def warm() -> Warm:
    """Return this session's process that has the libraries imported; it ends with the session."""
    return Warm(ENVIRONMENT)


def sampled(
    values: Iterable[Any], every: int, name: Callable[[Any], str] = str, first: int = 0
) -> list[Any]:
    """Return values as parameters of a test: one of so many runs every time, all in long runs."""
    marks = [() if number % every == first else pytest.mark.long for number in range(every)]
    return [
        pytest.param(value, id=name(value), marks=marks[number % every])
        for number, value in enumerate(values)
    ]


def until(true: Callable[[], bool], seconds: float = 90, every: float = 0.05) -> None:
    """Wait until something is true; fails when it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(every)


def a_kit(folder: Path) -> Path:
    """Make a kit of its own, as a fresh clone has it."""
    kit = folder / "kit"
    kit.mkdir(parents=True)
    for name in ("exercises", "solutions", "stretch"):
        shutil.copytree(HOME / name, kit / name)
    (kit / "data").symlink_to(HOME / "data")
    return kit


def stub_in(kit: Path, name: str = "output_shape") -> Path:
    """Find the file of a kit that the learner edits."""
    return next(kit.glob(f"exercises/*/{name}.py"))


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change the one place of a course's file that says something."""
    file = root / "exercises" / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write files by name into a new folder."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_zip(path: Path, files: dict[str, str]) -> Path:
    """Write an archive of files by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return the solutions with one place of one file changed."""
    assert SOLUTIONS[name].count(old) == 1, (name, old)
    return SOLUTIONS | {name: SOLUTIONS[name].replace(old, new)}


def refused(done: subprocess.CompletedProcess, *said: str) -> None:
    """Assert that a command ended with one line of error, which says these words."""
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    assert all(words in done.stderr for words in said), done.stderr


def grades(out: Path) -> dict[str, dict[str, str]]:
    """Read `grades.csv` by submission id."""
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["submission_id"]: row for row in csv.DictReader(file)}


def results(out: Path) -> dict[str, dict]:
    """Read the result files by submission id."""
    trees = [json.loads(p.read_text(encoding="utf-8")) for p in (out / "results").glob("*.json")]
    return {tree["submission_id"]: tree for tree in trees}


def without_seconds(out: Path) -> list[dict[str, str]]:
    """Read `grades.csv` as it must be the same in every run."""
    return [{k: v for k, v in row.items() if k != "seconds"} for row in grades(out).values()]


def notebook_of(*cells: str) -> str:
    """Make a notebook of cells of code."""
    import nbformat  # it takes two seconds

    made = [nbformat.v4.new_code_cell(text) for text in cells]
    return nbformat.writes(nbformat.v4.new_notebook(cells=made))


def installed(kit: Path, folder: Path) -> Path:
    """Install a kit into a fresh environment; gives its Python. Libraries are those of this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    libraries_of_this_one(folder)
    args = ("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "-e", ".")
    done = run("pip", "--python", python, *args, cwd=kit)
    assert done.returncode == 0, done.stderr
    return python


def libraries_of_this_one(environment: Path) -> None:
    """Let an environment see the libraries of this Python, and not its kit."""
    (site,) = environment.glob("lib/python*/site-packages")
    libraries = sysconfig.get_path("purelib")
    (site / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")


def without_kit() -> dict[str, str]:
    """Return the environment for commands of another kit, where nothing leads to this one."""
    return {k: v for k, v in ENVIRONMENT.items() if not k.startswith(("PYTHON", "AUTOGR"))}


def module_beside(exercise: str, name: str) -> Any:
    """Return `scenarios` or `questions` of an exercise of the course."""
    from autograder.checks.questions import beside

    folder = read_course(HOME).exercise(exercise).folder
    return beside(str(HOME / "exercises" / folder / "test.py"), name)


def write_course(root: Path) -> Path:
    """Write what says which exercises there are, and nothing else, below `root`; return it."""
    for path in [HOME / "exercises" / "course.toml", *HOME.glob("exercises/*/exercise.toml")]:
        target = root / path.relative_to(HOME)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return root
