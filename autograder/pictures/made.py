"""Which pictures there are, where they lie, and how they are written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from matplotlib.figure import Figure

from autograder.checks.data import load_data
from autograder.checks.inputs import Draw
from autograder.checks.questions import questions
from autograder.checks.sides import Here
from autograder.checks.standards import drawn_orders, shapes_of
from autograder.course import course_root, current_course
from autograder.sandbox.inside import scenarios

from . import convolutions, moving, networks
from .drawing import svg
from .words import LANGUAGES, Say

Picture = Callable[[Any, Say], "Figure | str"]
PICTURES: dict[str, Picture] = {
    "output_shape/places": convolutions.places,
    "filters/sliding": convolutions.sliding,
    "filters/moving": moving.sliding,
    "filters/summing": convolutions.summing,
    "filters/several": convolutions.several,
    "im2col/columns": convolutions.columns,
    "layers/pooling": convolutions.pooling,
    "lenet/shapes": networks.lenet,
    "train/loop": networks.loop,
}
"""Pictures by exercise and name."""
LEARNED = "accuracy/kernels"
"""The one that a training makes: its numbers may differ between machines."""
SEED = 1


@functools.cache
def solutions() -> SimpleNamespace:
    """Give every public function of the reference."""
    reference = Here.of_reference()
    found = {
        name: reference.function(f"{part}.{name}")
        for part, names in current_course().functions.items()
        for name in names
    }
    return SimpleNamespace(**found)


def path_of(picture: str, language: str, root: Path | None = None) -> Path:
    """Give the path of a picture in a language."""
    exercise, name = picture.split("/")
    folder = current_course().exercise(exercise).folder
    return (root or course_root()) / "exercises" / folder / "pictures" / f"{name}.{language}.svg"


def drawn(picture: str, language: str, functions: Any = None) -> str:
    """Draw a picture with the reference's functions or others; the text of an SVG file."""
    made = PICTURES[picture](functions or solutions(), LANGUAGES[language])
    return made if isinstance(made, str) else svg(made)


def learned(language: str) -> str:
    """Train the reference by the recipe of MNIST-5k and draw the kernels of conv1."""
    before, after = _kernels()
    return svg(networks.learned(before, after, LANGUAGES[language]))


@functools.cache
def _kernels() -> tuple[torch.Tensor, torch.Tensor]:
    torch.set_num_threads(1)
    data = load_data(course_root() / "data" / "mnist5k")
    given = solutions()
    images, labels = data.train_images, data.train_labels
    draw = Draw(SEED)
    start, orders = draw.starting_weights(shapes_of(given.LeNet)), drawn_orders(draw, data)
    questions()  # loads the scenarios
    accuracy = scenarios.find("accuracy.accuracy")
    end = accuracy(given.LeNet, given.train, start, images, labels, orders, data.recipe)
    return start["conv1.weight"], end["weights after each call"][-1]["conv1.weight"]


def write_pictures() -> None:
    """Write every picture of the kit in every language."""
    for language in LANGUAGES:
        texts = {picture: drawn(picture, language) for picture in PICTURES}
        for picture, text in (texts | {LEARNED: learned(language)}).items():
            path = path_of(picture, language)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
