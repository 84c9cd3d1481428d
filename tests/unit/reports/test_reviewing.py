"""What a reviewer sends is written whole, or refused in words with nothing written."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from making import check, part, result

from autograder.core.loopback import Refused, Request
from autograder.grading.decisions.adjustments import adjustments_path
from autograder.grading.folder import read_folder, result_path
from autograder.grading.results import to_json, write_text
from autograder.reports.reviewing import Review, version_of

ODD = "a\udc80b <b>"
NO_LIST = {"name": "ada", "version": "", "rows": {}}


@pytest.fixture
def opened(tmp_path) -> Review:
    for identity, name in (("ada", "ada"), (ODD, "odd")):
        one = result(identity, part("train", check()), part("fit", check("It fits", 0)))
        write_text(result_path(tmp_path, name), to_json(one))
    return Review(tmp_path, "Lee", "token")


def row(exercise: str = "", points: str = "", comment: str = "", seen: bool = False) -> dict:
    return {"exercise": exercise, "points": points, "comment": comment, "seen": seen}


def version(opened: Review, name: str) -> str:
    there = opened.stored()
    return next(version_of(r) for r in there.results if there.names[r.submission_id] == name)


def save(opened: Review, *rows: dict, name: str = "ada") -> None:
    body = {"name": name, "version": version(opened, name), "rows": list(rows)}
    opened.site().writes["/save"](Request(path="/save", body=body))


def written(opened: Review) -> str:
    path = adjustments_path(opened.out)
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def test_what_is_said_counts_and_is_no_formula(opened):
    save(opened, row(comment="=1+1"), row("fit", "1.5", "+half"), name="odd")
    (odd,) = [r for r in read_folder(opened.out).results if r.submission_id == ODD]
    assert odd.score == 3.5 and odd.adjusted.row("").comment == "=1+1"
    assert "'=1+1,Lee" in written(opened) and "1.5,'+half,Lee" in written(opened)


def test_seen_is_a_row_that_goes_again(opened):
    save(opened, row(seen=True))
    assert written(opened).splitlines()[1:] == ["ada,,,,Lee"]
    save(opened, row())
    assert written(opened).splitlines() == ["id,exercise,points,comment,by"]


@pytest.mark.parametrize("text", ["Excused", "excused"])
def test_excused_is_written_as_the_file_has_it(opened, text):
    save(opened, row("total after lateness", text))
    assert written(opened).splitlines()[1] == "ada,total,excused,,Lee"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("fit", "a lot")], "write a number"),
        ([row("fit", "-1")], "write a number"),
        ([row("fit", "1e400")], "write a number"),
        ([row("nowhere", "1")], "There is no exercise"),
        ([row("", "1")], "Points of which exercise"),
        ([row(comment="x" * 5000)], "at most 4000"),
        ([row("total", "1"), row("total after lateness", "1")], "is already in line"),
        ([{"exercise": "fit"}], "not what this page sends"),
        ([row() | {"seen": "yes"}], "not what this page sends"),
        ([row("fit", "1"), row("fit", "2")], "not what this page sends"),
        ([row(comment="a"), row(comment="b")], "not what this page sends"),
    ],
)
def test_what_cannot_be_taken_leaves_the_file_as_it_was(opened, rows, words):
    for before in ("", "id,exercise,points,comment,by\nada,fit,1,so,T\n"):
        if before:
            adjustments_path(opened.out).write_text(before, encoding="utf-8")
        with pytest.raises(Refused, match=words):
            save(opened, *rows)
        assert written(opened) == before


def test_what_changed_meanwhile_is_a_conflict(opened):
    old = version(opened, "ada")
    save(opened, row(comment="first"))
    body = {"name": "ada", "version": old, "rows": [row(comment="second")]}
    with pytest.raises(Refused) as refused:
        opened.save(Request(path="/save", body=body))
    assert refused.value.status == HTTPStatus.CONFLICT
    assert "first" in written(opened) and "second" not in written(opened)
    with pytest.raises(Refused):
        opened.save(Request(path="/save", body=body | {"name": "nobody"}))


@pytest.mark.parametrize(
    "body", [None, [], {"rows": 1}, {"name": 1, "version": 2, "rows": []}, NO_LIST]
)
def test_what_no_page_sends_is_refused(opened, body):
    with pytest.raises(Refused, match="not what this page sends"):
        opened.save(Request(path="/save", body=body))


def test_a_page_is_safe_and_tells_what_to_send(opened):
    page = opened.page(Request(path="/one/odd")).content.decode("utf-8")
    assert 'data-name="odd"' in page and "<b>" not in page
    assert f'data-version="{version(opened, "odd")}"' in page
    with pytest.raises(Refused):
        opened.page(Request(path="/one/../run.json"))


def test_a_file_that_cannot_be_read_any_more_is_told(opened):
    adjustments_path(opened.out).write_text("id,exercise,points\nnobody,fit,1\n", encoding="utf-8")
    with pytest.raises(Refused, match="there is no submission 'nobody'"):
        opened.site().reads["/"](Request(path="/"))


def test_points_may_move_from_one_total_to_the_other(opened):
    save(opened, row("total after lateness", "50", "late, but ill"))
    save(opened, row("total", "60"), row("total after lateness", "", "late, but ill"))
    assert "ada,total,60" in written(opened)
    save(opened, row("total", "excused"))
    assert "excused" in written(opened) and "after lateness,50" not in written(opened)


def test_pages_are_taken_as_new_only_when_they_are_written(opened):
    save(opened, row("train", "3"))
    assert not opened.stored().adjustments.are_shown(["ada"])


def test_the_class_is_shown_with_who_needs_a_look(opened):
    save(opened, row(seen=True))
    text = opened.site().reads["/"](Request(path="/")).content.decode("utf-8")
    assert 'href="one/ada"' in text and 'href="one/odd"' in text
    assert "<b>" not in text and "&lt;b&gt;" in text
