"""Whatever a worker sends, the outside ends with an answer or ends the worker."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

import pytest
import torch
from helpers import FUNCTIONS
from hypothesis import given
from hypothesis import strategies as st
from plain_values import anything, leaves, quick, same, tensors

from autograder.sandbox import SandboxError, client, replies, watch
from autograder.sandbox.client import MAX_ENDED_PROCESSES, MAX_NOTES, Sandboxed
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside import sentences, wire
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.sentences import Sentence, sentence
from autograder.sandbox.inside.worker import as_plain
from autograder.sandbox.limits import MAX_FILES, MEBIBYTE, Limits
from autograder.sandbox.replies import answer_of, left_out, note
from autograder.sandbox.watch import Clock, Ended, Watch

TURN = "00ff"


def read(fields: Any, turn: Any = TURN) -> Answer:
    return answer_of({"turn": turn, "answer": fields}, TURN)


ANSWER = Answer(
    *("raised", [1, 2.5], "KeyError", ("KeyError", "LookupError"), "'a'"),
    lines=(Line("train.py", 3, "train", "x['a']"),),
    changed=("images", "1"),
    products=2,
    loading=True,
)


def test_an_answer_comes_out_as_it_went_in():
    assert read(as_plain(ANSWER)) == ANSWER


def test_an_answer_that_says_little_has_the_usual_fields():
    assert read({"kind": "value"}) == Answer("value")


@pytest.mark.parametrize(
    "kind",
    ["value", "raised", "not written", "missing", "forbidden", "out of memory", "unreadable"],
)
def test_each_kind_of_answer_is_taken(kind):
    assert read({"kind": kind}).kind == kind


@pytest.mark.parametrize(
    "kind",
    [
        "crashed",
        "timed out",
        "passed",
        "grader error",
        "",
        None,
        1,
        ["value"],
        torch.ones(2),
        "Value",
    ],
    ids=str,
)
def test_what_only_the_outside_may_say_is_no_answer(kind):
    with pytest.raises(Ended) as caught:
        read({"kind": kind})
    assert caught.value.kind == "crashed" and caught.value.message == sentence(sentences.NO_ANSWER)


@pytest.mark.parametrize("turn", ["00fe", "", None, 255, torch.ones(4), ["00ff"]], ids=str)
def test_the_answer_to_another_question_is_not_taken(turn):
    with pytest.raises(Ended) as caught:
        read({"kind": "value"}, turn)
    assert caught.value.message == sentence(sentences.OTHER_ANSWER)


@pytest.mark.parametrize(
    "value",
    [None, 3, "value", [], {}, {"turn": TURN}, {"answer": {"kind": "value"}}]
    + [{"turn": TURN, "answer": wrong} for wrong in (None, [], "value", 3)],
    ids=str,
)
def test_what_has_not_the_form_of_an_answer_is_none(value):
    with pytest.raises(Ended) as caught:
        answer_of(value, TURN)
    assert caught.value.message == sentence(sentences.OTHER_ANSWER)


UNBOUND = sentence(sentences.UNBOUND, name="x" * 2000)


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("error", "x" * 200, "x" * 100),
        ("error", 3, ""),
        ("message", "x" * 3000, "x" * 2000),
        ("message", None, ""),
        ("message", [sentences.LOST, {}], sentence(sentences.LOST)),
        ("message", [sentences.UNBOUND, {"name": "x" * 3000}], UNBOUND),
        ("message", [sentences.UNBOUND, {"name": 3}], ""),
        ("message", [sentences.UNBOUND, {"other": "x"}], ""),
        ("message", ["{name} is passed", {"name": "x"}], ""),
        ("bases", ["x" * 200] * 30, ("x" * 100,) * 20),
        ("bases", [1, "a"], ("", "a")),
        ("bases", "abc", ()),
        ("changed", ["x" * 60] * 30, ("x" * 50,) * 20),
        ("changed", {"a": 1}, ()),
        ("products", "2", -1),
        ("products", 2.0, -1),
        ("products", 7, 7),
        ("products", True, -1),
        ("products", -2, -1),
        ("products", replies.MAX_PRODUCTS, replies.MAX_PRODUCTS),
        ("products", replies.MAX_PRODUCTS + 1, -1),
        ("loading", 1, False),
        ("loading", "yes", False),
        ("loading", True, True),
    ],
)
def test_a_field_is_cut_to_its_bounds_or_left_out(field, given, kept):
    assert getattr(read({"kind": "raised", field: given}), field) == kept


def test_lines_are_cut_in_number_and_length():
    rows = [["f" * 400, n, "g" * 200, "t" * 400] for n in range(20)]
    lines = read({"kind": "raised", "lines": rows}).lines
    assert lines == tuple(Line("f" * 300, n, "g" * 100, "t" * 300) for n in range(10))


@pytest.mark.parametrize(
    "row",
    [
        [],
        ["a", 1, "b"],
        ["a", 1, "b", "c", "d"],
        ["a", "1", "b", "c"],
        ("a", 1, "b", "c"),
        "a1bc",
        3,
        ["a", True, "b", "c"],
        ["a", -1, "b", "c"],
        ["a", replies.MAX_LINE_NUMBER + 1, "b", "c"],
        ["a", 1, b"b", "c"],
    ],
)
def test_a_line_of_another_form_is_left_out(row):
    good = ["a", 1, "b", "c"]
    assert read({"kind": "raised", "lines": [row, good]}).lines == (Line("a", 1, "b", "c"),)


def texts_of(words: Any) -> list[str]:
    if not isinstance(words, Sentence):
        return [words]
    return [text for _name, value in words.values for text in texts_of(value)]


def is_bounded(answer: Answer) -> bool:
    said = texts_of(answer.message)
    texts = [answer.error, "".join(said), *answer.bases, *answer.changed]
    texts += [words for line in answer.lines for words in (line.file, line.function, line.text)]
    counts = [len(answer.bases), len(answer.changed), len(answer.lines)]
    numbers = [answer.products, *(line.number for line in answer.lines)]
    return (
        all(isinstance(text, str) and len(text) <= 2000 for text in texts)
        and all(count <= 20 for count in counts)
        and all(type(n) is int and -1 <= n <= replies.MAX_LINE_NUMBER for n in numbers)
        and isinstance(answer.loading, bool)
    )


flat = leaves | st.lists(leaves, max_size=3) | tensors()
fields = st.dictionaries(
    st.sampled_from(["kind", "value", "error", "bases", "message", "lines", "changed", "products"]),
    flat | st.lists(st.lists(flat, min_size=4, max_size=4), max_size=2),
    max_size=4,
)


@quick
@given(anything)
def test_any_plain_value_is_an_answer_within_bounds_or_ends_the_worker(value):
    for came in (value, {"turn": value, "answer": value}, {"turn": TURN, "answer": value}):
        with contextlib.suppress(Ended):
            assert is_bounded(answer_of(came, TURN))


@quick
@given(fields)
def test_any_fields_beside_a_kind_make_an_answer_within_bounds(fields):
    answer = read({**fields, "kind": "value"})
    assert is_bounded(answer) and same(answer.value, fields.get("value"))


def test_the_statement_that_is_being_loaded_is_known_until_it_ends():
    loading: list[str] = []
    for key, known in (("train:1", ["train:1"]), ("lenet:2", ["lenet:2"]), ("", []), ("", [])):
        note(loading, key)
        assert loading == known
    note(loading, "x" * 1000)
    assert loading == ["x" * replies.MAX_KEY]


def test_what_was_left_out_is_its_place_and_why_within_bounds():
    assert left_out({"note": ["hw.ipynb, cell 3", "It raised."]}) == (
        "hw.ipynb, cell 3",
        "It raised.",
    )
    place, why = sentence(sentences.CELL, file="a.ipynb", number=3, line="x"), "It raised."
    assert left_out({"note": [sentences.as_plain(place), why]}) == (place, why)
    most = "x" * replies.MAX_PLACE
    assert left_out({"note": [most + "y", most + "z"]}) == (most, most)


@pytest.mark.parametrize(
    "value",
    [None, "note", [], {}, {"note": None}, {"note": "ab"}, {"note": ["a"]}]
    + [{"note": pair} for pair in (("a", "b"), ["a", "b", "c"], ["a", 1], [None, "b"])],
    ids=str,
)
def test_a_note_of_another_form_is_none(value):
    assert left_out(value) is None


READY = wire.encode({"ready": True})


class StandIn:
    """A slot whose worker is this test: it sends what it likes, and uses what it is told.

    Each worker says that it is ready, and then what comes next of the replies.
    """

    def __init__(self, *replies: bytes, **used: float) -> None:
        self.replies = list(replies)
        self.used = {"cpu": 0.0, "memory": 0, "processes": 1, "threads": 1}
        self.used |= {"disk": 0, "files": 9, **used}
        self.status: int | None = 0
        self.forks = self.closes = 0
        self.left = 0
        self.begins = READY
        self.hangs_up = False
        self.held: list[Any] = []

    def fork(self, channel: int, output: int, libraries: Sequence[str]) -> None:
        self.forks += 1
        theirs = socket.socket(fileno=os.dup(channel))
        self.held.append(theirs)
        theirs.sendall(self.begins + (self.replies.pop(0) if self.replies else b""))
        if self.hangs_up:
            theirs.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self.closes += 1

    def command(self, word: str) -> dict[str, Any]:
        if word == "end":
            for channel in self.held:
                channel.close()
            self.held = []
            return {"status": self.status, "left": self.left}
        if word == "look" and self.used["cpu"] < 0:
            raise SandboxError("the parent is gone")
        return dict(self.used)


QUESTION = Question(("layers.relu",))


@pytest.fixture(autouse=True)
def known_turn(monkeypatch):
    monkeypatch.setattr(client.secrets, "token_hex", lambda count: TURN)


def a_worker(zygote: StandIn, single: str | None = None, **limits: float) -> Sandboxed:
    parts = {} if single else {"layers": "layers.py"}
    code = SubmissionFiles(
        {"layers.py": b"1234"}, Layout(parts, single=single, functions=FUNCTIONS)
    )
    return Sandboxed(zygote, code, Limits(**limits))


def a_reply(**fields: Any) -> bytes:
    return wire.encode({"turn": TURN, "answer": {"kind": "value", **fields}})


def closed(zygote: StandIn) -> StandIn:
    """Let the worker hang up after what it sends."""
    zygote.hangs_up = True
    return zygote


def test_an_answer_is_taken_and_the_worker_kept():
    zygote = StandIn(a_reply(value=1) + a_reply(value=2))
    worker = a_worker(zygote)
    assert [worker.answer(QUESTION).value, worker.answer(QUESTION).value] == [1, 2]
    assert zygote.forks == 1
    worker.close()


def test_what_only_explains_takes_nothing_off_the_checks(monkeypatch):
    worker = a_worker(StandIn(a_reply(value=1) * 2))
    began = worker._began
    monkeypatch.setattr(worker, "_asked", lambda question, home: time.sleep(0.05) or "answer")
    asked = dataclasses.replace(QUESTION, unscored=True)
    assert worker.answer(asked) == "answer"
    assert worker._began >= began + 0.05 and worker._explaining < client.MAX_UNSCORED_SECONDS
    worker._explaining = 0
    assert worker.answer(asked).kind == "timed out" and worker.answer(QUESTION) == "answer"


@quick
@given(st.binary(max_size=40))
def test_any_bytes_of_a_worker_that_hangs_up_are_a_crash(data):
    worker = a_worker(closed(StandIn(data)))
    reply = worker.answer(QUESTION)
    assert reply.kind == "crashed" and reply.message
    worker.close()


def test_a_frame_beyond_the_bound_is_not_waited_for():
    worker = a_worker(StandIn(wire.LENGTHS.pack(2, 64 * MEBIBYTE + 1)))
    reply = worker.answer(QUESTION)
    assert reply.kind == "crashed" and "too large" in str(reply.message)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (3 << 8, "exit code 3"),
        (signal.SIGSEGV, "signal SIGSEGV"),
        (signal.SIGKILL, "signal SIGKILL"),
        (50, "signal 50"),
        (None, "was lost"),
    ],
)
def test_how_the_worker_ended_is_told(status, words):
    zygote = closed(StandIn())
    zygote.status = status
    assert words in str(a_worker(zygote).answer(QUESTION).message)


@pytest.fixture
def looks_at_once(monkeypatch):
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.0)


@pytest.mark.parametrize(
    ("used", "limits", "kind", "words"),
    [
        ({"memory": 3 * MEBIBYTE + 1}, {"memory": 3}, "out of memory", "More than 3 MiB of memory"),
        ({"threads": 5 + 8 + 1}, {"processes": 5}, "crashed", "More than 5 processes"),
        ({"disk": 2 * MEBIBYTE + 5}, {"disk": 2}, "crashed", "More than 2 MiB were written"),
        ({"files": MAX_FILES + 1}, {}, "crashed", "More than 50000 files and folders"),
        ({"cpu": -1.0}, {}, "crashed", "was lost"),
    ],
)
def test_what_uses_more_than_it_may_is_ended(looks_at_once, used, limits, kind, words):
    reply = a_worker(StandIn(**used), **limits).answer(QUESTION)
    assert reply.kind == kind and words in str(reply.message)


@pytest.mark.parametrize(
    "used",
    [
        {"memory": 3 * MEBIBYTE},
        {"threads": 5 + 8},
        {"disk": 2 * MEBIBYTE + 4},
        {"cpu": 1e9},
        {"files": MAX_FILES},
    ],
)
def test_what_uses_as_much_as_it_may_is_waited_for(looks_at_once, used):
    """Computing time counts from the first look on; the submission's own 4 bytes are no writing."""
    worker = a_worker(
        StandIn(**used), memory=3, processes=5, disk=2, check_seconds=0.05, patience=1
    )
    reply = worker.answer(QUESTION)
    assert reply.kind == "timed out" and "by the clock" in str(reply.message)


