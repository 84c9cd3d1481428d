"""Plain values written as Python writes them, as far as they are shown.

A stranger's value may hold thousands of arrays, and writing them all takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.core.languages import _, translate_sandbox_message
from autograder.sandbox.inside.plain import Unsupported

MOST_TOLD = 200
"""Letters of what a scenario tells at most: a stranger's text is not looked up phrase by phrase."""


def written(value: Any, most: int) -> str:
    """Write a plain value as Python does, and what is not plain in words.

    What is longer than `most` characters is cut, with a "…".
    """
    text = ""
    for piece in _pieces(value):
        text += piece[: most + 1]
        if len(text) > most:
            return text[: most - 1] + "…"
    return text


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        first, last = "[]" if isinstance(value, list) else "()"
        yield first
        for number, item in enumerate(value):
            yield ", " if number else ""
            yield from _pieces(item)
        yield ("," if isinstance(value, tuple) and len(value) == 1 else "") + last
    elif isinstance(value, dict):
        yield "{"
        for number, (name, item) in enumerate(value.items()):
            yield f"{', ' if number else ''}{name!r}: "
            yield from _pieces(item)
        yield "}"
    elif isinstance(value, Unsupported):
        yield translate_sandbox_message(value.text)
    elif isinstance(value, str):
        yield repr(told(value))
    else:
        yield repr(value)


def told(text: str) -> str:
    """Return what a scenario tells in words in the reader's language; a learner's text stays."""
    if " " not in text or len(text) > MOST_TOLD:
        return text
    phrases = text.split(", ")
    told = [_phrase(phrase) for phrase in phrases]
    is_known = all(a != b for a, b in zip(told, phrases))
    return _(", ").join(told) if is_known else text


def _phrase(text: str) -> str:
    """Translate a phrase, also before a value in brackets; one that is not known stays."""
    words, bracket, value = text.partition(" (")
    known = _(words) if " " in words else words
    if known == words or not bracket:
        return known if known != words else text
    return known + _(" ({value})", value=value.removesuffix(")"))
