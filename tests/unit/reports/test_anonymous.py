"""Names are taken out where they stand as words, and nothing else is changed."""

from __future__ import annotations

import dataclasses

from making import check, part, result

from autograder.checks.verdict import Outcome
from autograder.grading.decided import Adjusted, Adjustment
from autograder.grading.known import Person
from autograder.grading.results import RESULTS, Lateness, to_json, write_text
from autograder.reports.anonymous import _names, without_names, write_anonymous


def test_a_name_goes_and_what_only_holds_its_letters_stays():
    lost = dataclasses.replace(
        check("It is timed", 0, message="eva wrote evaluate.py; Eva-Lena too"),
        outcome=Outcome.TIMED_OUT,
    )
    shown = without_names(result("eva", part("evaluate", lost)), ["eva", "timed"], "learner 1")
    (only,) = shown.parts
    assert (shown.submission_id, only.name) == ("learner 1", "evaluate")
    assert only.checks[0].message == "learner 1 wrote evaluate.py; Eva-Lena too"
    assert only.checks[0].outcome == Outcome.TIMED_OUT


def test_of_a_group_no_name_stays():
    pair = Lateness("7", "Ada Lovelace", members=("8",), names={"8": "李雷"}, mails={"8": "lei@x"})
    row = Adjustment("7", "", None, False, "李雷 explained it, Ada Lovelace listened", "Lee")
    lost = check("It adds", 0, message="这是李雷写的 lei@x")
    one = result("7", part("fit", lost), handed_in=pair, adjusted=Adjusted((row,), 0, 2, 0, {}))
    people = {"7": Person("Ada Lovelace, Lei Li", "")}
    assert {"李雷", "Ada Lovelace", "Lei Li", "7", "8"} <= set(_names(one, people))
    shown = without_names(one, _names(one, {}), "learner 1")
    assert "Lovelace" not in repr(shown) and "李雷" not in repr(shown), shown
    assert "lei@x" not in repr(shown), shown
    assert (shown.handed_in.learner, shown.handed_in.names) == ("learner 1", {})
    (row,) = shown.adjusted.rows
    assert (row.id, row.by) == ("learner 1", "")
    assert row.comment == "learner 1 explained it, learner 1 listened"


def test_of_a_name_within_another_nothing_stays():
    one = result("Ada", part("fit", check(message="Ada Lovelace")), handed_in=Lateness("Ada"))
    names = _names(one, {"Ada": Person("Ada Lovelace")})
    shown = without_names(one, names, "learner 1", "learner 3")
    assert shown.parts[0].checks[0].message == "learner 1"
    assert shown.handed_in.learner == "learner 3", "all attempts of one have a name in common"


def test_the_pages_of_a_class_tell_no_id_and_no_name(tmp_path):
    folder, out = tmp_path / "pages", tmp_path / "out"
    for n in (1, 2):
        handed_in = Lateness("ada7", "Ada Lovelace", attempt=n)
        one = result(f"ada7-{n}", part("fit", check()), handed_in=handed_in)
        write_text(out / RESULTS / f"{n}.json", to_json(one))
    assert write_anonymous(out, folder) == 2
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    assert len(pages) == 3 and "index.html" in pages
    written = "".join(path.read_text(encoding="utf-8") for path in pages.values())
    assert "learner 2" in written and "ada7" not in written and "Lovelace" not in written


def test_a_name_of_one_letter_is_left_where_it_stands():
    for name, text in (("李", "行李"), ("Al", "Al is near")):
        one = result("x", part("fit", check(message=text)))
        shown = without_names(one, [name], "learner 1")
        assert shown.parts[0].checks[0].message == text
