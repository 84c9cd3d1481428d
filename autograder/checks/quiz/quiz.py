"""Questions of the quiz as they are shown and kept; nothing here needs torch or the reference."""

from __future__ import annotations

import functools
import re

import msgspec

from autograder.core.languages import N_, _

OPTIONS = 4
"""So many answers a question has, of which one is right."""
RETURNS = N_("What does this call return?")


class Grid(msgspec.Struct, frozen=True, omit_defaults=True):
    """Two axes of an array as they are written, and where in the array they stand.

    An array that `is_flat` has one axis, and is written as one row.
    """

    place: str
    rows: tuple[tuple[str, ...], ...]
    is_flat: bool = False


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value as a reader sees it: as `grids`, as one line of `text`, or as the `error` raised.

    A `sentence` is the course's own, and is told in the reader's language.
    """

    text: str = ""
    grids: tuple[Grid, ...] = ()
    error: str = ""
    sentence: str = ""

    def in_a_line(self) -> str:
        """Write the value in one line, as Python writes lists."""
        if self.error:
            return _("an error: {type}", type=self.error)
        if self.sentence:
            return _(self.sentence)
        if not self.grids:
            return self.text
        written = [_rows(grid) for grid in self.grids]
        named = [f"{g.place} = {rows}" if g.place else rows for g, rows in zip(self.grids, written)]
        return "; ".join(named)


def _rows(grid: Grid) -> str:
    rows = [f"[{', '.join(row)}]" for row in grid.rows]
    return rows[0] if grid.is_flat else f"[{', '.join(rows)}]"


def enumerated(value: str) -> str:
    """Write a list of a value in the language chosen; what stands in brackets is code."""
    parts = re.split(r", (?![^\[(]*[\])])", value)
    return functools.reduce(lambda items, item: _("{items}, {item}", items=items, item=item), parts)


class Told(msgspec.Struct, frozen=True):
    """A known mistake in its own words."""

    name: str
    explanation: str
    question: str


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer to choose, and the known mistakes that return it: none for the right one."""

    shown: Shown
    mistakes: tuple[Told, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether this is the reference's answer."""
        return not self.mistakes


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question with its four options, as it was drawn from a seed.

    `words` ask, with `values` in their placeholders; `inputs` are arrays by name, and `call` is
    the line of code that is asked about, where there is one.
    """

    exercise: str
    name: str
    seed: int
    words: str = RETURNS
    values: dict[str, str] = {}
    inputs: tuple[tuple[str, Shown], ...] = ()
    call: str = ""
    options: tuple[Option, ...] = ()

    @property
    def question(self) -> str:
        """The question in the language chosen."""
        return _(self.words, **{name: enumerated(value) for name, value in self.values.items()})

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(n for n, option in enumerate(self.options) if option.is_right)
