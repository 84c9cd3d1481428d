"""What is wrong with a file of the course, in plain words and the reader's language."""

from __future__ import annotations

import re

import msgspec

from autograder.core.languages import N_, _

KINDS = {
    "int": N_("a whole number"),
    "float": N_("a number"),
    "str": N_("a text"),
    "bool": N_("true or false"),
    "array": N_("a list"),
    "object": N_("a table"),
}
"""What a value may be, by what msgspec calls it."""
_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<place>[^`]*)`$")
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")


def in_plain_words(error: Exception, kind: object) -> str:
    """Say what is wrong in a file that was read as a `kind`; an unknown error keeps its words."""
    m = _PLACE.search(str(error))
    place = m["place"].replace("[...]", "") if m else ""
    words = str(error)[: m.start()] if m else str(error)
    if found := _UNKNOWN.fullmatch(words):
        told = _("there is no `{name}`", name=found["name"])
        fields = () if place else _fields(kind)
        told += _("; there are {known}", known=", ".join(fields)) if fields else ""
    elif found := _MISSING.fullmatch(words):
        told = _("`{name}` is missing", name=found["name"])
    elif found := _EXPECTED.fullmatch(words):
        told = _("{got}, expected {wanted}", got=_kind(found["got"]), wanted=_kind(found["wanted"]))
    else:
        told = words
    return _(": ").join(filter(None, (place, told)))


def _fields(kind: object) -> tuple[str, ...]:
    is_struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    return kind.__struct_encode_fields__ if is_struct else ()  # type: ignore[attr-defined]


def _kind(names: str) -> str:
    every = [_(KINDS[name]) if name in KINDS else name for name in names.split(" | ")]
    return _(" or ").join(name for name in every if name != "null")
