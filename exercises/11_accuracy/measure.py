"""How exercise 11 is measured: the accuracy of the learner's LeNet, trained by the learner's train.

The answer is not taken on trust. The training starts from weights drawn here, on batches whose
order is decided here. What comes back are weights, and two things are found out from them: those
after the first call of `train` are those of the reference, trained alike; and the reference's
network with the final ones gets enough of the test images right, which never leave this process.

Where the checks of `lenet` or `train` name known mistakes, the reference with these mistakes
stands in the reference's place.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from autograder.checks import beside
from autograder.checks.ask import Ask
from autograder.checks.data import DataSet
from autograder.checks.diagnosis.diagnosis import part_of
from autograder.checks.failure import CheckFailed, shape_line, shortened
from autograder.checks.inputs import Draw
from autograder.checks.mistakes import Mistake
from autograder.checks.standards import Standard, Standards, Weights, logits_of, states_of
from autograder.checks.training import Training, shown
from autograder.checks.verdict import CheckResult, Outcome
from autograder.core.languages import _
from autograder.course import current_course

review_of = beside(__file__, "review_of")
BUILDS_ON = current_course().exercise("accuracy").measured_from
MAX_NAMED = 4
"""So many parameters are named in a message."""
MAX_VARIANTS = 8
"""So many ways to combine the mistakes that were named are tried."""


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    `accuracy` is the percentage of the test images that the final weights get right, `mistakes`
    what was changed in the reference with which the training agrees, and `review` what a human
    must hear of.
    """

    accuracy: float
    mistakes: tuple[Mistake, ...]
    training: Training
    review: tuple[str, ...]
    carried: str | None


Verdicts = Callable[[str], list[CheckResult]]


def train_and_test(ask: Ask, draw: Draw, data: DataSet, verdicts: Verdicts) -> Trained:
    """Ask for a training by the data set's recipe, compare its weights, and count right answers.

    `verdicts` tells how the checks of an exercise ended. Raises CheckFailed where the first
    call's weights are those of no known training.
    """
    standards = Standards(ask, draw, data)
    standard, value = _matched(ask, standards, data, verdicts)
    end = _end(value, standard)
    labels = data.test_labels
    answers = logits_of(standard.network, end, data.test_images).argmax(dim=1)
    reached = review_of.share(answers, labels)
    bounds = (data.threshold, *data.usual)
    kernels = end["conv1.weight"]
    shown_of = (kernels, value.get("losses"), answers, data.test_images, labels)
    training = shown(*shown_of, reached, bounds)
    review = tuple(review_of.reasons(standards, standard, value, data, reached))
    carried = standard.mistakes[0].function if standard.mistakes else None
    return Trained(reached, standard.mistakes, training, review, carried)


def verify(outcome: Trained, data: DataSet) -> None:
    """Raise CheckFailed unless the training reached the threshold."""
    if outcome.accuracy >= data.threshold:
        return
    low, high = (f"{usual:.1f}" for usual in data.usual)
    lines = [
        _(
            "Your LeNet, trained by your train, gets {reached} % of the test images right; "
            "{needed} % is needed. The reference reaches {low} to {high} % on this data.",
            reached=f"{outcome.accuracy:.2f}",
            needed=f"{data.threshold:.2f}",
            low=low,
            high=high,
        )
    ]
    if outcome.mistakes:
        lines += [_follows(dict.fromkeys(part_of(m.function) for m in outcome.mistakes))]
    names = ", ".join(m.name for m in outcome.mistakes) or None
    raise CheckFailed(Outcome.FAILED, "\n".join(lines), names)


def _matched(
    ask: Ask, standards: Standards, data: DataSet, verdicts: Verdicts
) -> tuple[Standard, dict[str, Any]]:
    """Find the training that the submission's agrees with; raises CheckFailed without one."""
    value = _value(ask, standards, standards.start(), verdicts)
    reference = standards.of(())
    assert reference is not None, "the reference cannot be trained"
    gaps = reference.gaps(value)
    if max(gaps.values(), default=0.0) <= data.tolerance:
        return reference, value
    for mistakes in _named_mistakes(ask, verdicts):
        variant = standards.of(mistakes)
        if variant is None:
            continue
        answered = value
        if not _same_shapes(variant.start, reference.start):
            answered = _value(ask, standards, variant.start, verdicts)
        if max(variant.gaps(answered).values()) <= data.tolerance:
            return variant, answered
    raise _no_match(value, gaps, reference.start, standards.batches, verdicts)


def _value(ask: Ask, standards: Standards, start: Weights, verdicts: Verdicts) -> dict[str, Any]:
    """Let the submission train from `start`."""
    try:
        value = ask.submission_only("accuracy", standards.question(start))
    except CheckFailed as failed:
        wrong = _wrong(verdicts)
        if wrong and failed.outcome == Outcome.FAILED:
            failed.add(_follows(wrong))
        raise
    if not isinstance(value, dict):
        words = _("The training returned {value}.", value=shape_line(value))
        raise CheckFailed(Outcome.FAILED, words)
    return value


