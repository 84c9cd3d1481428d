"""Pictures are drawn with numbers as short as they are, the same in every run."""

from __future__ import annotations

import pytest

from autograder.drawing.tools import (
    BLUE,
    COLOURS,
    SOFT,
    canvas,
    colours_of,
    frame,
    grid,
    listed,
    number,
    stack,
    svg,
    window,
)
from autograder.drawing.words import LANGUAGES


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (-0.5, "−0.5"), (1 / 3, "0.333333"), (0, "0"), (-1e-7, "−1e−07")],
)
def test_a_number_is_as_short_as_it_is(value, text):
    assert number(value) == text


def test_a_shape_is_written_with_crosses():
    assert listed([6, 24.0, 24]) == "6 × 24 × 24"


def test_a_window_colours_its_cells_and_no_others():
    cells = window(1, 2, 2, 3, BLUE)
    assert set(cells) == {(1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4)}
    assert set(cells.values()) == {BLUE}


def test_colours_begin_anew_after_the_last():
    assert colours_of(6) == [*COLOURS, COLOURS[0], COLOURS[1]]
    assert colours_of(0) == []


def rectangles(axes):
    return [(patch.get_xy(), patch.get_width(), patch.get_height()) for patch in axes.patches]


def faces(axes):
    from matplotlib.colors import to_hex

    return [to_hex(patch.get_facecolor()) for patch in axes.patches]


def test_a_canvas_counts_in_cells_downwards():
    figure, axes = canvas(10, 5)
    assert axes.get_xlim() == (0, 10)
    assert axes.get_ylim() == (5, 0)
    assert tuple(figure.get_size_inches()) == pytest.approx((4.2, 2.1))


def test_a_grid_has_a_cell_for_each_number_row_by_row():
    _, axes = canvas(9, 9)
    grid(axes, 1, 2, [[1, None], [3, -4]], cells={(0, 1): BLUE}, size=0.5, title="words")
    places = [(1, 2), (1.5, 2), (1, 2.5), (1.5, 2.5)]
    assert rectangles(axes) == [(place, 0.5, 0.5) for place in places]
    assert faces(axes) == [SOFT, BLUE, SOFT, SOFT]
    assert [text.get_text() for text in axes.texts] == ["1", "3", "−4", "words"]
    assert axes.texts[1].get_position() == (1.25, 2.75)
    assert axes.texts[3].get_position() == (1.5, 1.55)


def test_a_stack_has_its_first_sheet_in_front():
    _, axes = canvas(9, 9)
    stack(axes, 1, 5, 2, 3, COLOURS[:3], step=0.5)
    assert faces(axes) == list(reversed(COLOURS[:3]))
    assert rectangles(axes)[-1] == ((1, 5), 2, 3)
    assert rectangles(axes)[0] == ((2, 4), 2, 3)


def test_a_frame_is_an_outline():
    _, axes = canvas(9, 9)
    frame(axes, 1, 2, 3, 4, dashed=True)
    (patch,) = axes.patches
    assert not patch.get_fill()
    assert patch.get_linestyle() == "--"


def test_the_same_drawing_gives_the_same_text_whose_words_stay_words():
    def drawn():
        figure, axes = canvas(2, 2)
        grid(axes, 0, 1, [[7]], title="kernel 卷积核")
        return svg(figure)

    text = drawn()
    assert text == drawn()
    assert "kernel 卷积核</text>" in text
    assert "'Noto Sans CJK SC'" in text
    assert "date" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_words_of_pictures_are_in_every_language():
    assert LANGUAGES["en"]("got") == "got"
    assert LANGUAGES["zh"]("graded") != "graded"
