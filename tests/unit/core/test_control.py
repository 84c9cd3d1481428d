"""What a terminal or a page would obey is shown instead."""

from __future__ import annotations

import pytest

from autograder.core.control import escape_control


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 中文 é", "plain 中文 é"),
        ("two\nlines", "two\nlines"),
        ("a\tb", r"a\tb"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\u202eb", r"a\u202eb"),  # writes backwards
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),  # separators of lines and paragraphs
        ("half \ud800", r"half \ud800"),
        ("a\u00a0b\n", "a\u00a0b\n"),
        ("", ""),
    ],
)
def test_what_would_be_obeyed_is_written_as_an_escape(text, shown):
    assert escape_control(text) == shown
