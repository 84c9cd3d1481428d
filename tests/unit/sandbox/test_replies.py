"""Whatever a worker sends becomes an answer within bounds, or its end."""

from __future__ import annotations

import signal

import pytest

from autograder.sandbox import replies
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Line
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.watch import Ended


def reply(**fields):
    return {"turn": "7", "answer": {"kind": "value", "value": 3, **fields}}


def answer(**fields):
    return replies.answer_of(reply(**fields), "7")


def test_an_answer_of_the_turn_is_read():
    got = answer(error="E", bases=["A", "B"], changed=("x",), meant="f", products=4, loading=True)
    assert (got.kind, got.value, got.error) == (AnswerKind.VALUE, 3, "E")
    assert (got.bases, got.changed, got.meant) == (("A", "B"), ("x",), "f")
    assert (got.products, got.loading, got.doubted) == (4, True, False)
    assert answer(doubted=True).doubted and not answer(doubted=1).doubted


@pytest.mark.parametrize(
    ("value", "template"),
    [
        (reply() | {"turn": "8"}, sentences.OTHER_ANSWER),
        ({"turn": "7", "answer": [1]}, sentences.OTHER_ANSWER),
        ([], sentences.OTHER_ANSWER),
        (reply(kind="odd"), sentences.NO_ANSWER),
        (reply(kind=1), sentences.NO_ANSWER),
        (reply(kind="crashed"), sentences.NO_ANSWER),
        (reply(kind="timed out"), sentences.NO_ANSWER),
    ],
)
def test_what_is_no_answer_ends_the_worker(value, template):
    with pytest.raises(Ended) as ended:
        replies.answer_of(value, "7")
    assert ended.value.kind == AnswerKind.CRASHED
    assert ended.value.message == sentences.sentence(template)


def test_what_is_of_another_type_is_left_out():
    got = answer(error=5, bases="AB", changed=None, message=5, loading=1, meant=b"x", lines=4)
    assert (got.error, got.bases, got.changed, got.message) == ("", (), (), "")
    assert (got.loading, got.meant, tuple(got.lines)) == (False, "", ())


def test_what_is_long_is_cut():
    got = answer(error="e" * 101, bases=["b" * 101] * 21, changed=["c" * 51] * 21, meant="m" * 101)
    assert (len(got.error), len(got.meant)) == (100, 100)
    assert [len(base) for base in got.bases] == [100] * 20
    assert [len(name) for name in got.changed] == [50] * 20


@pytest.mark.parametrize(
    ("products", "read"),
    [(0, 0), (1_000_000, 1_000_000), (1_000_001, -1), (-1, -1), (True, -1), (2.0, -1), (None, -1)],
)
def test_a_count_is_read_within_its_bounds(products, read):
    assert answer(products=products).products == read


def test_lines_are_read_within_their_bounds():
    good = ["f.py", 3, "f", "x"]
    limit = replies.MAX_LINE_NUMBER
    odd = [
        ["f.py", "3", "f", "x"],
        ["f.py", True, "f", "x"],
        ["f.py", -1, "f", "x"],
        ["f.py", limit + 1, "f", "x"],
        [*good, 1],
        tuple(good),
        "line",
    ]
    assert list(answer(lines=[*odd, good]).lines) == [Line(*good)]
    ends = [["f.py", number, "f", "x"] for number in (0, limit)]
    assert [line.number for line in answer(lines=ends).lines] == [0, limit]
    long = ["f" * 301, 3, "g" * 101, "x" * 301]
    (line, *others) = answer(lines=[long] * 11).lines
    assert [*map(len, (line.file, line.function, line.text))] == [300, 100, 300]
    assert len(others) == 9


def test_a_note_has_a_place_and_a_reason():
    assert replies.left_out({"note": ["here", "why"]}) == ("here", "why")
    for other in (
        [],
        {"note": "ab"},
        {"note": ["here"]},
        {"note": ["here", 4]},
        {"note": [4, "w"]},
    ):
        assert replies.left_out(other) is None


def test_of_what_is_run_the_last_key_is_kept():
    loading = ["old"]
    replies.note(loading, "k" * 500)
    assert loading == ["k" * replies.MAX_KEY]
    replies.note(loading, "")
    assert loading == []


def test_the_end_of_a_worker_is_said():
    crashed = Ended(AnswerKind.CRASHED, "")
    for status, template, values in (
        (None, sentences.LOST, {}),
        (int(signal.SIGSEGV), sentences.ENDED_BY_SIGNAL, {"name": "SIGSEGV"}),
        (3 << 8, sentences.ENDED_WITH, {"code": 3}),
    ):
        words = replies.words_of_end(crashed, status)
        assert words == sentences.sentence(template, **values)
    said = Ended(AnswerKind.CRASHED, "already said")
    assert replies.words_of_end(said, None) == "already said"
    late = Ended(AnswerKind.TIMED_OUT, "")
    assert replies.words_of_end(late, 9) == ""
