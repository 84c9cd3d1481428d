"""Every name that can be asked, and how it becomes a question."""

from __future__ import annotations

import dataclasses
from typing import Any

from autograder.languages import marked
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.layout import PARTS

from .compare import TOLERANCE


@dataclasses.dataclass(frozen=True)
class Route:
    """How a name of `ask` becomes a question, and in what words it is told."""

    targets: tuple[str, ...]
    scenario: str | None = None
    forbids: str | None = None
    counts_products: bool = False
    tolerance: float = TOLERANCE
    words: str = ""


def _functions(part: str, **settings: Any) -> dict[str, Route]:
    return {name: Route((f"{part}.{name}",), **settings) for name in PARTS[part]}


ROUTES: dict[str, Route] = {
    **_functions("output_shape", tolerance=0),
    **_functions("filters", forbids="convolution"),
    "im2col": Route(("im2col.im2col",), forbids="convolution", tolerance=0),
    "conv2d_matmul": Route(("im2col.conv2d_matmul",), forbids="convolution", counts_products=True),
    **_functions("layers", forbids="layers", tolerance=0),
    "linear": Route(("layers.linear",), forbids="layers"),
    "transformed": Route(
        ("mnist_data.make_transform",),
        "transformed",
        words=marked("make_transform() applied to a 28x28 gray image"),
    ),
    "mnist_loaders": Route(
        ("mnist_data.make_loaders",),
        "mnist_loaders",
        words=marked("make_loaders on a small data set in MNIST's layout"),
    ),
    "lenet_parameters": Route(
        ("lenet.LeNet",), "lenet_parameters", words=marked("the parameters of a new LeNet")
    ),
    "lenet_logits": Route(
        ("lenet.LeNet",),
        "lenet_logits",
        words=marked("the logits of a LeNet with the weights given"),
    ),
    "training": Route(
        ("train.train",),
        "training",
        words=marked("train, for one epoch, a small network with batch normalisation"),
    ),
    "evaluation": Route(
        ("evaluate.evaluate",),
        "evaluation",
        words=marked("evaluate on a small network with batch normalisation"),
    ),
    "several_epochs": Route(
        ("fit.fit",),
        "several_epochs",
        words=marked("fit, with a train and an evaluate of the check's own"),
    ),
    "preprocessed": Route(
        ("predict.preprocess_image",),
        "preprocessed",
        words=marked("preprocess_image on an image file"),
    ),
    "prediction": Route(
        ("predict.predict_image",),
        "prediction",
        words=marked("predict_image with a small network that was in training mode"),
    ),
    "show_dataset": Route(
        ("predict.show_dataset",), "figure", words=marked("show_dataset(images, labels)")
    ),
    "show_images": Route(
        ("predict.show_images",), "figure", words=marked("show_images(images, labels, preds)")
    ),
    "accuracy": Route(
        ("lenet.LeNet", "train.train"),
        "accuracy",
        words=marked("your LeNet, trained by your train"),
    ),
}
"""Every name that can be asked."""


def question_of(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], seed: int) -> Question:
    """Make the question of a name with its arguments."""
    route = ROUTES[name]
    asked = (route.scenario, route.forbids, route.counts_products)
    return Question(route.targets, args, kwargs, *asked, seed=seed)


def names_of(function: str) -> list[str]:
    """List the names under which a function of the learner's is asked, the usual one first."""
    usual = {"LeNet": "lenet_logits"}.get(function)
    found = [name for name, r in ROUTES.items() if r.targets[0].split(".")[1] == function]
    return sorted(found, key=lambda name: name != usual)


BUILDS_ON: dict[str, tuple[str, ...]] = {
    "pool2d_output_shape": ("conv2d_output_shape",),
    "apply_filter": ("cross_correlate",),
    "conv_layer": ("apply_filter",),
    "conv2d_matmul": ("im2col", "conv2d_output_shape"),
    "make_loaders": ("make_transform",),
    "preprocess_image": ("make_transform",),
    "predict_image": ("preprocess_image",),
}
"""The functions that a learner's function is told to call, or may: mistakes come with them."""


def bases_of(function: str) -> list[str]:
    """List every function that one builds on, itself or through another, the first cause first."""
    found: list[str] = []
    for base in BUILDS_ON.get(function, ()):
        found += [name for name in (*bases_of(base), base) if name not in found]
    return found


def dependents_of(function: str) -> list[str]:
    """List the functions that build on one, themselves or through another."""
    return [name for name in BUILDS_ON if function in bases_of(name)]
