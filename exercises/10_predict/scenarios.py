"""Scenarios of exercise 10: an image file to read and to predict, and what a figure shows."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any

import torch

from autograder.sandbox.inside.tools import TracingNet, fake_device, state

NEARLY = 0.02
"""Places in a figure, as parts of its size, that are nearly the same."""


def preprocessed(preprocess_image: Any, file: bytes, suffix: str, as_text: bool) -> Any:
    """Write an image file and let the learner read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"image{suffix}"
        path.write_bytes(file)
        return preprocess_image(str(path) if as_text else path)


def prediction(
    predict_image: Any,
    weights: dict[str, torch.Tensor],
    png: bytes,
    as_text: bool,
    on_fake_device: bool,
) -> dict[str, Any]:
    """Let the learner predict an image file with a network that is in training mode.

    The model may be `on_fake_device`: on a pretended second device.
    """
    model = TracingNet(weights).train()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.png"
        path.write_bytes(png)
        with fake_device(model) if on_fake_device else contextlib.nullcontext():
            predicted = predict_image(model, str(path) if as_text else path)
    return {
        "class": predicted,
        "weights and statistics after": state(model),
        "the network saw the image": len(model.modes) > 0,
        "gradients recorded": any(model.recorded),
    }


def figure(
    show: Any,
    images: torch.Tensor,
    labels: Any,
    preds: Any,
    options: dict[str, int],
    labels_as_list: bool,
    frames: bool,
) -> Any:
    """Let the learner draw a grid and read it: titles, pixels, colour map, ticks, axes.

    Empty cells without ticks count only where `frames` are looked at.
    """
    import matplotlib

    matplotlib.use("Agg", force=False)
    from matplotlib import pyplot as plt
    from matplotlib.figure import Figure

    columns = [c for c in (labels, preds) if c is not None]
    columns = [c.tolist() if labels_as_list else c for c in columns]
    try:
        drawn = show(images, *columns, **options)
        if not isinstance(drawn, Figure):
            return None if drawn is None else {"returned": type(drawn).__name__, "cells": []}
        shown = [ax for ax in drawn.axes if _is_seen(ax, frames)]
        cells = [_cell(ax, place) for place, ax in _places(drawn, shown)]
    finally:
        plt.close("all")
    seen = [cell if frames else _without_frame(cell) for cell in cells]
    return {"returned": "Figure", "cells": seen}


def _is_seen(ax: Any, frames: bool) -> bool:
    """Tell whether anything of an axes is seen: some grids make more of them than cells."""
    return bool(ax.images) or _has_ticks(ax) or (frames and _is_on(ax))


def _is_on(ax: Any) -> bool:
    return bool(ax.axison and ax.get_visible())


def _without_frame(cell: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if name != "axis on"}


def _places(figure: Any, shown: list[Any]) -> list[tuple[tuple[int, int], Any]]:
    """Return the row and column of each axes as drawn, however the grid was made, in reading order.

    An image's middle is where its cell is, wherever its shape puts the cell's edges.
    """
    width, height = figure.bbox.width, figure.bbox.height
    middles = []
    for ax in shown:
        locator = ax.get_axes_locator()  # some grids find their places only when they are drawn
        ax.apply_aspect(locator(ax, None) if locator else None)
        box = ax.get_window_extent()
        middles.append((float(box.x0 + box.x1) / 2 / width, float(box.y0 + box.y1) / 2 / height))
    tops, lefts = _levels([-y for _, y in middles]), _levels([x for x, _ in middles])
    placed = [((row, column), ax) for row, column, ax in zip(tops, lefts, shown)]
    return sorted(placed, key=lambda pair: pair[0])


def _levels(values: list[float]) -> list[int]:
    """Number the different values from the smallest; nearly equal ones are one level."""
    numbers: dict[float, int] = {}
    last, level = None, -1
    for value in sorted(values):
        level += int(last is None or value - last > NEARLY)
        numbers[value] = level
        last = value
    return [numbers[value] for value in values]


def _cell(ax: Any, place: tuple[int, int]) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "row and column": place,
        "title": "".join(ax.get_title(where) for where in ("left", "center", "right")),
        "ticks visible": _has_ticks(ax),
        "axis on": _is_on(ax),
    }
    if ax.images:
        pixels = _as_seen(ax, ax.images[0])
        spread = (pixels.max() - pixels.min()).clamp(min=1e-9)
        cell["image"] = ((pixels - pixels.min()) / spread).float()
        cell["colour map"] = _name_of(ax.images[0].get_cmap())
    return cell


def _as_seen(ax: Any, image: Any) -> torch.Tensor:
    """Return an image's pixels from top to bottom and left to right, however its axes run."""
    pixels = torch.tensor(image.get_array().filled(0).astype("float64"))
    left, right, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    (x, y), (x_last, y_last) = ax.transData.transform([(left, first), (right, last)])
    turned = ([0] if y < y_last else []) + ([1] if x > x_last else [])
    return pixels.flip(turned)


def _name_of(colours: Any) -> str:
    """Name a colour map; one that paints every number as `gray` does is `gray`."""
    import matplotlib

    steps = [n / 10 for n in range(11)]
    painted = zip(colours(steps), matplotlib.colormaps["gray"](steps))
    alike = all(abs(a - b) < NEARLY for one, other in painted for a, b in zip(one, other))
    return "gray" if alike else str(colours.name)


def _has_ticks(ax: Any) -> bool:
    if not _is_on(ax):
        return False
    return any(
        tick.get_visible()
        and any(part.get_visible() for part in (tick.tick1line, tick.tick2line, tick.label1))
        for axis in (ax.xaxis, ax.yaxis)
        if axis.get_visible()
        for tick in axis.get_major_ticks()
    )


def warm_up() -> None:
    """Draw a figure once: what matplotlib prepares, every submission finds prepared."""

    def grid(images: Any, labels: Any) -> Any:
        from matplotlib import pyplot

        drawn, axes = pyplot.subplots(1, 2)
        for ax, image, label in zip(axes, images, labels):
            ax.imshow(image, cmap="gray")
            ax.set_title(str(label))
            ax.set_xticks([])
        return drawn

    images = torch.zeros(2, 28, 28)
    figure(grid, images, [0, 1], None, {}, labels_as_list=False, frames=False)
