"""Questions about exercise 10: an image file on its way to a class, and what a figure shows."""

import tempfile
from pathlib import Path

import torch
from PIL import Image
from torch import nn

from autograder.checks import QuizQuestion, beside
from autograder.core.languages import N_

figure = beside(__file__, "scenarios").figure


class _Given(nn.Module):
    """A network with logits of its own for each mode, whatever the image is."""

    def __init__(self, logits, in_training):
        super().__init__()
        self.logits, self.in_training = logits, in_training
        self.unused = nn.Parameter(torch.zeros(1))

    def forward(self, images):
        """Return (N, classes) logits for (N, …) images."""
        logits = self.in_training if self.training else self.logits
        return logits.repeat(len(images), 1)


def read(preprocess_image, mode, width, height, level):
    """Return the tensor of an image of one gray tone."""
    colour = level if mode == "L" else (level,) * len(mode)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.png"
        Image.new(mode, (width, height), colour).save(path)
        return preprocess_image(path)


def shape_read(preprocess_image, mode, width, height):
    """Return the shape of the tensor of an image file."""
    return tuple(read(preprocess_image, mode, width, height, 0).shape)


def pixel(preprocess_image, level):
    """Return a pixel of an image of one gray tone, as it is read."""
    return read(preprocess_image, "L", 28, 28, level).flatten()[0].item()


def brightest(preprocess_image, row, column):
    """Return the index of the largest number, of an image with one white pixel."""
    image = Image.new("L", (28, 28))
    image.putpixel((column, row), 255)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.png"
        image.save(path)
        tensor = preprocess_image(path)
    return tuple(int(n) for n in torch.unravel_index(tensor.argmax(), tensor.shape))


def predicted(predict_image, logits, in_training):
    """Predict an image with a network in training mode that has these logits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.png"
        Image.new("L", (28, 28)).save(path)
        return predict_image(_Given(logits, in_training).train(), path)


def cells(show, labels, preds, rows, columns, look):
    """Draw a grid of black images and return what `look` finds in its cells."""
    images = torch.zeros(len(labels), 28, 28)
    preds = None if preds is None else torch.tensor(preds)
    options = {"num_rows": rows, "num_cols": columns}
    drawn = figure(show, images, torch.tensor(labels), preds, options, True, True)
    return look(drawn["cells"]) if isinstance(drawn, dict) else drawn


def grid(show, **arguments):
    """Return how many rows and columns a grid has."""
    axes = (0, 1)
    return cells(
        show,
        **arguments,
        look=lambda found: tuple(1 + max(c["row and column"][n] for c in found) for n in axes),
    )


def title(show, number, **arguments):
    """Return the title of a cell, as Python writes it."""
    return cells(show, **arguments, look=lambda found: repr(found[number]["title"]))


def cells_with_axes(show, **arguments):
    """Count the cells around which axes are seen."""
    return cells(show, **arguments, look=lambda found: sum(cell["axis on"] for cell in found))


def _a_grid(draw):
    rows, columns = [(1, 3), (3, 1), (2, 3), (3, 2)][draw.integer(0, 3)]
    labels = draw.labels(rows * columns - 1, 10).tolist()
    return {"labels": labels, "preds": None, "rows": rows, "columns": columns}


def _predictions(draw, count):
    labels = draw.integers(count, 0, 9)
    return {"labels": labels, "preds": [*labels[1:], labels[0]]}


def _told_grid(of):
    told = {"count": len(of["labels"]), "rows": of["rows"], "columns": of["columns"]}
    if of["preds"]:
        told |= {"labels": of["labels"], "preds": of["preds"]}
    return told | {"number": of.get("number", 0) + 1}


def _modes(draw):
    logits = torch.tensor(draw.integers(4, -3, 9)).float()
    return {"logits": logits, "in_training": logits.roll(draw.integer(1, 3))}


QUIZ = [
    QuizQuestion(
        name="shape",
        function="preprocess_image",
        scenario="shape_read",
        draw=lambda draw: {
            "mode": "RGB",
            "width": 28 + 14 * draw.integer(3, 5),
            "height": 28 + 14 * draw.integer(1, 2),
        },
        words=N_(
            "A colour photo is {width} pixels wide and {height} pixels high. What is the shape "
            "of the tensor that `preprocess_image` returns?"
        ),
        told=dict,
    ),
    QuizQuestion(
        name="pixel",
        function="preprocess_image",
        scenario="pixel",
        draw=lambda draw: {"level": 51 * draw.integer(1, 4)},
        words=N_(
            "MNIST's pixels, scaled to [0, 1], have the mean 0.1307 and the standard deviation "
            "0.3081. All pixels of a gray image are {level}, and {level} / 255 = {share}. What "
            "does `preprocess_image` turn them into?"
        ),
        told=lambda of: of | {"share": f"{of['level'] / 255:g}"},
    ),
    QuizQuestion(
        name="brightest",
        function="preprocess_image",
        scenario="brightest",
        draw=lambda draw: dict(zip(("row", "column"), draw.integers(2, 1, 27))),
        words=N_(
            "A black image of 28 × 28 has one white pixel, in row {row} and column {column} "
            "(counted from 0). At which index of the result of `preprocess_image` is the largest "
            "number?"
        ),
        told=dict,
    ),
    QuizQuestion(
        name="class",
        function="predict_image",
        scenario="predicted",
        alone=True,
        draw=_modes,
        words=N_(
            "For an image a network returns `logits` in evaluation mode and `in_training` in "
            "training mode. It is in training mode when `predict_image` is called. What does "
            "`predict_image` return?"
        ),
    ),
    QuizQuestion(
        name="grid",
        function="show_dataset",
        scenario="grid",
        draw=_a_grid,
        words=N_(
            "`show_dataset` gets {count} images, `num_rows={rows}` and `num_cols={columns}`. "
            "How many rows and columns of cells does the figure have, in this order?"
        ),
        told=_told_grid,
    ),
    QuizQuestion(
        name="title",
        function="show_images",
        scenario="title",
        draw=lambda draw: (
            _predictions(draw, 4) | {"rows": 1, "columns": 4, "number": draw.integer(0, 3)}
        ),
        words=N_(
            "`show_images` gets the labels {labels} and the predictions {preds}. What is the "
            "title of image {number} (counting from 1), written as a Python string?"
        ),
        told=_told_grid,
    ),
    QuizQuestion(
        name="axes",
        function="show_images",
        scenario="cells_with_axes",
        draw=lambda draw: (
            _predictions(draw, draw.integer(2, 3)) | {"rows": 2, "columns": draw.integer(2, 3)}
        ),
        words=N_(
            "`show_images` gets {count} images, `num_rows={rows}` and `num_cols={columns}`. How "
            "many cells of the figure show axes?"
        ),
        told=_told_grid,
    ),
]
