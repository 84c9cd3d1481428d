"""The digest of a submission's files is theirs alone."""

from __future__ import annotations

import pytest
from helpers import FUNCTIONS

from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.sentences import sentence
from autograder.sandbox.libraries import slow_libraries

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


def test_a_worker_is_sent_the_files_and_which_of_them_count():
    why = sentence(sentences.NEARLY_TAKEN, path="a", name="b")
    layout = Layout({"fit": "a.py"}, ("n.ipynb",), None, (), {"train": why}, {"fit": ("fit",)})
    sent = SubmissionFiles(FILES, layout).handed_over({"key": why})
    plain = sentences.as_plain(why)
    assert sent == {
        "files": FILES,
        "layout": [{"fit": "a.py"}, ["n.ipynb"], None, {"train": plain}, {"fit": ["fit"]}],
        "ended": {"key": plain},
    }


def test_a_submissions_size_and_libraries_are_those_of_all_its_files():
    code = SubmissionFiles({"a.py": b"import torchvision\n", "b.py": b""}, Layout())
    assert code.libraries == slow_libraries([b"import torchvision\n"]) != ()
    assert SubmissionFiles({"a": bytes(1 << 20), "b": bytes(1 << 19)}, Layout()).mebibytes == 1.5
