"""Figures from plain numbers: shades of cells, and the geometry of curves and bars.

The templates `figures.html` and `*.svg` draw them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ABOVE, BELOW, NOTHING = "above", "below", "nothing"
"""Colours of the pages' style: orange above zero and blue below, told apart by everybody."""
MAX_BYTES = 250_000
"""Of figures on one page."""
CELL_BYTES = 48

WIDTH, HEIGHT, LEFT_MARGIN, TOP_MARGIN = 600, 160, 44, 10
LOWEST_PERCENT = 40.0
"""Percent; accuracies below stand in the first bin of the class."""
BIN = 3.0


def shade(value: float | None, low: float, high: float) -> str:
    """Return a cell's style: the page's own colour at zero, the deeper the further away from it."""
    if value is None:
        return f"--c:var(--{NOTHING});--d:1"
    most = max(abs(low), abs(high)) or 1.0
    share = min(1.0, abs(value) / most)
    return f"--c:var(--{ABOVE if value >= 0 else BELOW});--d:{share:.2f}"


def within_budget(checks: Sequence[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is shown of each check by (part, check), as much as one page may hold."""
    budget, shown = MAX_BYTES, {}
    for check in checks:
        for panel in check["evidence"]["panels"]:
            budget -= len(panel["picture"]) + CELL_BYTES * sum(len(row) for row in panel["rows"])
        if budget >= 0:
            shown[check["part"], check["check"]] = check
    return shown


@dataclass(frozen=True)
class Curve:
    """A training curve: points of an SVG's polyline, and what its axes end at."""

    points: str
    first: float
    last: float
    most: float


def curve(losses: Sequence[float]) -> Curve | None:
    """Lay a training curve out; one point is none."""
    if len(losses) < 2:
        return None
    most = max(losses) or 1.0
    step = (WIDTH - LEFT_MARGIN - 10) / (len(losses) - 1)
    points = (
        f"{LEFT_MARGIN + n * step:.1f},{TOP_MARGIN + HEIGHT * (1 - max(loss, 0.0) / most):.1f}"
        for n, loss in enumerate(losses)
    )
    return Curve(" ".join(points), losses[0], losses[-1], most)


def x_of(percent: float) -> float:
    """Place a percentage on a bar from 0 to 100."""
    return round(LEFT_MARGIN + percent / 100 * (WIDTH - LEFT_MARGIN - 10), 1)


@dataclass(frozen=True)
class Bin:
    """Accuracies from `start` up to `end` percent and how many submissions have one."""

    start: float
    end: float
    count: int


def accuracy_bins(accuracies: Sequence[float]) -> list[Bin]:
    """Count accuracies in bins of three percent; the first holds all that are lower."""
    number = int((100 - LOWEST_PERCENT) / BIN) + 1
    counts = [0] * number
    for accuracy in accuracies:
        counts[max(0, min(number - 1, 1 + int((accuracy - LOWEST_PERCENT) // BIN)))] += 1
    starts = [0.0, *(LOWEST_PERCENT + BIN * n for n in range(number - 1))]
    ends = [*starts[1:], 100.0]
    return [Bin(*each) for each in zip(starts, ends, counts)]
