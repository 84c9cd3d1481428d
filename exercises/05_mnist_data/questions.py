"""How exercise 5 is asked: its loaders read a small MNIST."""

import torch

from autograder.checks import Property, QuestionSpec
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


LOADERS = {"training epochs": N_("training"), "test epochs": N_("test")}
DEFAULT = 64


def _seen(wrong):
    """Say how what a loader yields differs: in its pixels, its images, its batches, its labels."""
    if wrong.where[0] in ("black pixels", "white pixels"):
        yield from _other_pixels(wrong)
    for piece, epochs in wrong.got.items():
        got, expected, which = epochs[0], wrong.expected[piece][0], _(LOADERS[piece])
        counts = {"which": which, "got": len(got["images"]), "expected": len(expected["images"])}
        training = _as_bytes(wrong.arguments["arrays"]["train images"])
        if piece == "test epochs" and _as_bytes(got["images"]) <= training:
            yield Property(
                _("The test loader yields {got} of the training images.", got=counts["got"]),
                _("From which files do the images of your test loader come?"),
            )
        elif counts["got"] != counts["expected"]:
            yield Property(
                _("The {which} loader yields {got} images; there are {expected}.", **counts),
                _("Which line leaves images out, or takes them twice?"),
            )
        shapes = [tuple(each["images"].shape[1:]) for each in (got, expected)]
        if wrong.where[0] == "shape of an image":
            yield Property(
                _(
                    "Each image of the {which} loader has the shape {shape}; it should be {right}.",
                    which=which,
                    shape=shapes[0],
                    right=shapes[1],
                ),
                _("Which step of the transform decides how many axes an image has?"),
            )
        yield from _other_batches(got, wrong.arguments["batch_size"] or DEFAULT, which)
        different = len(_as_bytes(got["images"]))
        if different < counts["got"]:
            yield Property(
                _(
                    "Among the {got} images of the {which} loader only {count} are different.",
                    count=different,
                    **counts,
                ),
                _("How does your loader choose the next image, and may it choose one twice?"),
            )
        if got["labels"].ndim != 1:
            shape = tuple(got["labels"].shape)
            yield Property(
                _("The labels have the shape {shape}; each should be one number.", shape=shape),
                _("What does your code do to the labels?"),
            )


def _other_pixels(wrong):
    ((got,), (expected,)) = (list(result.values()) for result in (wrong.got, wrong.expected))
    low, high, right_low, right_high = (
        f"{float(getattr(epochs[0]['images'], edge)()):.4g}"
        for epochs in (got, expected)
        for edge in ("min", "max")
    )
    yield Property(
        _(
            "A black pixel becomes {low} and a white one {high}; they should be {right_low} and "
            "{right_high}.",
            low=low,
            high=high,
            right_low=right_low,
            right_high=right_high,
        ),
        _("What is subtracted from a pixel of 0 and of 1, and by what is it divided?"),
    )


def _other_batches(got, size, which):
    sizes, count = got["batch sizes"], len(got["images"])
    if sizes[0] != min(size, count):
        yield Property(
            _(
                "The first batch of the {which} loader holds {got} images; `batch_size` is {size}.",
                which=which,
                got=sizes[0],
                size=size,
            ),
            _("Which number does this loader get as its `batch_size`?"),
        )


def _as_bytes(images):
    """Tell images apart however they were normalised: each is stretched from 0 to 1000.

    Of 255 steps some would lie in the middle between two whole numbers.
    """
    flat = images.double().flatten(1)
    low, high = flat.amin(dim=1, keepdim=True), flat.amax(dim=1, keepdim=True)
    return {row.numpy().tobytes() for row in ((flat - low) / (high - low) * 1000).round().short()}


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
        seen=_seen,
    ),
}