def _end(value: dict[str, Any], standard: Standard) -> Weights:
    """Return the weights at the end; raises CheckFailed where they are none of this network."""
    end = states_of(value)[-1]
    for name, start in standard.start.items():
        weights: Any = end.get(name) if isinstance(end, dict) else None
        is_weight = isinstance(weights, torch.Tensor) and weights.is_floating_point()
        if not is_weight or weights.shape != start.shape:
            words = _(
                "After the training `{name}` is {value}; it was a tensor of shape {shape}.",
                name=name,
                value=shape_line(weights),
                shape=tuple(start.shape),
            )
            raise CheckFailed(Outcome.FAILED, words)
    return {name: end[name] for name in standard.start}  # type: ignore[index]


def _same_shapes(one: Weights, other: Weights) -> bool:
    return {n: w.shape for n, w in one.items()} == {n: w.shape for n, w in other.items()}


def _wrong(verdicts: Verdicts) -> list[str]:
    """Name the files whose own checks do not all pass."""
    return [part for part in BUILDS_ON if not all(r.passed for r in verdicts(part))]


def _named_mistakes(ask: Ask, verdicts: Verdicts) -> Iterator[tuple[Mistake, ...]]:
    """Return the ways to combine the mistakes that were named: all of them first."""
    if ask.diagnosis is None:
        return
    choices: list[list[tuple[Mistake, ...]]] = []
    for part in BUILDS_ON:
        named = ", ".join(r.mistake for r in verdicts(part) if r.mistake).split(", ")
        known_mistakes = [k for k in ask.diagnosis.mistakes_of(part) if k.name in named]
        together = [tuple(known_mistakes)] if len(known_mistakes) > 1 else []
        choices.append([*together, *((mistake,) for mistake in known_mistakes), ()])
    combined = (tuple(itertools.chain(*choice)) for choice in itertools.product(*choices))
    yield from itertools.islice((mistakes for mistakes in combined if mistakes), MAX_VARIANTS)


def _no_match(
    value: dict[str, Any],
    gaps: dict[str, float],
    start: Weights,
    batches: int,
    verdicts: Verdicts,
) -> CheckFailed:
    """Say why a training is compared with nothing: its parameters, or its weights, are others."""
    wrong = _wrong(verdicts)
    lines: list[str] = []
    review: tuple[str, ...] = ()
    if "parameters" in value:
        lines += [_("This network cannot be trained here: its parameters are not LeNet's.")]
        lines += _other_parameters(value["parameters"], start)
    else:
        largest = sorted(gaps.items(), key=lambda pair: -pair[1])
        named = [
            _("`{name}` by up to {gap}", name=name, gap=f"{gap:.2g}")
            for name, gap in largest[:MAX_NAMED]
        ]
        lines += [
            _(
                "After {count} batches your network does not have the weights that it should: from "
                "the same start, on the same batches in the same order, the reference gets "
                "different ones.",
                count=batches,
            ),
            "  " + _("They differ: {which}.", which=_(", ").join(named)),
        ]
        still = _unmoved(states_of(value)[0], start)
        if still:
            lines += ["  " + _("Still as before the training: {which}.", which=", ".join(still))]
        if not wrong:
            review = (
                _("The training cannot be replayed, though all checks of lenet and train pass."),
            )
    if wrong:
        lines += [_follows(wrong)]
    failed = CheckFailed(Outcome.FAILED, "\n".join(lines))
    failed.review = review
    return failed


def _unmoved(weights: Any, start: Weights) -> list[str]:
    """Name the weights that no step has changed, the first few of them."""
    if not isinstance(weights, dict):
        return []
    pairs = [(name, weights.get(name), value) for name, value in start.items()]
    same = [n for n, w, v in pairs if isinstance(w, torch.Tensor) and torch.equal(w.cpu(), v)]
    return [f"`{name}`" for name in same[:MAX_NAMED]] + ["…"] * (len(same) > MAX_NAMED)


def _other_parameters(weights: Any, expected: Weights) -> list[str]:
    """Name the parameters that are missing, other, or too many."""
    shapes = weights if isinstance(weights, dict) else {}
    wanted = {name: tuple(weight.shape) for name, weight in expected.items()}
    lines = [
        _("`{name}` is missing", name=name)
        if name not in shapes
        else _("`{name}` is {a} instead of {b}", name=name, a=shape_line(shapes[name]), b=shape)
        for name, shape in wanted.items()
        if not _is_shape(shapes.get(name), shape)
    ]
    extra = [shortened(name, 60) for name in shapes if name not in wanted]
    lines += [_("`{name}` is not expected", name=name) for name in extra]
    more = [_("and {count} more", count=len(lines) - MAX_NAMED)] if lines[MAX_NAMED:] else []
    return ["  " + line for line in [*lines[:MAX_NAMED], *more]]


def _is_shape(found: Any, shape: tuple[int, ...]) -> bool:
    """Tell whether a stranger's value is this shape; it may not even be comparable."""
    return isinstance(found, tuple) and all(type(n) is int for n in found) and found == shape


def _follows(files: Any) -> str:
    names = _(" and ").join(f"`{name}`" for name in files)
    return _("It follows from {names}: fix that first.", names=names)
