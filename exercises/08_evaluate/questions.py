"""How exercise 8 is asked: a small network of which it is known what it gets right."""

import torch

from autograder.checks import Property, QuestionSpec, beside, setups
from autograder.core.languages import N_, _
from autograder.sandbox.inside.tools import TracingNet

Evaluation = beside(__file__, "scenarios").Evaluation


def a_network(draw, right, samples=23, **others):
    """Return the arguments of an evaluation that gets the samples `right` right."""
    weights, images = draw.tracing_weights(3, 6, 5, 4), draw.normal(samples, 3, 6, 5)
    labels, chosen = draw.labels_for(weights, images, right), list(range(samples))
    case = Evaluation(weights=weights, images=images, labels=labels, chosen=chosen)
    return vars(case) | others


def _extra(draw):
    samples = draw.integer(19, 23)
    others = {"chosen": list(range(samples - 2)), "training_before": True}
    return (), a_network(draw, draw.integers(7, 0, samples - 1), samples, **others)


def _setup(of):
    yield setups.network(of["weights"])
    yield from setups.on_fake_device(of)
    if of["training_before"]:
        yield _("the network is handed over in training mode")
    if of["steady"]:
        yield _("the network computes the same in both modes")
    if not of["recording"]:
        yield _("gradients are not recorded before the call")
    yield setups.batches(of)
    if len(of["chosen"]) != len(of["images"]):
        yield _("the loader yields {count} of them", count=len(of["chosen"]))
    if of.get("drop_last"):
        yield _("the loader drops a last batch that is not full")
    yield from () if of["verbose"] else ("verbose=False",)


PERCENTAGE = "percentage"
MANY = 100
"""Batches after which a loop ends that only ends after some: nothing shorter tells more of it."""


def _seen(wrong):
    """Say what a wrong percentage counts, or what it divides by."""
    got = wrong.got[PERCENTAGE]
    if wrong.where[0] != PERCENTAGE or not isinstance(got, int | float):
        return
    right, sizes = _right_in_batches(wrong.arguments)
    yield from _of_other_batches(got, right, sizes)
    yield from _of_other_counts(got, sum(right), sum(sizes), len(sizes))


def _right_in_batches(of):
    """Count in each batch that the loader yields how many are right, and how many there are."""
    size, chosen = of["batch_size"], torch.tensor(of["chosen"])
    with torch.no_grad():
        logits = TracingNet(of["weights"]).eval()(of["images"][chosen])
    are_right = (logits.argmax(dim=1) == of["labels"][chosen]).split(size)
    batches = [one for one in are_right if len(one) == size or not of["drop_last"]]
    return [int(one.sum()) for one in batches], [len(one) for one in batches]


def _of_other_batches(got, right, sizes):
    if len(sizes) < 2:
        return
    shares = [100 * count / size for count, size in zip(right, sizes)]
    yield from _of_some_batches(got, right, sizes)
    for value, words in (
        (max(shares), _("This is the percentage of the best batch alone.")),
        (min(shares), _("This is the percentage of the worst batch alone.")),
    ):
        if _is(got, value):
            question = _("What happens to the counts of a batch when the next one comes?")
            yield Property(words, question, may_be_chance=True)


def _of_some_batches(got, right, sizes):
    """Find a number of batches after which the loop stops, or with which it begins."""
    if _is(got, 100 * sum(right[1:]) / sum(sizes[1:])):
        yield Property(
            _("This is the percentage without the first batch."),
            _("With which batch does your loop begin, and what happens to the one before?"),
            may_be_chance=True,
        )
    for some in range(1, len(sizes)):
        if not _is(got, 100 * sum(right[:some]) / sum(sizes[:some])):
            continue
        if some == len(sizes) - 1 and sizes[-1] < sizes[0]:
            words = _(
                "This is the percentage of the full batches; the last, smaller one is left out."
            )
            question = _("What does your loop do with a batch that is not full?")
            yield Property(words, question, may_be_chance=True)
        counts = {"some": some, "all": len(sizes)}
        yield Property(
            _("This is the percentage of the first {some} of {all} batches.", **counts),
            _("Which line ends your loop, and when?"),
            may_be_chance=len(sizes) < MANY,
            signs=(f"{some} batches", f"all but {len(sizes) - some} batches"),
        )


def _of_other_counts(got, right, count, batches):
    if _is(got, right):
        yield Property(
            _("This is the number of samples that are right, not their percentage."),
            _("By what do you divide the number of right answers, and by what do you multiply it?"),
            may_be_chance=True,
        )
    if right and _is(got, 100 * count / right):
        yield Property(
            _("The number of samples is divided by the number of right ones."),
            _("Which of the two numbers should be the larger one, and which divides the other?"),
            may_be_chance=True,
        )
    counted = got * count / 100
    if 0 <= counted <= count and _is(100 * round(counted) / count, got):
        yield Property(
            _(
                "This counts {counted} of {count} samples as right, and {right} of them are.",
                counted=round(counted),
                count=count,
                right=right,
            ),
            _("For one batch, what do your predictions hold, and what do the labels?"),
            may_be_chance=True,
            signs=("another count",),
        )
    divisor = round(100 * right / got) if got > 0 else 0
    if divisor and _is(got, 100 * right / divisor):
        yield Property(
            _(
                "The number of right answers is divided by {divisor}; the loader yields {count} "
                "samples.",
                divisor=divisor,
                count=count,
            ),
            _("Which line computes the number that you divide by?"),
            may_be_chance=True,
            signs=(
                f"{divisor} always",
                f"{divisor - count} more",
                f"{divisor / batches} a batch",
                f"{divisor / count} times",
            ),
        )


def _is(got, value):
    return abs(got - value) < 0.01


QUESTIONS = {
    "evaluation": QuestionSpec(
        function="evaluate",
        scenario="evaluation",
        words=N_("evaluate on a small network with batch normalisation"),
        setup=_setup,
        extra_inputs=_extra,
        returned=(PERCENTAGE,),
        shown=("images",),
        seen=_seen,
    ),
}
