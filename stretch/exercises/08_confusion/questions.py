"""How stretch goal 8 is asked."""

from autograder.checks import QuestionSpec
from autograder.core.languages import N_, _


def a_network(draw, samples=23, training_before=False):
    """Return a network of four classes, images, and labels of which it gets every second one."""
    weights, images = draw.tracing_weights(2, 6, 5, 4), draw.normal(samples, 2, 6, 5)
    labels = draw.labels_for(weights, images, draw.integers(samples // 2, 0, samples - 1))
    return {
        "weights": weights,
        "images": images,
        "labels": labels,
        "training_before": training_before,
    }


def _setup(of):
    yield _("{count} images in batches of 6", count=len(of["images"]))
    if of["training_before"]:
        yield _("the network is handed over in training mode")


QUESTIONS = {
    "confusing": QuestionSpec(
        function="confusion_matrix",
        scenario="confusing",
        words=N_("confusion_matrix on a small network of four classes"),
        setup=_setup,
        extra_inputs=lambda draw: ((), a_network(draw, 23, True)),
        returned=("matrix",),
        shown=("images",),
    ),
}
