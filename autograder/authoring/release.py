"""Make what learners get: stubs, handouts, checks, data and recorded answers, and no solution."""

from __future__ import annotations

import contextlib
import gc
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from autograder.core.errors import CommandError
from autograder.core.languages import LANGUAGES, _
from autograder.core.place import STRETCH
from autograder.course import RECORDED, course_root, current_course
from autograder.course.model import COURSE, EXERCISE
from autograder.course.modules import MODULES, PLAY
from autograder.course.reference import has_solutions
from autograder.course.stretch import about_stretch_goals, stretch_goals
from autograder.learn.explaining import write_ways
from autograder.learn.lab import PAGE
from autograder.learn.resetting import STUBS
from autograder.learn.starting import put_in_place

from .brought import PACKAGE, own_or_brought
from .course_files import (
    course_text,
    data_files,
    exercise_text,
)
from .first_notebook import first_notebook
from .handouts import handouts
from .quizzes import write_quiz
from .readmes import in_language, readmes
from .recording import Step, nobody_watches, record
from .stubs import stubs

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LEARNERS_SIDE = (
    *("__init__.py", "py.typed", "core/*.py", "course/*.py", "notebook.py"),
    *("learn/*.py", "learn/templates/*", "drawing/*.py", "locale/*/*/*.mo"),
    *(f"cli/{name}.py" for name in ("__init__", "shared", "learners", "quiz", "released")),
    *("checks/*.py", "checks/*/*.py", "checks/pytest.ini", "sandbox/__init__.py"),
    *("sandbox/limits.py", "sandbox/inside/*.py"),
)
"""What of the package `pytest exercises/` needs."""
WALLS = ("confine.py", "parent.py", "syscalls.py", "usage.py", "worker.py")
"""What of it stands around learner code when it is graded, and only then."""
LEARNERS = Path(__file__).with_name("learners")
NEEDED = (
    *("torch", "torchvision", "numpy", "matplotlib", "pillow", "tqdm", "pytest", "tomli"),
    *("click", "rich", "watchfiles", "msgspec", "jinja2"),
)
FOR_READERS = ("*.md", "pictures/*.svg", PAGE)
CATALOGUES = "locale/*/LC_MESSAGES/*.mo"
AS_THEY_ARE = ("LICENSE", "constraints.txt")
"""The course's own, or else the package's."""
GARBAGE = (50_000, 20, 20)
"""When garbage is collected meanwhile: figures of some hundred axes are gathered before it is."""
PLACES = {
    "vscode/settings.json": ".vscode/settings.json",
    "vscode/tasks.json": ".vscode/tasks.json",
    "vscode/extensions.json": ".vscode/extensions.json",
    "devcontainer/devcontainer.json": ".devcontainer/devcontainer.json",
}
"""What is written for learners, and where it lies in their kit."""

MAIN = '"""`python -m autograder`."""\n\nfrom autograder.cli.released import main\n\nmain()\n'

CLASSIFIED = {"en": "Natural Language :: English", "zh": "Natural Language :: Chinese"}
"""How a package's classifiers begin that name its languages."""
PYPROJECT = Template("""\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "$name"
version = "$version"
description = $description
readme = "README.md"
requires-python = "$python"
license = "MIT"
license-files = ["LICENSE"]
classifiers = $classifiers
dependencies = [
$dependencies
]

[project.scripts]
autograder = "autograder.cli.released:main"

[tool.setuptools.packages.find]
include = ["autograder*"]

[tool.setuptools.package-data]
autograder = ["checks/pytest.ini", "learn/templates/*", "locale/*/*/*.mo", "py.typed"]

[tool.pytest.ini_options]
testpaths = ["exercises"]
addopts = "-p autograder.checks.plugin -p no:cacheprovider --import-mode=importlib"
""")


def steps() -> int:
    """Return how many parts `release` tells of while it works."""
    course = current_course()
    return len(course.functions) + len(course.exercises) + len(stretch_goals())


