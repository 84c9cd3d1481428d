"""What differs between two pictures is framed, and nothing else."""

from __future__ import annotations

import pytest

from autograder.drawing.marks import RED, frame_differences
from autograder.drawing.tools import canvas, grid, pixels, svg, word


def picture(numbers, image=((0, 1), (1, 0)), words="the sum") -> str:
    figure, axes = canvas(8, 4)
    grid(axes, 1, 1, numbers)
    pixels(axes, 5, 1, image, 2, (0, 1))
    word(axes, 2, 3.5, words)
    return svg(figure)


ONE = picture([[1, 2], [3, 4]])


def test_a_picture_that_is_alike_stays_as_it_is():
    assert frame_differences(ONE, ONE) == (ONE, 0)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (picture([[1, 2], [3, 5]]), 1),
        (picture([[2, 1], [3, 4]]), 2),
        (picture([[1, 2], [3, 4]], image=((0, 1), (1, 1))), 1),
        (picture([[1, 2], [3, 4]], words="the mean"), 1),
    ],
)
def test_each_number_image_and_word_that_differs_is_framed(other, count):
    text, found = frame_differences(other, ONE)
    assert found == count and text.count(RED) == count
    assert frame_differences(ONE, other)[1] == count


def test_what_only_one_has_is_framed_there():
    larger = picture([[1, 2, 7], [3, 4, 8]])
    assert frame_differences(larger, ONE)[1] == 2 and frame_differences(ONE, larger)[1] == 0
