"""Another course plays its own way: nothing is drawn there, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import HOME

from autograder.core.errors import CommandError
from autograder.learn.own import NotThere, Own
from autograder.learn.playground import page_of
from autograder.learn.playing import Wish, trained_by

COURSE = HOME / "tests" / "courses" / "pruning"


@pytest.fixture(autouse=True)
def another_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_COURSE", str(COURSE))


def test_the_page_of_another_course_has_no_canvas(tmp_path: Path):
    played = trained_by(Own.of_path(COURSE / "solutions"), Wish(into=tmp_path / "trained"))
    page = page_of(played)
    assert "Your pruned network" in page and "60 % of the linear layer" in page
    assert page.count('alt="kernel') == 6 and 'class="counts"' in page
    assert "<canvas" not in page and "<script" not in page
    assert not (tmp_path / "trained").exists()


def test_what_another_course_needs_is_named():
    with pytest.raises(CommandError, match="prune_linear is not written yet: exercise 1, "):
        trained_by(Own.of_path(COURSE / "exercises"), Wish())


def test_a_function_of_no_exercise_is_left_out():
    with pytest.raises(NotThere, match="belongs to an exercise that this course leaves out"):
        _ = Own.of_path(COURSE / "solutions").predict_image
