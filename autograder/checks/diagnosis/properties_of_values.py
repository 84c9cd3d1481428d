"""What is seen of a wrong value, whatever it is, and which kind of difference it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from autograder.core.languages import _, place_words
from autograder.sandbox.inside.plain import array_of

from ..compare import (
    TOLERANCE,
    Difference,
    a_kind_of,
    as_number,
    as_sequence,
    different_numbers,
)
from ..property import RETURN, Property
from .properties import of_arrays
from .properties_of_texts import of_other_names, of_sequences, of_texts

LARGEST = 1e300
"""Beyond it numbers are not reckoned with: twice as much may be infinite."""


def properties_of(difference: Difference, arguments: dict[str, Any]) -> Iterator[Property]:
    """Say what a wrong value has to do with the right one, what says most first."""
    got, expected = difference.got, difference.expected
    if isinstance(expected, torch.Tensor):
        array = array_of(got)
        if array is not None:
            yield from of_arrays(array, expected, arguments)
    elif isinstance(got, bool) and isinstance(expected, bool):
        yield _opposite(difference)
    elif _is_number(got) and _is_number(expected):
        yield from _of_numbers(got, expected, arguments)
    elif isinstance(got, str) and isinstance(expected, str):
        yield from of_texts(got, expected)
    elif isinstance(got, tuple | list) and isinstance(expected, tuple | list):
        if difference.where:
            yield from of_other_names(got, expected)
        yield from of_sequences(got, expected)


def printed_only() -> Property:
    """Say that the right result is printed, and nothing returned."""
    return Property(
        _("The result is printed, not returned: whoever calls the function gets None."),
        _("Who reads what `print` writes, and how does another function get at a result?"),
    )


def of_another_kind(difference: Difference) -> Property | None:
    """Say that what a function returned is of another kind than it should be."""
    got, expected = difference.got, difference.expected
    if got is None:
        return Property(
            _("Nothing came back: your function returned None."),
            _("Does every way through your function end in a `return` with a value?"),
            at=(RETURN,),
        )
    if isinstance(expected, torch.Tensor):
        fits = array_of(got) is not None
    elif isinstance(expected, list | tuple):
        fits = as_sequence(got) is not None
    elif _is_number(expected):
        fits = as_number(got) is not None
    else:
        return None
    if are_values_and_positions(got, expected):
        return a_pair()
    if fits:
        return None
    kind = _("a float") if isinstance(expected, float) else a_kind_of(expected)
    return Property(
        _("What came back is {a}; it should be {b}.", a=a_kind_of(got), b=kind),
        _("Which line decides what your function returns?"),
        at=(RETURN,),
    )


def of_another_form(difference: Difference) -> Property | None:
    """Say of what type a value is, where its type alone is looked at."""
    got, expected = a_kind_of(difference.got), a_kind_of(difference.expected)
    if got == expected:
        return None
    return Property(
        _("What came back is {a}; it should be {b}.", a=got, b=expected),
        _("Which line decides what your function returns?"),
        at=(RETURN,),
    )


def a_pair() -> Property:
    """Say that the values came with their positions."""
    return Property(
        _("Two tensors came back, values and their positions, as `max` with `dim` returns them."),
        _("Which of the two is expected, and how do you take it out?"),
        at=(RETURN,),
    )


def are_values_and_positions(got: Any, expected: Any) -> bool:
    """Tell whether a value is what `max` with `dim` returns, where one tensor is expected."""
    if not isinstance(expected, torch.Tensor) or not isinstance(got, tuple) or len(got) != 2:
        return False
    if not all(isinstance(item, torch.Tensor) for item in got):
        return False
    return bool(got[0].is_floating_point()) and got[1].dtype == torch.int64


def kind_of_difference(difference: Difference) -> str:
    """Say of which kind a difference is of which nothing else is known."""
    got, expected = difference.got, difference.expected
    array = array_of(got) if isinstance(expected, torch.Tensor) else None
    plain = all(item is None or isinstance(item, str | int | float) for item in (got, expected))
    if plain and difference.where and isinstance(difference.where[0], int):
        place = place_words(difference.where)
        return _("Entry {place} is {what}.", place=place, what=difference.why)
    if plain and difference.where:
        return _("{place}: {what}.", place=place_words(difference.where), what=difference.why)
    if plain:
        return _("It is {what}.", what=difference.why)
    if isinstance(expected, tuple) and isinstance(got, tuple | list):
        return _("What came back has {what}.", what=difference.why)
    if as_number(got) is not None and _is_number(expected):
        return _("There is one number, as it should be, and it is wrong.")
    if array is None:
        return _("What came back is not what was expected.")
    if array.shape != expected.shape:
        return _("The shape is not the one expected. Look at the numbers once it is.")
    if array.numel() == 1:
        return _("There is one number, as it should be, and it is wrong.")
    wrong = different_numbers(array, expected, TOLERANCE)
    count = int(wrong.sum())
    if count == wrong.numel():
        return _("The shape is right, and every number is wrong. What does each go through?")
    if count == 1:
        return _("The shape is right, and a single number is wrong. What is special about it?")
    words = _("The shape is right; {count} of {all} numbers differ. What have these in common?")
    return words.format(count=count, all=wrong.numel())


def right_but_for_its_kind() -> Property:
    """Say that the numbers are right and their type or container is not."""
    return Property(
        _("The values are right, but their type is not the expected one."),
        _("What are the type and the dtype of what your function returns?"),
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _opposite(difference: Difference) -> Property:
    values = {"got": difference.got, "expected": difference.expected}
    if difference.where:
        place = place_words(difference.where)
        words = _("{place}: this should be {expected}, and it is {got}.", place=place, **values)
    else:
        words = _("It is {got} where the opposite was expected.", got=difference.got)
    question = _("Which line of your code decides this, and does it run before it matters?")
    return Property(words, question)


def _of_numbers(got: float, expected: float, arguments: dict[str, Any]) -> Iterator[Property]:
    if not all(abs(number) < LARGEST for number in (got, expected)):  # nan, inf and beyond
        return
    yield from _by_one(got, expected)
    for name, value in arguments.items():
        if _is_number(value) and got == value and abs(got) > 1:
            yield Property(
                _("This is `{name}` itself.", name=name),
                _("What else should the result depend on?"),
                may_be_chance=True,
            )
    if got and expected and got == -expected:
        yield Property(
            _("Right but for the sign."),
            _("Which difference is taken the wrong way round?"),
            may_be_chance=True,
        )
    yield from _by_an_argument(got, expected, arguments)
    question = _("Where is something counted twice, averaged, or turned into per cent?")
    for factor in (2, 10, 100):
        if abs(got - expected * factor) <= TOLERANCE * abs(got) and got:
            words = _("{factor} times what was expected.", factor=factor)
            yield Property(words, question, may_be_chance=True)
        if abs(got * factor - expected) <= TOLERANCE * abs(expected) and got:
            words = _("What was expected, divided by {factor}.", factor=factor)
            yield Property(words, question, may_be_chance=True)
    decimals = next((n for n in range(4) if got == round(expected, n) != expected), None)
    if decimals is not None and type(expected) is float:
        yield Property(
            _("It is rounded (decimals left: {count}); none should be dropped.", count=decimals),
            _("Which line rounds, and who needs the digits that it takes away?"),
        )
    if type(expected) is int and got != expected and round(got) == expected != 0:
        yield Property(
            _("Right but for a fraction: a whole number was expected."),
            _("Where does the fraction come from, and should it be dropped?"),
        )


def _by_one(got: float, expected: float) -> Iterator[Property]:
    if type(got) is int and type(expected) is int and abs(got - expected) == 1:
        if got > expected:
            sentence = _("It is one more than expected.")
            question = _("What is counted that does not belong, or is a step late?")
        else:
            sentence = _("It is one less than expected.")
            question = _("What is left out of the count, or is a step early?")
        yield Property(sentence, question, may_be_chance=True)


def _by_an_argument(got: float, expected: float, arguments: dict[str, Any]) -> Iterator[Property]:
    """Find a number that an argument was added to or taken from, or multiplied or divided by."""
    for name, value in arguments.items():
        if not _is_number(value) or abs(value) < 2:
            continue
        for is_so, words in (
            (got - expected == value, _("It is too large by `{name}`.", name=name)),
            (expected - got == value, _("It is too small by `{name}`.", name=name)),
            (got == expected * value, _("It is `{name}` times what was expected.", name=name)),
            (
                got * value == expected,
                _("What was expected, divided by `{name}`.", name=name),
            ),
        ):
            if is_so:
                question = _("How often does your code use `{name}`, and where?", name=name)
                yield Property(words, question, may_be_chance=True)
