"""What is seen of a wrong text or list: what is missing, too many, or in another order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.core.languages import _

from ..property import Property

MIN_SAME = 3
"""Characters that two texts must share at the start to be told as the same up to there."""
FEW = 3
"""Of fewer values that the right ones begin with too, it may be chance."""
MAX_TEXT = 20
"""Characters that are shown of a text."""


def of_texts(got: str, expected: str) -> Iterator[Property]:
    """Find texts with the same words: then it is blanks, commas or letters that differ."""
    if got.split() == expected.split():
        yield Property(
            _("The words are right; the blanks or line breaks between them are not."),
            _("Which character stands between the words in the handout?"),
        )
    if _letters(got) == _letters(expected):
        yield Property(
            _("The words are right; capitals, punctuation or line breaks are not."),
            _("How does it differ, character by character, from the handout's?"),
        )
    pairs = zip(got, expected)
    same = sum(1 for _pair in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    if same >= MIN_SAME:
        pieces = {"got": got[same:], "expected": expected[same:], "same": got[:same][-MAX_TEXT:]}
        yield Property(
            _(
                "It is right up to {same}; then comes {got} instead of {expected}.",
                **{name: repr(piece[:MAX_TEXT]) for name, piece in pieces.items()},
            ),
            _("What comes there in the handout, character by character?"),
        )
    if expected and not got:
        yield Property(
            _("The text is empty."),
            _("Which line of your code should have written it, and does it run?"),
        )


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def of_other_names(got: Sequence[Any], expected: Sequence[Any]) -> Iterator[Property]:
    """Find names in the place of others, such as those of layers."""
    if not all(isinstance(item, str) for item in (*got, *expected)):
        return
    missing = [item for item in expected if item not in got]
    others = [item for item in got if item not in expected]
    if missing and others:
        yield Property(
            _(
                "{names} missing, and there instead: {others}.",
                names=_few(missing),
                others=_few(others),
            ),
            _("Which of them should it be, letter by letter?"),
        )


def of_sequences(got: Sequence[Any], expected: Sequence[Any]) -> Iterator[Property]:
    """Find what is missing, too many, or in another order."""
    if not all(isinstance(item, str | int | float) for item in (*got, *expected)):
        return
    if len(got) == len(expected) <= 4 and list(got) != list(expected):
        orders = itertools.permutations(expected)
        if any(list(got) == list(order) for order in orders):
            yield Property(
                _("The right values, but in a different order."),
                _("Which of them comes first, and what does each stand for?"),
            )
    shorter, longer = sorted((list(got), list(expected)), key=len)
    if shorter and len(shorter) < len(longer) and longer[: len(shorter)] == shorter:
        words = _("What is there is right, and there are {count} instead of {expected}.")
        words = words.format(count=len(got), expected=len(expected))
        question = _("What decides how many there are, and where does it stop?")
        yield Property(words, question, may_be_chance=len(shorter) < FEW)
    missing = [item for item in expected if item not in got]
    extra = [item for item in got if item not in expected]
    if bool(missing) != bool(extra):
        if not got:
            yield Property(
                _("Nothing is there, and {count} are expected.", count=len(missing)),
                _("Which line of your code should have put them there, and does it run?"),
            )
        elif missing:
            yield Property(
                _(
                    "What is there is right, but not all of it: {count} missing.",
                    count=len(missing),
                ),
                _("Which line of your code should have put it there?"),
            )
        else:
            yield Property(
                _("Everything is there, and more than was expected: {names}.", names=_few(extra)),
                _("Which line of your code puts it there?"),
            )


def _few(items: Sequence[Any]) -> str:
    return ", ".join(str(item)[:40] for item in items[:4]) + (", …" if len(items) > 4 else "")
