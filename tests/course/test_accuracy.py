"""The accuracy's check: right styles are never harmed, known mistakes carried, the rest refused."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
from fractions import Fraction
from typing import Any

import pytest
import torch
from helpers import HOME, SOLUTIONS, module_beside, sampled

from autograder.checks.ask import Ask
from autograder.checks.data import DataSet, load_data
from autograder.checks.diagnosis.diagnosis import Diagnosis, known_mistakes_of
from autograder.checks.failure import CheckFailed
from autograder.checks.inputs import Draw
from autograder.checks.mistakes import mistaken_source
from autograder.checks.sides import Cached, InProcess
from autograder.checks.standards import Standards
from autograder.checks.verdict import CheckResult, Outcome

from .styles import LENETS, TRAINS

accuracy = module_beside("accuracy", "measure")
SEEDS = (1, 2)
torch.set_num_threads(1)
REFERENCE = Cached(InProcess.of_reference())
DIAGNOSIS = Diagnosis()


@functools.cache
def few_images() -> DataSet:
    """Few images, so that a training takes a fraction of a second; any accuracy is enough."""
    data = load_data(HOME / "data" / "mnist5k")
    return dataclasses.replace(
        data,
        train_images=data.train_images[:330],
        train_labels=data.train_labels[:330],
        test_images=data.test_images[:100],
        test_labels=data.test_labels[:100],
        recipe=data.recipe | {"epochs": 2},
        threshold=0.0,
        tolerance=1e-3,  # after so few batches, mistakes are not as far apart
        later_tolerance=1e-3,
        usual=(0.0, 100.0),
    )


def judged(
    sources: dict[str, str], seed: int = 1, named: dict[str, str] | None = None, **data: object
) -> Any:
    """Train a submission that is the reference, some parts' text replaced."""
    draw, given = Draw(seed), dataclasses.replace(few_images(), **data)
    ask = Ask(InProcess.of_reference(sources), REFERENCE, draw.seed, DIAGNOSIS)

    def verdicts(part: str) -> list[CheckResult]:
        mistake = (named or {}).get(part)
        if mistake is None:
            return [CheckResult(part, "Right", "passed", Fraction(1))]
        return [CheckResult(part, "Wrong", Outcome.FAILED, Fraction(1), mistake=mistake or None)]

    with contextlib.redirect_stdout(io.StringIO()):
        return accuracy.train_and_test(ask, draw, given, verdicts)


def with_mistakes(part: str, *names: str) -> dict[str, str]:
    source = SOLUTIONS[f"{part}.py"]
    by_name = {mistake.name: mistake for mistake in DIAGNOSIS.mistakes_of(part)}
    for name in names:
        source = mistaken_source(source, by_name[name])
    return {part: source}


STYLES = [
    *(("lenet", name, SOLUTIONS["lenet.py"] + text) for name, text in LENETS.items()),
    *(("train", name, text) for name, text in TRAINS.items()),
    *(
        (part, path.stem, path.read_text(encoding="utf-8"))
        for part in ("lenet", "train")
        for path in sorted((HOME / "tests" / "right" / part).glob("*.py"))
    ),
]


@pytest.mark.parametrize("style", sampled(STYLES, 3, lambda style: "-".join(style[:2])))
def test_a_right_style_is_never_harmed_and_no_human_is_bothered(style):
    part, _, text = style
    for seed in SEEDS:
        outcome = judged({part: text}, seed)
        assert (outcome.mistakes, outcome.review, outcome.carried) == ((), (), None)


def test_there_are_enough_right_styles():
    assert len(STYLES) >= 44


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("lenet", "no-relu-after-fc1"),
        ("lenet", "tanh-for-relu"),
        ("lenet", "kernels-of-three"),
        ("lenet", "dropout-added"),
        ("train", "softmax-before-the-criterion"),
        ("train", "last-batch-skipped"),
        ("train", "no-step-after-backward"),
    ],
)
def test_a_known_mistake_that_was_named_is_trained_in_the_references_place(part, name):
    outcome = judged(with_mistakes(part, name), named={part: name})
    assert [mistake.name for mistake in outcome.mistakes] == [name]
    assert outcome.carried == {"lenet": "LeNet", "train": "train"}[part]


def test_two_mistakes_in_two_files_and_two_in_one_are_made_together():
    lenet, train = "no-relu-after-fc1", "loss-divided-by-the-batch"
    both = with_mistakes("lenet", lenet) | with_mistakes("train", train)
    outcome = judged(both, named={"lenet": lenet, "train": train})
    assert [mistake.name for mistake in outcome.mistakes] == [lenet, train]
    two = ("no-relu-after-fc1", "average-pool-for-max-pool")
    outcome = judged(with_mistakes("lenet", *two), named={"lenet": ", ".join(two)})
    assert {mistake.name for mistake in outcome.mistakes} == set(two)