def test_computing_time_is_counted_for_each_question(looks_at_once):
    zygote = StandIn()
    command = zygote.command

    def computing(word: str) -> dict[str, Any]:
        zygote.used["cpu"] += 2.0
        return command(word)

    zygote.command = computing
    reply = a_worker(zygote, check_seconds=3, patience=100).answer(QUESTION)
    assert reply.kind == "timed out" and "3 seconds of computing" in str(reply.message)


def test_a_function_that_was_slow_once_gets_a_fifth():
    worker = a_worker(StandIn(), check_seconds=10, patience=3, submission_seconds=1000)
    assert worker._allowance(QUESTION) == (10, 30)
    worker._slowness.ran_out.add(QUESTION.targets)
    assert worker._allowance(QUESTION) == (2, 6)
    assert worker._allowance(Question(("layers.linear",))) == (10, 30)


def test_nothing_gets_more_than_what_is_left_of_all_the_time():
    worker = a_worker(StandIn(), check_seconds=10, patience=3, submission_seconds=20)
    worker._began = time.monotonic() - 15
    cpu, clock = worker._allowance(QUESTION)
    assert cpu == 10 and 4 < clock <= 5
    worker._began = time.monotonic() - 19.95
    assert worker._allowance(QUESTION)[1] == pytest.approx(0.1)


