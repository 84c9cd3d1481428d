"""How exercise 8 is asked: a small network of which it is known what it gets right."""

from autograder.checks import QuestionSpec, beside, setups
from autograder.core.languages import N_, _

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


QUESTIONS = {
    "evaluation": QuestionSpec(
        function="evaluate",
        scenario="evaluation",
        words=N_("evaluate on a small network with batch normalisation"),
        setup=_setup,
        extra_inputs=_extra,
        returned=("percentage",),
        shown=("images",),
    ),
}
