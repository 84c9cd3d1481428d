"""The scenario of `show_dataset` and `show_images`: what a figure shows, cell by cell."""

from __future__ import annotations

from typing import Any

import torch


def figure(
    show: Any,
    images: torch.Tensor,
    labels: Any,
    preds: Any,
    options: dict[str, int],
    labels_as_list: bool,
) -> Any:
    """Let the learner draw a grid and read it: titles, pixels, colour map, ticks, axes."""
    import matplotlib

    matplotlib.use("Agg", force=False)
    from matplotlib import pyplot as plt
    from matplotlib.figure import Figure

    columns = [c for c in (labels, preds) if c is not None]
    columns = [c.tolist() if labels_as_list else c for c in columns]
    try:
        drawn = show(images, *columns, **options)
        if not isinstance(drawn, Figure):
            return drawn
        cells = [_cell(ax, rank) for rank, ax in enumerate(_in_reading_order(drawn.axes))]
    finally:
        plt.close("all")
    return {"cells": [c for c in cells if "image" in c or c["axis on"] or c["ticks visible"]]}


def _in_reading_order(axes: list[Any]) -> list[Any]:
    return sorted(axes, key=lambda ax: (-round(ax.get_position().y1, 3), ax.get_position().x0))


def _cell(ax: Any, rank: int) -> dict[str, Any]:
    spec = ax.get_subplotspec()
    cell: dict[str, Any] = {
        "place": tuple(spec.get_geometry()[:3]) if spec is not None else (rank,),
        "title": "".join(ax.get_title(where) for where in ("left", "center", "right")),
        "ticks visible": _has_ticks(ax),
        "axis on": bool(ax.axison and ax.get_visible()),
    }
    if ax.images:
        pixels = torch.tensor(ax.images[0].get_array().filled(0).astype("float64"))
        spread = (pixels.max() - pixels.min()).clamp(min=1e-9)
        cell["image"] = ((pixels - pixels.min()) / spread).float()
        cell["colour map"] = ax.images[0].get_cmap().name.replace("grey", "gray")
    return cell


def _has_ticks(ax: Any) -> bool:
    if not (ax.axison and ax.get_visible()):
        return False
    return any(
        tick.get_visible()
        and any(part.get_visible() for part in (tick.tick1line, tick.tick2line, tick.label1))
        for axis in (ax.xaxis, ax.yaxis)
        if axis.get_visible()
        for tick in axis.get_major_ticks()
    )
