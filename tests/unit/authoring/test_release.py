"""What a released kit is made of, as far as it can be told without making one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import HOME

from autograder.authoring import release
from autograder.authoring.release import PACKAGE, learners_files
from autograder.course import CourseSettings, use_settings


def imported(path: Path) -> Iterator[str]:
    """Name what a module of the package imports of the package, wherever it does so."""
    package = ("autograder", *path.parts[:-1])
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_nothing_that_learners_get_imports_what_they_do_not_get():
    files = learners_files()
    there = {".".join(["autograder", *path.with_suffix("").parts]) for path in files}
    there = {name.removesuffix(".__init__") for name in there}
    complete = {
        ".".join(["autograder", *path.relative_to(PACKAGE).with_suffix("").parts])
        for path in PACKAGE.rglob("*.py")
    }
    complete = {name.removesuffix(".__init__") for name in complete}
    for path in files:
        if path.suffix == ".py":
            assert not (set(imported(path)) & complete) - there, path


@pytest.mark.parametrize(
    ("languages", "left"), [((), 2), (("en", "zh"), 2), (("en",), 1), (("zh",), 1)]
)
def test_a_kit_names_only_the_languages_that_it_has(languages, left):
    text = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    given = release.tomllib.loads(text)["project"]["classifiers"]
    use_settings(CourseSettings(languages=languages))
    try:
        kept = release.classifiers(given)
    finally:
        use_settings(CourseSettings())
    named = [line for line in kept if line.startswith("Natural Language")]
    assert len(named) == left and ("Chinese" in str(named)) == (languages != ("en",))
    assert len(given) - len(kept) == 2 - left


@pytest.mark.parametrize(
    ("languages", "left"),
    [
        ((), {"README.md", "README.zh.md", "locale/zh/LC_MESSAGES/exercises.mo", "plot.svg"}),
        (("en",), {"README.md", "plot.svg"}),
        (("zh",), {"README.zh.md", "locale/zh/LC_MESSAGES/exercises.mo", "plot.svg"}),
    ],
)
def test_texts_of_the_courses_languages_are_given(languages, left):
    names = ("README.md", "README.zh.md", "locale/zh/LC_MESSAGES/exercises.mo", "plot.svg")
    use_settings(CourseSettings(languages=languages))
    try:
        assert {name for name in names if release._is_given(Path(name))} == left
    finally:
        use_settings(CourseSettings())


def test_a_kit_needs_what_learners_run_and_nothing_of_those_who_grade():
    written = release.tomllib.loads(release._pyproject(HOME))["project"]
    own = release.tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"\W", line)[0] for line in written["dependencies"]}
    assert needed == set(release.NEEDED)
    assert set(written["dependencies"]) < set(own["dependencies"])
    same = ("name", "version", "requires-python")
    assert [written[key] for key in same] == [own[key] for key in same]
    assert written["description"] == "CNN basics: exercises that check themselves"


def test_the_exercises_of_a_kit_are_stubs_with_their_checks(tmp_path):
    release._write_exercises(HOME, tmp_path)
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    there = {path.relative_to(tmp_path).as_posix() for path in files}
    folder = "exercises/02_filters"
    names = ("test_filters.py", "questions.py", "exercise.toml", "README.md", "README.zh.md")
    assert {f"{folder}/{name}" for name in names} < there and "exercises/course.toml" in there
    assert not [name for name in there if "solutions" in name or name.endswith("mistakes.py")]
    stub = (tmp_path / folder / "filters.py").read_text(encoding="utf-8")
    assert "NotImplementedError" in stub
    recorded = tmp_path / release.RECORDED / release.STUBS / "filters.py"
    assert recorded.read_text(encoding="utf-8") == stub