def test_when_all_the_time_is_used_nothing_is_asked():
    zygote = StandIn()
    worker = a_worker(zygote, submission_seconds=20)
    worker._began = time.monotonic() - 21
    reply = worker.answer(QUESTION)
    assert (
        reply.kind == "timed out"
        and str(reply.message).startswith("Not asked")
        and zygote.forks == 0
    )


def test_a_crash_after_other_answers_is_asked_again_of_a_fresh_worker():
    zygote = closed(StandIn(a_reply(value=1), a_reply(value=2)))
    worker = a_worker(zygote)
    assert worker.answer(QUESTION).value == 1
    assert worker.answer(QUESTION).value == 2
    assert zygote.forks == 2


def test_a_crash_of_a_fresh_worker_is_the_answer():
    zygote = closed(StandIn(b"", a_reply(value=2)))
    worker = a_worker(zygote)
    assert worker.answer(QUESTION).kind == "crashed"
    assert worker.answer(QUESTION).value == 2


def loading(*keys: str) -> bytes:
    return b"".join(wire.encode({"loading": key}) for key in keys)


def test_a_statement_that_ended_the_process_is_left_out_and_the_question_asked_again():
    zygote = closed(StandIn(loading("layers:1", "", "lenet:2"), a_reply(value=3)))
    zygote.status = 3 << 8
    worker = a_worker(zygote)
    assert worker.answer(QUESTION).value == 3 and zygote.forks == 2
    assert list(worker._ended) == ["lenet:2"] and "exit code 3" in str(worker._ended["lenet:2"])


