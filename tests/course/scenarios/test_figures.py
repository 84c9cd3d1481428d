"""What is read of a figure: places, titles, ticks, axes."""

from __future__ import annotations

import matplotlib
import pytest
import torch

matplotlib.use("Agg", force=False)
from helpers import module_beside
from matplotlib import pyplot as plt

_levels = module_beside("predict", "scenarios")._levels
figure = module_beside("predict", "scenarios").figure

IMAGES = torch.arange(3 * 4.0).reshape(3, 1, 2, 2)
LABELS = torch.tensor([7, 8, 9])


def read(show, frames=True, as_list=True, preds=None):
    return figure(show, IMAGES, LABELS, preds, {"num_rows": 2, "num_cols": 2}, as_list, frames)


def grid(change=lambda ax, n: ax.set_axis_off(), cmap="gray"):
    def show(images, labels, num_rows, num_cols):
        drawn, axes = plt.subplots(num_rows, num_cols)
        for n, ax in enumerate(axes.flat):
            if n < len(images):
                ax.imshow(images[n].squeeze(), cmap=cmap)
                ax.set_title(f"Labels: {labels[n]}")
            change(ax, n)
        return drawn

    return show


def test_cells_are_read_in_reading_order():
    cells = read(grid())["cells"]
    assert [cell["row and column"] for cell in cells] == [(0, 0), (0, 1), (1, 0)]
    assert [cell["title"] for cell in cells] == ["Labels: 7", "Labels: 8", "Labels: 9"]
    assert {cell["colour map"] for cell in cells} == {"gray"}
    assert not any(cell["ticks visible"] or cell["axis on"] for cell in cells)


@pytest.mark.parametrize(
    ("options", "change", "turned"),
    [
        ({"origin": "lower"}, None, [0]),
        ({}, "invert_yaxis", [0]),
        ({}, "invert_xaxis", [1]),
        ({"origin": "lower"}, "invert_yaxis", []),
        ({"extent": (0, 28, 0, 28)}, None, []),
        ({"extent": (0, 28, 0, 28), "origin": "lower"}, "invert_yaxis", []),
    ],
)
def test_pixels_are_read_as_they_are_seen(options, change, turned):
    def show(images, labels, num_rows, num_cols):
        drawn, axes = plt.subplots(num_rows, num_cols)
        for image, ax in zip(images, axes.flat):
            ax.imshow(image.squeeze(), cmap="gray", **options)
            if change:
                getattr(ax, change)()
        return drawn

    expected = torch.arange(4.0).reshape(2, 2) / 3
    assert torch.allclose(read(show)["cells"][0]["image"], expected.flip(turned))


def test_pixels_are_read_from_black_to_white():
    image = read(grid())["cells"][1]["image"]
    assert torch.allclose(image, torch.tensor([[0.0, 1 / 3], [2 / 3, 1.0]]))


@pytest.mark.parametrize(
    ("cmap", "read_as"), [("grey", "gray"), ("gray_r", "gray_r"), ("viridis",) * 2]
)
def test_colour_maps_are_named_in_one_spelling(cmap, read_as):
    if cmap not in matplotlib.colormaps:
        cmap = "gray"  # older matplotlib knows one spelling only
    assert read(grid(cmap=cmap))["cells"][0]["colour map"] == read_as


@pytest.mark.parametrize(
    ("cmap", "read_as"),
    [("gist_gray", "gray"), ("binary_r", "gray"), ("Greys_r", "Greys_r"), ("bone", "bone")],
)
def test_a_colour_map_that_paints_as_gray_does_is_gray(cmap, read_as):
    assert read(grid(cmap=cmap))["cells"][0]["colour map"] == read_as


def test_axes_that_show_nothing_make_no_row_and_no_column():
    def show(images, labels, num_rows, num_cols):
        drawn = grid()(images, labels, num_rows, num_cols)
        drawn.add_subplot(frameon=False).set_axis_off()
        drawn.add_axes((0.3, 0.3, 0.1, 0.1)).set_visible(False)
        return drawn

    cells = read(show)["cells"]
    assert [cell["row and column"] for cell in cells] == [(0, 0), (0, 1), (1, 0)]


TICKS = {
    "left as they are": (lambda ax, n: None, True, True),
    "axis off": (lambda ax, n: ax.axis("off"), False, False),
    "no ticks": (lambda ax, n: ax.set(xticks=[], yticks=[]), False, True),
    "invisible axes": (
        lambda ax, n: [a.set_visible(False) for a in (ax.xaxis, ax.yaxis)],
        False,
        True,
    ),
    "only y": (lambda ax, n: ax.set(xticks=[]), True, True),
    "no marks and no words": (
        lambda ax, n: ax.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False),
        *(False, True),
    ),
    "words without marks": (lambda ax, n: ax.tick_params(left=False, bottom=False), True, True),
    "invisible": (lambda ax, n: ax.set_visible(False), False, False),
}


@pytest.mark.parametrize("way", TICKS)
def test_ticks_and_axes_are_seen_as_eyes_see_them(way):
    change, ticks, axis = TICKS[way]
    cell = read(grid(change))["cells"][0]
    assert (cell["ticks visible"], cell["axis on"]) == (ticks, axis)


def test_an_empty_cell_counts_only_where_frames_do():
    bare = grid(lambda ax, n: ax.set(xticks=[], yticks=[]))
    assert len(read(bare)["cells"]) == 4
    cells = read(bare, frames=False)["cells"]
    assert len(cells) == 3 and "axis on" not in cells[0]


def test_labels_and_predictions_are_given_as_lists_or_tensors():
    given = []

    def show(images, labels, preds, num_rows, num_cols):
        given.append((type(labels), type(preds)))

    read(show, as_list=True, preds=LABELS)
    read(show, as_list=False, preds=LABELS)
    assert given == [(list, list), (torch.Tensor, torch.Tensor)]


def test_what_is_no_figure_comes_back_and_no_figure_stays_open():
    assert read(lambda *images, **options: 7) == {"returned": "int", "cells": []}
    assert read(lambda *images, **options: None) is None
    read(grid())
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([0.1, 0.5, 0.9], [0, 1, 2]),
        ([0.9, 0.1, 0.1], [1, 0, 0]),
        ([0.1, 0.11, 0.5], [0, 0, 1]),
        ([0.1, 0.13], [0, 1]),
        ([], []),
    ],
)
def test_nearly_equal_places_are_one(values, levels):
    assert _levels(values) == levels
