"""Questions about exercise 5: one pixel through the transform, a few images through the loaders."""

import torch
from PIL import Image

from autograder.checks import QuizQuestion, beside
from autograder.core.languages import N_

mnist_loaders = beside(__file__, "scenarios").mnist_loaders
NEARLY = ("mean-mistyped", "deviation-mistyped", "constants-rounded", "normalised-image-by-image")
"""What only a calculator tells from the answer, or what one gray tone does not show."""


def pixel(make_transform, levels):
    """Transform images of one gray tone each, and return a pixel in the middle of each."""
    transform = make_transform()
    images = [Image.new("L", (28, 28), level) for level in levels]
    pixels = tuple(transform(image)[0, 14, 14].item() for image in images)
    return pixels if len(pixels) > 1 else pixels[0]


def loaded(make_loaders, train_labels, test_labels, batch_size, which="both"):
    """Read black images with these labels through the loaders, for one epoch."""
    arrays = {}
    for name, labels in (("train", train_labels), ("test", test_labels)):
        arrays[f"{name} images"] = torch.zeros(len(labels), 28, 28, dtype=torch.uint8)
        arrays[f"{name} labels"] = torch.tensor(labels, dtype=torch.uint8)
    epochs = mnist_loaders(make_loaders, arrays, batch_size, 1, which)
    return {name.removesuffix(" epochs"): found[0] for name, found in epochs.items()}


def _gray(draw):
    return {"levels": [51 * draw.integer(1, 4)]}


def _told_gray(of):
    return {"level": of["levels"][0], "share": f"{of['levels'][0] / 255:g}"}


def _few_images(draw):
    batch_size = draw.integer(3, 4)
    full = draw.integers(2, 2, 4)
    counts = [batch_size * n + draw.integer(1, batch_size - 1) for n in full]
    labels = [draw.labels(count, 10).tolist() for count in counts]
    return {"train_labels": labels[0], "test_labels": labels[1], "batch_size": batch_size}


def _told_counts(of):
    return {
        "train": len(of["train_labels"]),
        "test": len(of["test_labels"]),
        "batch_size": of["batch_size"],
    }


def _few_test_images(draw):
    return {
        "train_labels": draw.integers(5, 0, 9),
        "test_labels": draw.integers(5, 0, 9),
        "batch_size": 2,
    }


def _told_labels(of):
    return {name: ", ".join(map(str, of[f"{name}_labels"])) for name in ("train", "test")}


QUIZ = [
    QuizQuestion(
        name="pixel",
        function="make_transform",
        scenario="pixel",
        draw=_gray,
        words=N_(
            "MNIST's pixels, scaled to [0, 1], have the mean 0.1307 and the standard deviation "
            "0.3081. A pixel of an image is {level}, and {level} / 255 = {share}. What does "
            "the transform of `make_transform()` turn it into?"
        ),
        told=_told_gray,
        without=NEARLY,
    ),
    QuizQuestion(
        name="black_and_white",
        function="make_transform",
        scenario="pixel",
        draw=lambda draw: {"levels": [0, 255] if draw.integer(0, 1) else [255, 0]},
        words=N_(
            "MNIST's pixels, scaled to [0, 1], have the mean 0.1307 and the standard deviation "
            "0.3081. What does the transform of `make_transform()` turn pixels of {first} and "
            "{second} into, in this order?"
        ),
        told=lambda of: dict(zip(("first", "second"), of["levels"])),
        without=NEARLY,
    ),
    QuizQuestion(
        name="training_batches",
        function="make_loaders",
        alone=True,
        scenario="loaded",
        draw=lambda draw: _few_images(draw) | {"which": "training"},
        words=N_(
            "There are {train} training and {test} test images. `make_loaders(root, "
            "batch_size={batch_size})`: how many images does each batch of the training loader "
            "hold, in order?"
        ),
        told=_told_counts,
        view=lambda read: read["training"]["batch sizes"],
    ),
    QuizQuestion(
        name="test_batches",
        function="make_loaders",
        alone=True,
        scenario="loaded",
        draw=_few_images,
        words=N_(
            "There are {train} training and {test} test images. `make_loaders(root, "
            "batch_size={batch_size})`: how many images does each batch of the test loader "
            "hold, in order?"
        ),
        told=_told_counts,
        view=lambda read: read["test"]["batch sizes"],
    ),
    QuizQuestion(
        name="images_in_an_epoch",
        function="make_loaders",
        alone=True,
        scenario="loaded",
        draw=_few_images,
        words=N_(
            "There are {train} training and {test} test images. `make_loaders(root, "
            "batch_size={batch_size})`: how many images does each loader yield in an epoch, "
            "the training loader first?"
        ),
        told=_told_counts,
        view=lambda read: tuple(len(read[name]["labels"]) for name in ("training", "test")),
    ),
    QuizQuestion(
        name="order",
        function="make_loaders",
        alone=True,
        scenario="loaded",
        draw=_few_test_images,
        words=N_(
            "In the files the training labels are {train} and the test labels {test}, in this "
            "order. In which order does the test loader yield labels?"
        ),
        told=_told_labels,
        view=lambda read: read["test"]["labels"].tolist(),
    ),
    QuizQuestion(
        name="black_in_both",
        function="make_loaders",
        scenario="loaded",
        draw=_few_test_images,
        words=N_(
            "MNIST's pixels, scaled to [0, 1], have the mean 0.1307 and the standard deviation "
            "0.3081. All images are black: every pixel in the files is 0. Which value do the "
            "pixels have when the training loader yields them, and which when the test loader "
            "does?"
        ),
        view=lambda read: tuple(read[name]["images"].max().item() for name in ("training", "test")),
        without=NEARLY,
    ),
]