def test_a_file_that_cannot_be_loaded_even_so_is_not_asked_again():
    zygote = closed(StandIn(loading("layers:1"), loading("layers:1"), a_reply(value=3)))
    worker = a_worker(zygote)
    first = worker.answer(QUESTION)
    assert first.kind == "crashed" and str(first.message).startswith(
        "While layers.py was imported: "
    )
    assert worker.answer(QUESTION) == first and zygote.forks == 2


def test_after_many_workers_were_lost_none_is_started_again():
    zygote = closed(StandIn(*(loading(f"layers:{n}") for n in range(MAX_ENDED_PROCESSES + 5))))
    worker = a_worker(zygote)
    assert worker.answer(QUESTION).kind == "crashed"
    assert zygote.forks == MAX_ENDED_PROCESSES + 1 and len(worker._ended) == MAX_ENDED_PROCESSES


def test_a_single_file_is_the_home_of_every_name():
    zygote = closed(StandIn(loading("submission:1"), loading("submission:1")))
    worker = a_worker(zygote, single="homework.py")
    assert "While homework.py was imported" in str(worker.answer(QUESTION).message)
    assert worker.answer(Question(("train.train",))).kind == "crashed" and zygote.forks == 2


def test_what_was_left_out_is_noted_once_and_within_bounds():
    notes = [wire.encode({"note": [f"cell {n}", "It raised."]}) for n in (0, *range(100))]
    worker = a_worker(StandIn(b"".join(notes) + a_reply(value=1)))
    assert worker.answer(QUESTION).value == 1
    assert list(worker.notes) == [(f"cell {n}", "It raised.") for n in range(MAX_NOTES)]
    worker.close()


