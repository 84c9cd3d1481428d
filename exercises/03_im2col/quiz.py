"""Questions about exercise 3: windows as columns, and their product with the weights."""

from autograder.checks import QuizQuestion
from autograder.core.languages import N_


def _columns(draw):
    return {"images": draw.digits(1, 1, 3, 4), "kernel_size": 2}


def _two_channels(draw):
    return {"images": draw.digits(1, 2, 2, 3), "kernel_size": 2}


def _pair(draw):
    return {"images": draw.digits(1, 1, 3, 4), "kernel_size": (2, 3)}


def _strided(draw):
    return {"images": draw.digits(1, 1, 4, 4), "kernel_size": 2, "stride": 2}


def _padded(draw):
    return {"images": draw.digits(1, 1, 2, 2, least=1), "kernel_size": 3, "padding": 1}


def _shapes(draw):
    count, channels = draw.integers(2, 2, 4)
    height, width = draw.integers(2, 5, 8)
    return {
        "images": draw.digits(count, channels, height, width),
        "kernel_size": tuple(draw.integers(2, 2, 3)),
        "stride": draw.integer(1, 2),
        "padding": draw.integer(0, 1),
    }


def _told_shapes(of):
    names = ("kernel_size", "stride", "padding")
    return {"images": tuple(of["images"].shape)} | {name: of[name] for name in names}


def _product(draw):
    return {
        "images": draw.digits(1, 1, 3, 3, most=3),
        "weight": draw.digits(2, 1, 2, 2, least=-1, most=1),
        "bias": draw.digits(2, least=1, most=5),
    }


def _two_images(draw):
    return {
        "images": draw.digits(2, 1, 2, 4, most=4),
        "weight": draw.digits(2, 1, 2, 2, most=1),
    }


QUIZ = [
    QuizQuestion(name="columns", function="im2col", draw=_columns),
    QuizQuestion(name="two_channels", function="im2col", draw=_two_channels),
    QuizQuestion(name="pair", function="im2col", draw=_pair),
    QuizQuestion(name="strided", function="im2col", draw=_strided),
    QuizQuestion(name="padded", function="im2col", draw=_padded),
    QuizQuestion(
        name="shapes",
        function="im2col",
        draw=_shapes,
        words=N_(
            "Images of shape {images}, `kernel_size={kernel_size}`, `stride={stride}`, "
            "`padding={padding}`: what is the shape of the result of `im2col`?"
        ),
        told=_told_shapes,
        arrays=lambda of: {},
        calls=False,
        view=lambda columns: tuple(columns.shape),
    ),
    QuizQuestion(name="product", function="conv2d_matmul", draw=_product),
    QuizQuestion(name="two_images", function="conv2d_matmul", draw=_two_images),
]
