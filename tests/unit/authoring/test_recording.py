"""What is recorded names the parameters of each function that is asked by them."""

from __future__ import annotations

import dataclasses
import json
import lzma

from autograder.authoring.recording import STORED_FIELDS, _arguments, _further
from autograder.checks.cases import Case
from autograder.checks.diagnosis.diagnosis import Diagnosis, known_mistakes_of
from autograder.checks.diagnosis.known import FURTHER_INPUTS, further_question
from autograder.checks.diagnosis.smallest import smallest_wrong
from autograder.checks.mistakes import mistaken_source
from autograder.checks.recorded import Recorded, RecordedAnswers
from autograder.checks.sides import InProcess
from autograder.course.reference import solution_of


def test_the_parameters_of_the_reference_are_in_its_order():
    named = _arguments(InProcess.of_reference())
    assert named["filters.apply_filter"] == ["image", "kernels", "bias"]
    assert named["layers.max_pool2d"] == ["x", "kernel_size", "stride"]
    assert list(named) == sorted(named)


def test_how_a_mistake_is_made_is_not_told():
    assert "edits" not in STORED_FIELDS


def test_what_is_recorded_finds_two_mistakes_at_once_and_small_inputs(tmp_path):
    known, reference = known_mistakes_of("layers"), InProcess.of_reference()
    raw = b"".join(_further(known, reference))
    (tmp_path / "layers.xz").write_bytes(lzma.compress(raw))
    stored = [{name: getattr(k.mistake, name) for name in STORED_FIELDS} for k in known]
    tree = {"seed": 0, "arguments": {}, "mistakes": {"layers": stored}}
    (tmp_path / "release.json").write_text(json.dumps(tree), encoding="utf-8")
    recorded = RecordedAnswers(tmp_path)

    source, names = solution_of("layers"), ("pool-averages", "pool-windows-overlap")
    for candidate in known:
        if candidate.mistake.name in names:
            source = mistaken_source(source, candidate.mistake)
    submission = InProcess.of_reference({"layers": source})
    question = dataclasses.replace(further_question("max_pool2d", FURTHER_INPUTS), seed=5)
    case = Case("max_pool2d", question, lambda value: value, 0)
    found = Diagnosis(recorded.known, recorded.pair).explain_two(
        case,
        submission.answer(question),
        reference.answer(question),
        submission,
        Recorded(recorded),
    )
    assert {mistake.name for mistake in found} == set(names)

    small = smallest_wrong("max_pool2d", submission, Recorded(recorded))
    assert small is not None and small.expected.value.numel() <= 4