@pytest.mark.parametrize(
    "begins",
    [b"", wire.encode({"ready": False}), wire.encode(None), a_reply(value=1), b"\xff" * 8],
    ids=["nothing", "another word", "none", "an answer", "no frame"],
)
def test_a_worker_that_does_not_get_ready_is_the_graders_failure(begins):
    """A submission's first line runs only after it, so it cannot be the submission's doing."""
    zygote = closed(StandIn(a_reply(value=1)))
    zygote.begins, zygote.replies, zygote.status = begins, [], 5
    worker = a_worker(zygote)
    for _ in range(2):
        with pytest.raises(SandboxError, match="did not get ready"):
            worker.answer(QUESTION)
    assert (zygote.forks, zygote.closes) == (1, 1)


def test_a_parent_that_cannot_fork_is_the_graders_failure():
    zygote = StandIn()

    def broken(channel: int, output: int, libraries: Sequence[str]) -> None:
        zygote.forks += 1
        raise SandboxError("the warm parent does not answer")

    zygote.fork = broken
    worker = a_worker(zygote)
    for _ in range(2):
        with pytest.raises(SandboxError, match="does not answer"):
            worker.answer(QUESTION)
    assert zygote.forks == 1


@pytest.mark.parametrize("left", [0, 2])
def test_a_parent_with_processes_left_behind_is_not_used_again(left):
    zygote = StandIn(a_reply(value=1))
    zygote.left = left
    worker = a_worker(zygote)
    worker.answer(QUESTION)
    worker.close()
    assert zygote.closes == (1 if left else 0)


def test_loading_has_a_time_of_its_own(looks_at_once):
    """What is computed while something is loaded is not the question's."""
    zygote = StandIn()
    used = Watch(zygote, Limits(loading_seconds=50), 3.0, 100.0, 0.0)
    used.look()
    for key in ("layers:1", "layers:2"):
        used.load([key])
        zygote.used["cpu"] += 15
        used.look()
    used.load([])
    zygote.used["cpu"] += 2
    used.look()
    assert used.loading_cpu == 30
    zygote.used["cpu"] += 2
    with pytest.raises(Ended, match="3 seconds of computing"):
        used.look()


@pytest.mark.parametrize(
    ("seconds", "keys", "limit"),
    [(21, ["layers:1"], "20 seconds of computing"), (19, ["a", "b", "c"], "50 seconds of comp")],
)
def test_a_statement_and_all_statements_are_bounded(looks_at_once, seconds, keys, limit):
    zygote = StandIn()
    used = Watch(zygote, Limits(loading_seconds=50), 3.0, 100.0, 0.0)
    used.look()
    with pytest.raises(Ended, match=limit):
        for key in keys:
            used.load([key])
            zygote.used["cpu"] += seconds
            used.look()
    assert used.loading == keys[-1]


def test_a_clock_looks_at_nothing_but_the_time(looks_at_once):
    clock = Clock(100.0)
    clock.look()
    clock.deadline = time.monotonic() - 1
    with pytest.raises(Ended, match="100 seconds by the clock"):
        clock.look()


def test_of_what_is_printed_the_end_is_kept():
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    worker = a_worker(StandIn())
    worker._output = reading
    os.write(writing, b"a" * 5000 + b"\xff" + "末".encode())
    assert worker._drain()
    assert worker.printed.endswith("a\ufffd末") and len(worker._printed) == client.KEPT_OUTPUT
    os.close(writing)
    assert not worker._drain()
    os.close(reading)
