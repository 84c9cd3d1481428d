"""A curve of accuracies can be read: no line runs through its numbers."""

from __future__ import annotations

import re

import pytest

from autograder.drawing.pieces import curve


@pytest.mark.parametrize("value", [87.8, 88.5, 89.0, 89.4, 89.6, 93.0, 99.9, 80.0])
def test_the_dashed_line_runs_through_no_number(value):
    drawn = str(curve([value, 95.0], "words", "epoch", band=(93.3, 96.9), line=89.5))
    (dashed,) = re.findall(r'class="needed" d="M[\d.]+ ([\d.]+)H', drawn)
    (number,) = re.findall(rf'y="([\d.]+)">{value:.1f}</text>', drawn)
    assert not float(number) - 12 < float(dashed) < float(number)
