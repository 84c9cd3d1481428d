"""Shades, curves and bars are where their numbers say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.reports.figures import (
    CELL_BYTES,
    HEIGHT,
    LEFT_MARGIN,
    MAX_BYTES,
    TOP_MARGIN,
    WIDTH,
    accuracy_bins,
    curve,
    shade,
    within_budget,
    x_of,
)


@pytest.mark.parametrize(
    ("value", "low", "high", "colour"),
    [
        (0, -1, 1, "--c:var(--above);--d:0.00"),
        (1, -1, 1, "--c:var(--above);--d:1.00"),
        (-1, -1, 1, "--c:var(--below);--d:1.00"),
        (5, -1, 1, "--c:var(--above);--d:1.00"),
        (1, -2, 1, "--c:var(--above);--d:0.50"),
        (None, 0, 1, "--c:var(--nothing);--d:1"),
        (0, 0, 0, "--c:var(--above);--d:0.00"),
    ],
)
def test_a_cell_is_the_deeper_the_further_from_zero(value, low, high, colour):
    assert shade(value, low, high) == colour


@given(st.floats(-1e300, 1e300), st.floats(-9, 0), st.floats(0, 9))
@quickly
def test_every_number_has_a_colour(value, low, high):
    assert 0 <= float(shade(value, low, high).rpartition(":")[2]) <= 1


def panel(picture=0, cells=0):
    return {"picture": "x" * picture, "rows": [[0.0] * cells] if cells else []}


def shown(name, *panels):
    return {"part": "fit", "check": name, "evidence": {"panels": panels}}


def test_a_page_shows_figures_up_to_its_bound():
    checks = [shown("1", panel(MAX_BYTES - 1)), shown("2", panel(1)), shown("3", panel(1))]
    assert list(within_budget(checks)) == [("fit", "1"), ("fit", "2")]
    assert list(within_budget([shown("1", panel(MAX_BYTES + 1))])) == []


def test_each_cell_counts_towards_the_bound():
    cells = MAX_BYTES // CELL_BYTES
    assert list(within_budget([shown("1", panel(cells=cells))]))
    assert not list(within_budget([shown("1", panel(cells=cells + 1))]))


def test_a_curve_goes_from_edge_to_edge_with_its_most_at_the_top():
    made = curve([4.0, 2.0, 1.0])
    middle = LEFT_MARGIN + (WIDTH - LEFT_MARGIN - 10) / 2
    assert made.points == (
        f"{LEFT_MARGIN}.0,{TOP_MARGIN}.0 {middle:.1f},{TOP_MARGIN + HEIGHT / 2:.1f} "
        f"{WIDTH - 10}.0,{TOP_MARGIN + HEIGHT * 0.75:.1f}"
    )
    assert (made.first, made.last, made.most) == (4.0, 1.0, 4.0)


def test_losses_of_zero_or_below_lie_on_the_ground():
    assert curve([0.0, -1.0]).points.split()[1].endswith(f",{TOP_MARGIN + HEIGHT}.0")


@pytest.mark.parametrize("losses", [[], [1.0]])
def test_one_point_is_no_curve(losses):
    assert curve(losses) is None


def test_percentages_lie_on_the_bar():
    assert (x_of(0), x_of(50), x_of(100)) == (
        LEFT_MARGIN,
        (LEFT_MARGIN + WIDTH - 10) / 2,
        WIDTH - 10,
    )


@pytest.mark.parametrize(
    ("accuracy", "start", "end"),
    [
        (0, 0, 40),
        (39.9, 0, 40),
        (40, 40, 43),
        (42.9, 40, 43),
        (43, 43, 46),
        (97, 97, 100),
        (100, 97, 100),
    ],
)
def test_an_accuracy_is_counted_in_the_bin_around_it(accuracy, start, end):
    (found,) = (one for one in accuracy_bins([accuracy]) if one.count)
    assert (found.start, found.end, found.count) == (start, end, 1)


@given(st.lists(st.floats(0, 100), max_size=9))
@quickly
def test_bins_follow_each_other_and_hold_every_accuracy_once(accuracies):
    bins = accuracy_bins(accuracies)
    assert sum(one.count for one in bins) == len(accuracies)
    assert [one.end for one in bins[:-1]] == [one.start for one in bins[1:]]
    assert (bins[0].start, bins[-1].end) == (0, 100)
