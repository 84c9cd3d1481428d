"""A notebook's cells have the points of the checks that share them."""

from __future__ import annotations

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.results import Lateness
from autograder.platforms.feedback import Page
from autograder.platforms.nbgrader import (
    BESIDE,
    CONFIG,
    DATABASE,
    _structure,
    write_feedback,
    write_grades,
)


def test_the_cases_of_a_check_add_up_to_their_cells_points():
    fit = part("fit", check("It keeps [1]"), check("It keeps [2]", max_score=3), check("It saves"))
    assert _structure([result("a", fit)]) == {
        "fit-it_keeps": ("fit", 5.0),
        "fit-it_saves": ("fit", 2.0),
    }


def test_cells_are_known_from_all_results_and_counted_once():
    fit, train = part("fit", check()), part("train", check())
    rejected = result("c", part("fit"), status="rejected")
    found = _structure([rejected, result("a", fit), result("b", fit, train)])
    assert found == {"fit-it_adds": ("fit", 2.0), "train-it_adds": ("train", 2.0)}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (CONFIG, "c = (", "cannot be read"),
        (CONFIG, "raise SystemExit(0)", "cannot be read"),
        (CONFIG, "get_config().CourseDirectory.db_url = 'x'", "cannot be used"),
        (DATABASE, "not a database, " * 100, "cannot be used"),
    ],
)
def test_a_course_that_nbgrader_cannot_use_is_refused_in_a_line(tmp_path, name, content, said):
    pytest.importorskip("nbgrader")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=said) as caught:
        write_grades([result("ada", part("fit", check()))], tmp_path, "lab")
    assert "\n" not in str(caught.value) and str(tmp_path) in str(caught.value)


def test_each_of_a_group_without_a_notebook_is_named(tmp_path):
    pytest.importorskip("nbgrader")
    (tmp_path / CONFIG).touch()
    submitted = tmp_path / "submitted" / "ada" / "lab"
    submitted.mkdir(parents=True)
    for name in ("fit.ipynb", *BESIDE):
        (submitted / name).touch()
    team = result("ada", part("fit", check()), handed_in=Lateness("ada", members=("bob",)))
    count, left = write_feedback([Page(team, b"page")], tmp_path, "lab", again=False)
    assert count == 1 and list(left) == ["bob"]
    (submitted / "submission_secret.txt").unlink()
    count, left = write_feedback([Page(team, b"page")], tmp_path, "lab", again=True)
    assert count == 0 and list(left) == ["ada", "bob"]
    assert left["ada"].startswith("no submission_secret.txt in ")