def release(
    out: Path, seed: int, with_explanations: bool = False, step: Step = nobody_watches
) -> None:
    """Write the learners' kit to `out`, which must be new or empty; raises CommandError.

    `seed` decides the inputs of the local checks, whose answers are recorded. The kit is made
    aside and put in place when it is complete. `with_explanations` puts the solutions into it, and
    the second ways: what `explain` shows of an exercise that is done. `step` is told each part
    before its turn.
    """
    home = course_root()
    if not has_solutions(home):
        words = _("no solutions/ in {home}: a release is made from the complete kit", home=home)
        raise CommandError(words)
    with put_in_place(out) as kit, _seldom_collected():
        _write_exercises(home, kit)
        for path, text in handouts(home).items():  # an instructor may give other points
            if _is_given(path):
                _write(kit / path.relative_to(home), text)
        _write_package(kit / "autograder")
        _write(kit / "autograder/__main__.py", MAIN)
        for name in AS_THEY_ARE:
            _copy(own_or_brought(home, name), kit / name)
        _write_data(home, kit)
        _write(kit / "pyproject.toml", _pyproject(home))
        for name, text in readmes(home).items():
            _write(kit / name, text)
        for name, place in PLACES.items():
            _copy(LEARNERS / name, kit / place)
        first = kit / RECORDED / STUBS / f"{current_course().exercises[0].name}.py"
        _write(kit / "start.ipynb", first_notebook(first.read_text(encoding="utf-8")))
        _write(
            kit / ".gitignore",
            ".venv/\n.autograder/\n__pycache__/\n*.egg-info/\n.ipynb_checkpoints/\n/trained/\n",
        )
        record(kit / RECORDED, seed, step)
        write_quiz(kit / RECORDED, step)
        if with_explanations:
            write_ways(kit / RECORDED)
        if stretch_goals(home):
            with about_stretch_goals() as goals:
                _write_exercises(goals, kit / STRETCH)
                record(kit / STRETCH / RECORDED, seed, step)


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    """Let cyclic garbage gather, and what is there already be: figures set it off all the time.

    To go through all objects of the libraries took half of the time that a figure takes.
    """
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _write_exercises(home: Path, kit: Path) -> None:
    for exercise in current_course().exercises:
        folder = home / "exercises" / exercise.folder
        names = (f"test_{exercise.name}.py", *(f"{name}.py" for name in (*MODULES, PLAY)))
        existing = [folder / name for name in names if (folder / name).exists()]
        others = [p for pattern in FOR_READERS for p in folder.glob(pattern)]
        for path in sorted([*existing, *others]):
            if _is_given(path):
                _copy(path, kit / path.relative_to(home))
        text = exercise_text(home, exercise)
        _write(kit / "exercises" / exercise.folder / EXERCISE, text)
    exercises = home / "exercises"
    for path in filter(_is_given, sorted([*exercises.glob("*.md"), *exercises.glob(CATALOGUES)])):
        _copy(path, kit / path.relative_to(home))
    _write(kit / "exercises" / COURSE, course_text(home))
    for path, text in stubs(home, kit).items():
        _write(path, text)
        _write(kit / RECORDED / STUBS / path.name, text)


def _write_data(home: Path, kit: Path) -> None:
    """Write the data set, what reads it and what is asked of it, where the course has one."""
    for place, path in data_files(home).items():
        _copy(path, kit / place)


def _is_given(path: Path) -> bool:
    """Tell whether a file is in one of the course's languages: `README.zh.md`, `locale/zh/…`."""
    languages = current_course().languages or tuple(LANGUAGES)
    suffixes = {*path.suffixes, *([f".{path.parts[-3]}"] if path.suffix == ".mo" else [])}
    codes = [code for code in LANGUAGES if f".{code}" in suffixes]
    return codes[0] in languages if codes else "en" in languages or path.suffix != ".md"


def learners_files() -> list[Path]:
    """List the files of the package that learners get, relative to it."""
    paths = [path for pattern in LEARNERS_SIDE for path in sorted(PACKAGE.glob(pattern))]
    return [path.relative_to(PACKAGE) for path in paths if path.name not in WALLS]


def _write_package(target: Path) -> None:
    for path in learners_files():
        _copy(PACKAGE / path, target / path)


def _pyproject(home: Path) -> str:
    path = own_or_brought(home, "pyproject.toml")
    project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    title = in_language(current_course().title, "en")
    needed = [line for line in project["dependencies"] if re.split(r"\W", line)[0] in NEEDED]
    return PYPROJECT.substitute(
        name=project["name"],
        version=project["version"],
        description=json.dumps(f"{title}: exercises that check themselves", ensure_ascii=False),
        python=project["requires-python"],
        classifiers=json.dumps(classifiers(project["classifiers"]), ensure_ascii=False, indent=4),
        dependencies="\n".join(f'    "{line}",' for line in needed),
    )


def classifiers(lines: Sequence[str]) -> list[str]:
    """Return what is said of the package, less the languages in which a kit has no texts."""
    given = current_course().languages or tuple(LANGUAGES)
    left = tuple(words for code, words in CLASSIFIED.items() if code not in given)
    return [line for line in lines if not line.startswith(left)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
