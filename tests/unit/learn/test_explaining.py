"""What is read of an explanation, and what is missing before there is one."""

from __future__ import annotations

import dataclasses
import lzma

import pytest

from autograder.checks.progress import Progress, Reached
from autograder.core.errors import CommandError
from autograder.course import current_course
from autograder.learn import explaining
from autograder.learn.explaining import explained_in, explanation_of, to_explain, without_markers

FIRST, SECOND = current_course().exercises[:2]


def test_the_exercise_named_is_explained_or_the_one_done_last():
    progress = Progress({FIRST.name: Reached(2, 2), SECOND.name: Reached(1, 2)})
    assert to_explain(FIRST.name, progress) is to_explain(None, progress) is FIRST
    with pytest.raises(CommandError, match=f"{SECOND.name} is not done yet, 1 of 2 checks"):
        to_explain(SECOND.name, progress)
    with pytest.raises(CommandError, match=f"{FIRST.name} has not been checked yet: `autograder"):
        to_explain(None, Progress())


def test_of_many_checks_that_are_missing_a_few_are_named():
    def said(*names: str) -> str:
        missing = [[name] for name in names]
        progress = Progress({FIRST.name: Reached(9 - len(names), 9, missing=missing)})
        with pytest.raises(CommandError) as raised:
            to_explain(FIRST.name, progress)
        return str(raised.value)

    most = explaining.MAX_MISSING
    names = [f"test_it_counts_{letter}" for letter in "abcdefghij"[: most + 1]]
    assert "…" not in said(*names[:most])
    assert said(*names).count("counts") == most and "…" in said(*names)


TEXT = """# Title

## The idea

One line.

Another line.

## Answers

1. Because.
2. Therefore.

## A second way

Without a loop.

## More
not shown
"""


def test_an_explanation_has_an_idea_answers_and_a_second_way(tmp_path, monkeypatch):
    monkeypatch.setattr(explaining, "course_root", lambda: tmp_path)
    folder = tmp_path / "exercises" / FIRST.folder
    folder.mkdir(parents=True)
    assert explanation_of(FIRST) is None
    with pytest.raises(FileNotFoundError):
        explained_in(FIRST, "en")
    (folder / f"{explaining.EXPLAIN}.md").write_text(TEXT, encoding="utf-8")
    found = explained_in(FIRST, "en")
    assert found == explanation_of(FIRST)
    assert dataclasses.astuple(found) == (
        ("One line.", "Another line."),
        (("", "Because."), ("", "Therefore.")),
        "Without a loop.",
    )


def test_what_the_handout_asks_is_put_to_the_answers():
    found = explanation_of(FIRST)
    assert found is not None
    questions = [pair[0] for pair in dataclasses.astuple(found)[1]]
    assert questions and all(questions)


def test_markers_of_a_solution_are_left_out_and_so_are_the_gaps():
    lines = ["a = 1", "", "", explaining.BEGIN, "", "", "b = 2", f"    {explaining.END}", "", ""]
    assert without_markers("\n".join(lines)) == "a = 1\n\n\nb = 2\n"


def test_a_released_kit_shows_the_ways_that_it_was_given(tmp_path, monkeypatch):
    explaining.write_ways(tmp_path / explaining.RECORDED)
    written = explaining.ways()
    monkeypatch.setattr(explaining, "course_root", lambda: tmp_path)
    assert explaining.ways() == written
    path = tmp_path / explaining.RECORDED / explaining.RELEASED
    for content in (b"x", lzma.compress(b"["), lzma.compress(b'{"other": 1}')):
        path.write_bytes(content)
        with pytest.raises(CommandError, match="is damaged: get the kit again"):
            explaining.ways()
    path.unlink()
    assert explaining.ways() is None
