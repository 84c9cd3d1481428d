"""Comments in Moodle's worksheet: found in any language, and nobody's words are written over."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.core import languages
from autograder.core.table import read_table
from autograder.grading.results import Part, Result, Status
from autograder.platforms import moodle
from autograder.platforms.comments import comments_column, renewed

ENGLISH = "Friday, 20 November 2026, 11:59 PM"
HEADS = {
    "Feedback comments": ENGLISH,
    "Feedback als Kommentar": "Freitag, 20. November 2026, 23:59",
    "Comentarios de retroalimentación": "viernes, 20 de noviembre de 2026, 23:59",
    "フィードバックコメント": "2026年 11月 20日(金曜日) 23:59",
    "Отзыв в виде комментария": "пятница, 20 ноября 2026, 23:59",
    "Komentarz zwrotny": "piątek, 20 listopada 2026, 23:59",
    "反馈意见": "2026年11月20日 星期五 23:59",
}


def result(identity: str, score: float) -> Result:
    parts = (Part("filters", score, 100, ()),)
    return Result(identity, Status.GRADED, score, 100, None, "", (), parts)


def worksheet(folder, head, time, comments, outcomes=()):
    header = ["id", "name", "mail", "status", "grade", "most", "may", "sent", "text", "marked"]
    rows = [
        [f"x {501 + n}", "a", "b", "c", "", "10.00", "yes", time, "1. 2. 3. 4.", "-", text]
        for n, text in enumerate(comments)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([[*header, head, *outcomes], *([*r, *outcomes] for r in rows)])
    path = folder / "Grades.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("outcomes", [(), ("Concept 1: Good",)])
@pytest.mark.parametrize(("head", "time"), HEADS.items())
def test_the_column_is_found_in_any_language(head, time, outcomes, tmp_path):
    path = worksheet(tmp_path, head, time, ["", ""], outcomes)
    assert comments_column(read_table(path), 4) == 10
    book = moodle.fill_in(path, [result("501", 90)], False)
    rows = list(csv.reader(io.StringIO(book.content.decode("utf-8"), newline="")))
    assert [row[10] for row in rows[1:]] == [
        "90 of 100 points. — autograder",
        "",
    ] and not book.commented


def test_a_worksheet_without_comments_has_no_column_for_them(tmp_path):
    path = tmp_path / "Grades.csv"
    path.write_text(f'id,Comment on me,grade,most,marked\nx 1,hi,,10,-\nx 2,,,10,"{ENGLISH}"\n')
    assert comments_column(read_table(path), 2) is None


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_what_somebody_wrote_stays_and_our_own_is_written_anew(language, tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "chosen", lambda: language)
    own = renewed("", result("502", 62.5))
    written = ["<p>Lovely work!</p>", f"<p>{own}</p>", "&nbsp;<br>"]
    path = worksheet(tmp_path, "Feedback comments", ENGLISH, written)
    monkeypatch.setattr(languages, "chosen", lambda: "en")
    book = moodle.fill_in(path, [result(str(501 + n), 50) for n in range(3)], False)
    rows = list(csv.reader(io.StringIO(book.content.decode("utf-8"), newline="")))
    ours = "50 of 100 points. — autograder"
    assert [(row[4], row[10]) for row in rows[1:]] == [("5", written[0]), ("5", ours), ("5", ours)]
    assert book.commented == ["501"]


@pytest.mark.parametrize("text", ["7 points", "you got 8 of 8 points", "8 of eight points", "."])
def test_a_comment_that_begins_otherwise_is_not_ours(text):
    assert renewed(text, result("a", 8)) is None


def test_what_somebody_wrote_behind_our_comment_stays_when_it_is_written_anew():
    first = renewed("", result("a", 40))
    seen = f"<p>{first}</p><p>Ask me &lt;about&gt; fit<br>on Monday.</p>"
    second = renewed(seen, result("a", 50))
    assert second == "50 of 100 points. — autograder Ask me &lt;about&gt; fit on Monday."
    assert renewed(second, result("a", 50)) == second
    assert renewed("7 of 100 points. Of an earlier version.", result("a", 50)) == renewed(
        "", result("a", 50)
    )
