"""Answers that were written down are found again by the same question, on any machine."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
import torch

from autograder.checks import recorded
from autograder.checks.diagnosis.thinning import sketched, thinned
from autograder.checks.inputs import Draw
from autograder.checks.mistakes import Mistake
from autograder.checks.recorded import (
    NotRecorded,
    Recorded,
    RecordedAnswers,
    frames_of,
    identity_of,
)
from autograder.core.errors import CommandError
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.answering import Answer, Line, Question

LARGE = torch.arange(1.0, 1201).reshape(2, 20, 30)


def a_question(seed: int = 1, **more: object) -> Question:
    return Question(("layers.relu",), (Draw(seed).tenths(3, 4),), dict(more))


@pytest.fixture
def book(tmp_path: Path) -> RecordedAnswers:
    right, wrong = Answer("value", LARGE), Answer("value", -LARGE, lines=(Line("a", 1, "b", "c"),))
    raw = frames_of(a_question(1), {"": right, "slip": wrong, "alike": wrong})
    raw += frames_of(a_question(2), {"": Answer("value", 2)})
    (tmp_path / "layers.xz").write_bytes(lzma.compress(raw))
    slip = {"name": "slip", "function": "relu", "explanation": "Says.", "question": "Asks?"}
    tree = {"seed": 5, "arguments": {"layers.relu": ["x", "y"]}, "mistakes": {"layers": [slip]}}
    (tmp_path / "release.json").write_text(json.dumps(tree), encoding="utf-8")
    return RecordedAnswers(tmp_path)


def test_the_references_answer_is_kept_whole(book):
    got = Recorded(book).answer(a_question(1))
    assert got.kind == "value" and torch.equal(got.value, LARGE)
    assert Recorded(book).answer(a_question(2)).value == 2


def test_a_mistakes_answer_is_thinned_and_shows_no_source(book):
    got = Recorded(book, "slip").answer(a_question(1))
    assert torch.equal(got.value, thinned(Answer("value", -LARGE)).value)
    assert got.lines == () or got.lines == []


def test_equal_answers_stand_once():
    answer = Answer("value", torch.arange(300.0))
    one = frames_of(a_question(), {"": answer})
    two = frames_of(a_question(), {"": answer, "a": answer, "b": answer})
    assert len(two) - len(one) < 50


@pytest.mark.parametrize(
    "question",
    [
        a_question(3),
        a_question(1, stride=2),
        Question(("layers.linear",), a_question(1).args),
        Question(("layers.relu",), (a_question(1).args[0].T.contiguous().T,)),
        Question(("layers.relu",), (a_question(1).args[0].double(),)),
        Question(("layers.relu",), (a_question(1).args[0] + 0.1,)),
        Question(("layers.relu",), a_question(1).args, seed=1),
        Question(("layers.relu",), a_question(1).args, forbids="layers"),
    ],
)
def test_another_question_is_not_recorded(book, question):
    with pytest.raises(NotRecorded, match="--seed 5"):
        Recorded(book).answer(question)


def test_a_mistake_that_was_not_asked_is_not_recorded(book):
    with pytest.raises(NotRecorded):
        Recorded(book, "slip").answer(a_question(2))


def test_the_last_bits_of_a_number_do_not_matter(book):
    nearly = Question(("layers.relu",), (a_question(1).args[0] * (1 + 1e-6),))
    assert torch.equal(Recorded(book).answer(nearly).value, LARGE)


def test_known_mistakes_come_with_the_side_that_makes_them(book):
    (known,) = book.known("layers")
    assert known.mistake == Mistake("slip", "relu", "Says.", "Asks?", ())
    got = known.look(Answer("value", -LARGE))
    assert torch.equal(known.side.answer(a_question(1)).value, got.value)
    assert book.known("train") == []


def test_pairs_are_kept_as_sketches(tmp_path):
    answer = Answer("value", LARGE)
    raw = frames_of(a_question(1), {"": answer, "a + b": sketched(answer)})
    (tmp_path / "layers.xz").write_bytes(lzma.compress(raw))
    tree = {"seed": 5, "arguments": {}, "mistakes": {}}
    (tmp_path / "release.json").write_text(json.dumps(tree), encoding="utf-8")
    first, second = (Mistake(name, "relu", "Says.", "Asks?", ()) for name in "ab")
    pair = RecordedAnswers(tmp_path).pair(first, second)
    assert (pair.first, pair.second) == (first, second)
    assert pair.known.side.answer(a_question(1)).value == pair.known.look(answer).value
    with pytest.raises(NotRecorded):
        pair.known.side.answer(a_question(2))


def test_arguments_have_the_references_names(book):
    import inspect

    names = list(inspect.signature(Recorded(book).function("layers.relu")).parameters)
    assert names == ["x", "y"]


@pytest.mark.parametrize("change", [(0, 0), (2, 3), (1, 1)])
def test_every_place_of_an_array_moves_its_sketch(change):
    one = torch.ones(3, 4)
    other = one.clone()
    other[change] += 0.1
    sketches = [identity_of(Question(("a.b",), (array,))) for array in (one, other)]
    assert sketches[0][0] == sketches[1][0]
    assert recorded._distance(sketches[0][1], sketches[1][1]) > recorded.SKETCH_TOLERANCE


def test_whole_numbers_are_part_of_the_form():
    forms = [identity_of(Question(("a.b",), (torch.tensor([n]),)))[0] for n in (1, 2)]
    assert forms[0] != forms[1]
    assert identity_of(Question(("a.b",), (torch.tensor([1]),)))[1] == ()


def test_an_image_file_is_its_pixels():
    one, other = Draw(1).image_file("L", 28, 28), Draw(2).image_file("L", 28, 28)
    forms = [identity_of(Question(("a.b",), (file,))) for file in (one, other, one)]
    assert forms[0] == forms[2] and forms[0][0] == forms[1][0] and forms[0][1] != forms[1][1]


def test_lists_and_tuples_are_different_questions():
    forms = [identity_of(Question(("a.b",), (value,)))[0] for value in ([1, 2], (1, 2), [2, 1])]
    assert len(set(forms)) == 3


def test_sketches_are_as_far_apart_as_their_numbers_are_for_their_size():
    near = recorded._distance((1e6, 0.0), (1e6 + 1, 0.0))
    assert near < recorded.SKETCH_TOLERANCE < recorded._distance((1.0, 0.0), (1.1, 0.0))


WEIGHTS = {"w": torch.ones(2, dtype=torch.float16)}
TRAINING = {
    "data": "mnist",
    "orders": [torch.tensor([1, 0])],
    "starts": {"": {"w": WEIGHTS["w"] * 2}, "shaped": {"w": WEIGHTS["w"] * 3}},
    "firsts": {"": WEIGHTS, "shaped": WEIGHTS, "slip": WEIGHTS},
}


def test_a_training_is_kept_with_where_it_starts_and_is_read_once(book, tmp_path):
    path = tmp_path / recorded.TRAINING
    path.write_bytes(lzma.compress(wire.encode(TRAINING)))
    training = Recorded(book).training("mnist")
    path.unlink()
    assert Recorded(book).training("mnist") is training
    assert Recorded(book).training("another") is None
    starts = {name: training.of(name)[0]["w"][0].item() for name in ("", "shaped", "slip")}
    assert starts == {"": 2, "shaped": 3, "slip": 2} and training.of("other") is None
    assert {weights["w"].dtype for weights in training.of("slip")} == {torch.float32}


def test_a_released_kit_answers_for_its_own_seed_only(book, tmp_path, monkeypatch):
    (tmp_path / recorded.FOLDER).symlink_to(tmp_path)
    monkeypatch.setattr(recorded, "course_root", lambda: tmp_path)
    monkeypatch.setattr(recorded, "has_solutions", lambda home: False)
    for seed in (None, 5):
        answers = recorded.answers_of_the_kit(seed)
        assert answers.seed == 5 and answers.reference.answer(a_question(2)).value == 2
        assert [known.mistake.name for known in answers.diagnosis.of_part("layers")] == ["slip"]
    with pytest.raises(CommandError, match=r"--seed 6: .* of seed 5 only"):
        recorded.answers_of_the_kit(6)
    (tmp_path / recorded.FOLDER).unlink()
    with pytest.raises(CommandError, match="nothing to compare to"):
        recorded.answers_of_the_kit()


def test_the_complete_kit_compares_with_its_reference():
    assert [recorded.answers_of_the_kit(seed).seed for seed in (None, 7)] == [0, 7]
