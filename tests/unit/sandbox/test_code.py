"""The digest of a submission's files is theirs alone."""

from __future__ import annotations

import pytest
from helpers import FUNCTIONS

from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.layout import Layout

FILES = {"a.py": b"1", "b/c.py": b"2"}


def digest(files: dict[str, bytes]) -> str:
    return SubmissionFiles(files, Layout(functions=FUNCTIONS)).digest


def test_the_order_of_the_files_does_not_matter():
    assert digest(FILES) == digest(dict(reversed(FILES.items())))


def test_the_layout_is_no_part_of_it():
    assert SubmissionFiles(FILES, Layout(single="a.py", functions=FUNCTIONS)).digest == digest(
        FILES
    )


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"a.py": b"1"},
        {"a.py": b"1", "b/c.py": b"3"},
        {"a.py": b"1", "b/d.py": b"2"},
        {"a.py": b"2", "b/c.py": b"1"},
        {"a.py": b"1", "b/c.py": b""},
        {**FILES, "d.py": b""},
        {"a.py": b"1b/c.py2"},
        {"a.py1": b"", "b/c.py": b"2"},
    ],
)
def test_every_path_and_byte_counts(other):
    assert digest(other) != digest(FILES)


def test_files_are_not_swapped_once_they_have_a_digest():
    with pytest.raises(AttributeError):
        SubmissionFiles(FILES, Layout(functions=FUNCTIONS)).files = {}


def test_a_path_that_is_no_valid_text_has_a_digest_too():
    assert digest({"\udcff.py": b""}) != digest({"\udcfe.py": b""})


def test_a_digest_is_short_and_the_same_on_every_machine():
    assert digest({}) == "cae66941d9efbd404e4d88758ea67670"
