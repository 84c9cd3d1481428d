"""How exercise 5 is asked: its loaders read a small MNIST."""

import torch

from autograder.checks import QuestionSpec
from autograder.core.languages import N_, _


def small_mnist(draw, training, test):
    """Draw a small data set in MNIST's shapes; no two images are alike."""
    return {
        "train images": draw.pixels(training, 28, 28),
        "train labels": draw.labels(training, 10).to(torch.uint8),
        "test images": draw.pixels(test, 28, 28),
        "test labels": draw.labels(test, 10).to(torch.uint8),
    }


def _loaders(draw):
    """Draw a data set and the loader that is read: by turns, since a check looks at one of them."""
    training = draw.integer(45, 75)
    mnist = small_mnist(draw, training, draw.integer(20, 40))
    return (mnist, draw.integer(7, 11), 2, ("training", "test")[training % 2]), {}


def _setup_of_loaders(of):
    counts = (len(of["arrays"][f"{name} images"]) for name in ("train", "test"))
    yield _("{train} training and {test} test images", **dict(zip(("train", "test"), counts)))
    if of["batch_size"] is not None:
        yield f"batch_size={of['batch_size']}"
    which = of.get("which", "both")
    if which == "training":
        yield _("the training loader is read to the end")
    elif which == "test":
        yield _("the test loader is read to the end")
    else:
        yield _("both loaders are read to the end")
    if of["epochs"] > 1:
        yield _("for {count} epochs", count=of["epochs"])


def _without_order(value):
    """Look at what loaders give, and whether in one order, whatever this order is."""
    by_content = {}
    for name, epochs in value.items():
        labels = [epoch["labels"] for epoch in epochs]
        images = epochs[0]["images"].double().flatten(1)
        order = (images @ torch.linspace(1, 2, images.shape[1], dtype=torch.float64)).argsort()
        same = [len(one) == len(labels[0]) and bool((one == labels[0]).all()) for one in labels]
        sizes = [epoch["batch sizes"] for epoch in epochs]
        by_content[name] = [images[order], labels[0][order], sizes, same]
    return by_content


QUESTIONS = {
    "transformed": QuestionSpec(
        function="make_transform",
        scenario="transformed",
        words=N_("make_transform() applied to a 28x28 gray image"),
        extra_inputs=lambda draw: ((draw.image_file("L", 28, 28),), {}),
    ),
    "mnist_loaders": QuestionSpec(
        function="make_loaders",
        scenario="mnist_loaders",
        words=N_("make_loaders on a small data set in MNIST's layout"),
        setup=_setup_of_loaders,
        extra_inputs=_loaders,
        compared=_without_order,
        random=True,
    ),
}
