"""What a check compared, as pictures side by side: asked, got, expected, the difference."""

from __future__ import annotations

import base64

import numpy as np
from matplotlib.figure import Figure

from autograder.checks.evidence import Evidence, Panel
from autograder.core.languages import panel_title
from autograder.drawing.tools import svg

INCHES = 1.7


def drawn(evidence: Evidence) -> str:
    """Draw the panels of an evidence as an image for a notebook."""
    shown = [panel for panel in evidence.panels if panel.rows]
    if not shown:
        return ""
    figure = Figure(figsize=(INCHES * len(shown), INCHES + 0.4), layout="constrained")
    for axes, panel in zip(np.atleast_1d(figure.subplots(1, len(shown))), shown):
        values = np.array([[np.nan if v is None else v for v in row] for row in panel.rows], float)
        axes.imshow(values, cmap="gray", vmin=panel.low, vmax=panel.high)
        axes.set_title(panel_title(panel.title), fontsize=9)
        axes.set_xticks([])
        axes.set_yticks([])
    packed = base64.b64encode(svg(figure).encode()).decode()
    words = ", ".join(_words(panel) for panel in shown)
    return f'<img src="data:image/svg+xml;base64,{packed}" alt="{words}">'


def _words(panel: Panel) -> str:
    return f"{panel_title(panel.title)}: {panel.shape[0]} × {panel.shape[1]}"
