"""Why something was left out, and what else that explains."""

from __future__ import annotations

import pytest

from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.left_out import LeftOut, lacks_library, not_python
from autograder.sandbox.inside.sentences import sentence


def left(names: str, error: str, message: str) -> LeftOut:
    why = sentence(sentences.RAISED_SAYING, error=error, message=message)
    return LeftOut("cell 1", why, frozenset(names.split()))


LIBRARY = left("np", "ModuleNotFoundError", "No module named 'nump'")
USES = left("a b", "NameError", "name 'np' is not defined")
USES_AGAIN = left("c", "NameError", "name 'b' is not defined")


def test_a_name_lacks_a_library_through_whatever_used_it():
    every = [LIBRARY, USES, USES_AGAIN]
    assert all(lacks_library(every, name) for name in ("np", "a", "c"))
    assert not lacks_library(every, "d") and not lacks_library(every, None)
    assert not lacks_library([USES, USES_AGAIN], "c")
    assert not lacks_library([left("a", "ValueError", "name 'np' is not defined"), LIBRARY], "a")
    assert not lacks_library([left("a", "NameError", "name 'a' is not defined")], "a")


def test_what_was_left_out_without_an_error_has_no_cause():
    switched_off = LeftOut("cell 1", "too long", frozenset({"a"}))
    assert (switched_off.unknown_name, switched_off.is_import_error) == ("", False)
    assert left("a", "ImportError", "x").is_import_error


def said(error: BaseException) -> str:
    return str(not_python(error))


def test_a_text_that_is_no_python_says_what_python_says():
    assert "never closed" in said(SyntaxError("'(' was never closed"))
    assert "null bytes" in said(ValueError("source code string cannot contain null bytes"))


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("f(1，2)", 3, "invalid character '，' (U+FF0C)"),
        ("f(1\u200b2)", 3, "invalid non-printable character U+200B"),
        ("1_a", 1, "invalid decimal literal"),
        (None, None, "invalid decimal literal"),
    ],
)
def test_a_wide_sign_behind_a_digit_is_named_in_every_version(text, offset, words):
    error = SyntaxError("invalid decimal literal", ("a.py", 1, offset, text))
    assert words in said(error)