def test_of_several_names_the_one_that_agrees_is_taken():
    names = "gradients-never-zeroed, gradients-zeroed-once-an-epoch, last-batch-skipped"
    outcome = judged(with_mistakes("train", "last-batch-skipped"), named={"train": names})
    assert [mistake.name for mistake in outcome.mistakes] == ["last-batch-skipped"]


def test_a_mistake_that_does_not_show_in_the_weights_costs_nothing_here():
    for part, name in (("lenet", "log-softmax-at-the-end"), ("train", "callbacks-never-called")):
        outcome = judged(with_mistakes(part, name), named={part: name})
        assert (outcome.mistakes, outcome.carried) == ((), None)


def test_a_low_accuracy_of_a_known_mistake_says_where_it_comes_from():
    name = "no-step-after-backward"
    outcome = judged(with_mistakes("train", name), named={"train": name})
    with pytest.raises(CheckFailed, match="It follows from `train`: fix that first") as failed:
        accuracy.verify(outcome, dataclasses.replace(few_images(), threshold=90.0))
    assert failed.value.mistake == name


UNKNOWN = SOLUTIONS["train.py"].replace("loss.backward()", "(loss * 1.7).backward()")


def test_an_unknown_mistake_fails_and_says_what_to_fix_first():
    with pytest.raises(CheckFailed) as failed:
        judged({"train": UNKNOWN}, named={"train": ""})
    assert "After 11 batches your network does not have the weights" in failed.value.message
    assert "fc3.weight" in failed.value.message
    assert failed.value.message.endswith("It follows from `train`: fix that first.")
    assert failed.value.review == ()


def test_what_cannot_be_replayed_though_all_is_right_is_shown_to_a_human():
    with pytest.raises(CheckFailed) as failed:
        judged({"train": UNKNOWN})
    assert "fix that first" not in failed.value.message
    assert "cannot be replayed" in failed.value.review[0]


def test_a_network_of_other_shapes_is_told_by_its_parameters():
    source = SOLUTIONS["lenet.py"].replace("nn.Linear(120, 84)", "nn.Linear(120, 85)")
    source = source.replace("nn.Linear(84, num", "nn.Linear(85, num")
    with pytest.raises(CheckFailed) as failed:
        judged({"lenet": source}, named={"lenet": ""})
    assert "cannot be trained" in failed.value.message
    assert "`fc2.weight` is (85, 120) instead of (84, 120)" in failed.value.message
    assert failed.value.message.endswith("It follows from `lenet`: fix that first.")


def test_weights_that_no_step_has_changed_are_named():
    frozen = "model.train().conv1.requires_grad_(False)"
    source = SOLUTIONS["train.py"].replace("model.train()", frozen)
    with pytest.raises(CheckFailed) as failed:
        judged({"train": source}, named={"train": ""})
    said = "Still as before the training: `conv1.weight`, `conv1.bias`."
    assert said in failed.value.message


SWAPS = """
_before, _seen = train, []


def train(model, dataloader, criterion, optimizer, callbacks=None):
    import torch

    _before(model, dataloader, criterion, optimizer, callbacks)
    _seen.append(1)
    if len(_seen) == 2:
        with torch.no_grad():
            for parameter in model.parameters():
                {swap}
"""
ONCE_MORE = """
    if len(_seen) == 2:
        _before(model, dataloader, criterion, optimizer)
"""
FASTER = "    for group in optimizer.param_groups:\n        group['lr'] *= 1.5\n"
LATER = {
    "other weights": SWAPS.format(swap="parameter.copy_(torch.randn_like(parameter))"),
    "weights of no number": SWAPS.format(swap="parameter.mul_(float('nan'))"),
    "one more epoch": SWAPS.format(swap="pass") + ONCE_MORE,
    "another recipe": SWAPS.format(swap="pass") + FASTER,
}


@pytest.mark.parametrize("name", LATER)
def test_what_happens_after_the_first_call_is_shown_to_a_human(name):
    outcome = judged({"train": SOLUTIONS["train.py"] + LATER[name]})
    assert "and a later one does not" in outcome.review[0]


ROUNDED = """
from lenet import LeNet
_made = LeNet.forward


def _rounded(self, x):
    y = _made(self, x)
    return y + y.detach() * 1e-7


LeNet.forward = _rounded
"""


