"""Further inputs for every question: random, valid, and apt to tell mistakes apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from .inputs import Draw

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def further(name: str, draw: Draw) -> Arguments:
    """Draw the arguments of one more question of this name (a name of `ROUTES`)."""
    return _PROBES[name](draw)


def _output_shape(draw: Draw) -> Arguments:
    """Draw sizes that the kernel fits in: whoever refuses nothing yet is to be understood too."""
    kernels, strides = draw.integers(2, 2, 5), draw.integers(2, 1, 4)
    paddings, dilations = draw.integers(2, 0, 3), draw.integers(2, 1, 3)
    spans = [d * (k - 1) + 1 for k, d in zip(kernels, dilations)]
    more = [0, 0] if draw.integer(0, 2) == 0 else draw.integers(2, 0, 9)
    sizes = [max(1, span - 2 * pad + n) for span, pad, n in zip(spans, paddings, more)]
    pairs = (tuple(p) for p in (sizes, kernels, strides, paddings, dilations))
    return tuple(pairs), {}


def _pool_shape(draw: Draw) -> Arguments:
    sizes, kernels = tuple(draw.integers(2, 13, 40)), tuple(draw.integers(2, 3, 6))
    stride = [None, draw.integer(1, 5), tuple(draw.integers(2, 1, 5))][draw.integer(0, 2)]
    return (sizes, kernels, stride, draw.integer(0, 1)), {}


def _parameter_count(draw: Draw) -> Arguments:
    channels, filters = draw.integers(2, 2, 20)
    return (channels, filters, tuple(draw.integers(2, 2, 7)), bool(draw.integer(0, 1))), {}


def _sizes(draw: Draw) -> tuple[int, int, int, int, int, int]:
    """Channels, filters, height, width, kernel's height and width: mostly all different."""
    channels, filters = draw.integers(2, 2, 5)
    height, width = draw.integers(2, 7, 11)
    kh, kw = draw.integers(2, 2, 4)
    if draw.integer(0, 2) == 0:
        kw = kh  # what raises with every other kernel may only be wrong with a square one
    return channels, filters, height, width, kh, kw


def _cross_correlate(draw: Draw) -> Arguments:
    _, _, height, width, kh, kw = _sizes(draw)
    return (draw.channel(height, width), draw.kernel(kh, kw)), {}


def _apply_filter(draw: Draw) -> Arguments:
    channels, _, height, width, kh, kw = _sizes(draw)
    return (draw.image(channels, height, width), draw.kernels(channels, kh, kw), draw.number()), {}


def _conv_layer(draw: Draw) -> Arguments:
    channels, filters, height, width, kh, kw = _sizes(draw)
    image, layer = draw.image(channels, height, width), draw.filters(filters, channels, kh, kw)
    options = {"stride": draw.integer(1, 3), "padding": draw.integer(0, 2)}
    return (image, layer, draw.tenths(filters) + 3), options


def _im2col(draw: Draw) -> Arguments:
    channels, count, height, width, kh, kw = _sizes(draw)
    options = {"stride": draw.integer(1, 3), "padding": draw.integer(0, 2)}
    return (draw.images(count, channels, height, width), (kh, kw)), options


def _conv2d_matmul(draw: Draw) -> Arguments:
    (image, layer, bias), options = _conv_layer(draw)
    return (torch.stack([image, image.flip(1)]), layer, bias), options


def _max_pool2d(draw: Draw) -> Arguments:
    images = draw.images(2, 3, draw.integer(7, 9), draw.integer(10, 12)) - draw.integer(0, 3)
    return (images, draw.integer(2, 3), [None, 1, 2, 3][draw.integer(0, 3)]), {}


def _linear(draw: Draw) -> Arguments:
    inputs, outputs = draw.integers(2, 2, 6)
    return (draw.tenths(4, inputs), draw.tenths(outputs, inputs), draw.tenths(outputs) + 3), {}


def _loaders(draw: Draw) -> Arguments:
    return (draw.mnist(draw.integer(45, 75), draw.integer(20, 40)), draw.integer(7, 11), 2), {}


def _training(draw: Draw) -> Arguments:
    samples = draw.integer(13, 23)
    return (), {
        "weights": draw.probe_weights(3, 6, 5, 4),
        "images": draw.normal(samples, 3, 6, 5),
        "labels": draw.labels(samples, 4),
        "batch_size": 6 if samples % 6 else 5,
        "class_weights": draw.normal(4).abs() + 0.5,
        "lr": draw.number() / 10,
        "momentum": 0.5,
        "callbacks": 2,
        "mode_before": False,
        "gradients_before": True,
        "elsewhere": False,
    }


def _evaluation(draw: Draw) -> Arguments:
    samples = draw.integer(19, 23)
    weights, images = draw.probe_weights(3, 6, 5, 4), draw.normal(samples, 3, 6, 5)
    return (), {
        "weights": weights,
        "images": images,
        "labels": draw.labels_for(weights, images, draw.integers(7, 0, samples - 1)),
        "batch_size": 6,
        "chosen": list(range(samples - 2)),
        "verbose": False,
        "recording": True,
        "training_before": True,
        "elsewhere": False,
    }


def _several_epochs(draw: Draw) -> Arguments:
    accuracies = [45 + 0.06 * n for n in draw.integers(draw.integer(3, 4), 0, 40)]
    return (), {
        "weight": draw.normal(3, 4),
        "steps": draw.normal(len(accuracies), 3, 4),
        "accuracies": accuracies,
        "before": 12.5,
        "options": {"num_epoch": len(accuracies), "lr": 0.1, "momentum": 0.7},
        "folder_as_text": True,
        "in_place": False,
        "unused": bool(draw.integer(0, 1)),
    }


def _figure(draw: Draw, with_preds: bool) -> Arguments:
    count, rows, columns = draw.integer(3, 8), draw.integer(1, 2), draw.integer(3, 4)
    preds = draw.labels(count, 10) if with_preds else None
    options = {"num_rows": rows, "num_cols": columns}
    return (
        draw.normal(count, 1, 28, 28),
        draw.labels(count, 10),
        preds,
        options,
        True,
        with_preds,
    ), {}


_PROBES: dict[str, Callable[[Draw], Arguments]] = {
    "conv2d_output_shape": _output_shape,
    "pool2d_output_shape": _pool_shape,
    "conv2d_parameter_count": _parameter_count,
    "cross_correlate": _cross_correlate,
    "apply_filter": _apply_filter,
    "conv_layer": _conv_layer,
    "im2col": _im2col,
    "conv2d_matmul": _conv2d_matmul,
    "relu": lambda draw: ((draw.tenths(3, 4),), {}),
    "max_pool2d": _max_pool2d,
    "linear": _linear,
    "transformed": lambda draw: ((draw.image_file(),), {}),
    "mnist_loaders": _loaders,
    "lenet_parameters": lambda draw: ((draw.integer(3, 8),), {}),
    "lenet_logits": lambda draw: (
        (
            draw.lenet_weights(draw.integer(5, 10)),
            draw.normal(draw.integer(1, 3), 1, 28, 28),
            bool(draw.integer(0, 1)),
        ),
        {},
    ),
    "training": _training,
    "evaluation": _evaluation,
    "several_epochs": _several_epochs,
    "preprocessed": lambda draw: ((draw.image_file("RGBA", 31, 45), ".png", True), {}),
    "prediction": lambda draw: (
        (draw.probe_weights(1, 28, 28, 10), draw.image_file(), True, False),
        {},
    ),
    "show_dataset": lambda draw: _figure(draw, with_preds=False),
    "show_images": lambda draw: _figure(draw, with_preds=True),
}
