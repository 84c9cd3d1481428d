"""Hints come one after the other, for the current function, in the learner's language."""

from __future__ import annotations

import pytest
from helpers import HOME, write_course

from autograder.checks.progress import Progress, Reached, read_progress, write_progress
from autograder.core.languages import chosen
from autograder.course import current_course
from autograder.learn.hints import hints_of, next_hint

HINTS = "# Hints\n\n## relu\n\n1. One.\n2. Two 3. x.\nnot a hint\n\n## linear \n\n1. Only.\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    write_course(tmp_path)
    (tmp_path / "exercises" / "04_layers" / "hints.md").write_text(HINTS, encoding="utf-8")
    return tmp_path


def test_hints_are_the_numbered_lines_below_a_functions_name(home):
    assert hints_of("layers") == {"relu": ["One.", "Two 3. x."], "linear": ["Only."]}
    assert hints_of("4") == hints_of("layers")


def test_a_hint_may_be_longer_than_a_line_and_needs_no_title_above(home):
    text = "## relu\n\n1. One,\n   and more.\n\n   Then:\n2. Two.\n\n## linear\n10.  Ten.\n"
    (home / "exercises" / "04_layers" / "hints.md").write_text(text, encoding="utf-8")
    told = {"relu": ["One,\nand more.\n\nThen:", "Two."], "linear": ["Ten."]}
    assert hints_of("layers") == told


def test_an_exercise_without_hints_has_none(home):
    assert hints_of("fit") == {}
    assert next_hint("fit") == "There are no hints for fit."


def test_hints_are_in_the_language_chosen(home, monkeypatch):
    (home / "exercises" / "04_layers" / "hints.zh.md").write_text("\n## relu\n\n1. 一。\n", "utf-8")
    monkeypatch.setenv("AUTOGRADER_LANG", "zh")
    chosen.cache_clear()
    try:
        assert hints_of("layers") == {"relu": ["一。"]}
    finally:
        monkeypatch.undo()
        chosen.cache_clear()


def test_each_hint_is_given_once_and_then_they_are_said_to_be_all(home):
    assert next_hint("layers") == "relu, hint 1 of 2:\nOne."
    assert next_hint("layers") == "relu, hint 2 of 2:\nTwo 3. x."
    assert next_hint("layers").startswith("These were all the hints for relu.")
    assert read_progress().hints == {"layers.relu": 2}
    assert next_hint("layers", restart=True) == "relu, hint 1 of 2:\nOne."
    assert next_hint("layers") == "relu, hint 2 of 2:\nTwo 3. x."


def test_hints_are_for_the_function_that_failed_first(home):
    write_progress(Progress({"layers": Reached(1, 3, function="linear")}))
    assert next_hint("layers") == "linear, hint 1 of 1:\nOnly."


@pytest.mark.parametrize(
    "exercise", [e for e in current_course().exercises if e.file], ids=lambda e: e.name
)
@pytest.mark.parametrize("ending", ["md", "zh.md"])
def test_every_function_of_the_kit_has_as_many_hints_in_every_language(exercise, ending):
    def counted(path):
        lines = path.read_text(encoding="utf-8").splitlines()
        heads = [line[3:].strip() for line in lines if line.startswith("## ")]
        return heads, sum(line[:1].isdigit() for line in lines)

    folder = HOME / "exercises" / exercise.folder
    heads, count = counted(folder / f"hints.{ending}")
    assert set(heads) <= set(current_course().functions[exercise.name])
    assert (heads, count) == counted(folder / "hints.md")
