"""How stretch goal 7 is asked."""

from autograder.checks import QuestionSpec
from autograder.core.languages import N_, _


def an_epoch(draw, batches, every):
    """Return the arguments of an epoch with so many batches of 4, the last of 3."""
    samples = 4 * batches - 1
    images, labels = draw.normal(samples, 2, 6, 5), draw.labels(samples, 3)
    return {
        "weights": draw.tracing_weights(2, 6, 5, 3),
        "images": images,
        "labels": labels,
        "every": every,
    }


def _extra(draw):
    every = draw.integer(3, 4)
    return (), an_epoch(draw, 2 * every + 2, every)


def _setup(of):
    yield _("{count} batches", count=-(-len(of["images"]) // 4))
    if of["every"] is not None:
        yield f"every={of['every']}"


QUESTIONS = {
    "gathering": QuestionSpec(
        function="train_accumulating",
        scenario="gathering",
        words=N_("train_accumulating, for one epoch, on a small network"),
        setup=_setup,
        extra_inputs=_extra,
        shown=("images",),
    ),
}