@pytest.mark.parametrize("name", LATER)
def test_the_same_after_a_first_call_with_rounding_is_shown_too(name):
    outcome = judged({"train": SOLUTIONS["train.py"] + LATER[name] + ROUNDED})
    assert "goes a different way" in outcome.review[0]


SMALL = {
    "a little noise": SWAPS.format(swap="parameter.add_(1e-5 * torch.randn_like(parameter))"),
    "a few batches more": SWAPS.format(swap="pass") + "    if len(_seen) == 2:\n"
    "        _before(model, list(dataloader)[:1], criterion, optimizer)\n",
    "a little weight decay": SWAPS.format(swap="pass")
    + "    optimizer.param_groups[0]['weight_decay'] = 1e-5\n",
    "a mean of weights": SWAPS.format(swap="parameter.mul_(0.9999)"),
}


@pytest.mark.parametrize("name", SMALL)
def test_what_is_smaller_than_rounding_can_be_is_shown_where_nothing_was_rounded(name):
    outcome = judged({"train": SOLUTIONS["train.py"] + SMALL[name]}, later_tolerance=10.0)
    assert "and a later one does not" in outcome.review[0]
    recipe = few_images().recipe | {"device": "cpu:0"}  # stands for one that rounds as it likes
    text = SOLUTIONS["train.py"] + SMALL[name]
    assert judged({"train": text}, later_tolerance=10.0, recipe=recipe).review == ()


def test_an_accuracy_above_the_usual_and_the_references_is_shown_to_a_human(monkeypatch):
    assert judged({}, usual=(0.0, 1.0)).review == ()
    monkeypatch.setattr(accuracy.review_of, "_reached_by_the_reference", lambda *_: 2.0)
    outcome = judged({}, usual=(0.0, 1.0))
    assert "is above what the reference reaches (0.0 to 2.0 %)" in outcome.review[0]


@pytest.mark.parametrize(
    ("line", "explanation"),
    [
        ("model.fc3 = torch.nn.Linear(84, 10)", ""),
        ("del model.fc3", "After the training `fc3.weight` is None"),
        ("model.fc3 = torch.nn.Linear(84, 9)", "`fc3.weight` is a tensor of shape (9, 84)"),
    ],
)
def test_an_end_of_other_weights_is_a_failed_check_or_shown(line, explanation):
    text = SWAPS.replace("with torch.no_grad():", line).split("            for")[0]
    text = text.replace("if len(_seen) == 2:\n        ", "if len(_seen) == 2:\n        ")
    if not explanation:
        assert judged({"train": SOLUTIONS["train.py"] + text}).review
        return
    with pytest.raises(CheckFailed, match="After the training") as failed:
        judged({"train": SOLUTIONS["train.py"] + text})
    assert explanation in failed.value.message


def test_start_and_orders_are_the_same_for_all_and_others_for_another_seed():
    def made(seed: int) -> Standards:
        draw = Draw(seed)
        return Standards(Ask(REFERENCE, REFERENCE, seed, DIAGNOSIS), draw, few_images())

    one, same, other = made(1), made(1), made(2)
    start = one.of(()).start
    assert one.question(start).fingerprint == same.question(same.of(()).start).fingerprint
    assert not torch.equal(start["fc1.weight"], other.of(()).start["fc1.weight"])
    assert not torch.equal(one.orders[0], other.orders[0])
    assert not torch.equal(one.orders[0], one.orders[1])


def test_nothing_of_the_test_images_goes_inside():
    given, draw = few_images(), Draw(5_182_736_450_912)
    standards = Standards(Ask(REFERENCE, REFERENCE, draw.seed, DIAGNOSIS), draw, given)
    question = standards.question(standards.of(()).start)
    sent = question.frame
    for image in given.test_images[:20]:
        assert image.numpy().tobytes() not in sent
    assert str(draw.seed).encode() not in sent


def test_the_first_call_gets_few_batches_and_the_others_all():
    given = dataclasses.replace(few_images(), recipe=few_images().recipe | {"batch_size": 2})
    standards = Standards(Ask(REFERENCE, REFERENCE, 1, DIAGNOSIS), Draw(1), given)
    assert [len(order) for order in standards.orders] == [50, 330]
    assert standards.batches == 25


def test_every_known_mistake_has_a_side_that_makes_it():
    for part in accuracy.BUILDS_ON:
        for known in known_mistakes_of(part):
            assert DIAGNOSIS.variant((known.mistake,)) is not None
