"""Similarity counts what few others wrote; what everybody was given does not count."""

from __future__ import annotations

import json

import pytest
from helpers import FUNCTIONS, HOME, write_files

from autograder.grading import similar
from autograder.grading.classroom import list_entries
from autograder.grading.similar import (
    Pair,
    closest,
    clusters,
    given_to_all,
    text_of,
    texts_of,
)
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.layout import Layout

LOOP = """
def cross_correlate(channel, kernel):
    rows = channel.shape[0] - kernel.shape[0] + 1
    for i in range(rows):
        for j in range(channel.shape[1]):
            total = total + (channel[i, j] * kernel).sum()
    return total
"""
RENAMED = LOOP.replace("channel", "picture").replace("rows", "height").replace("i in", "k in")
OTHER = """
class LeNet(Module):
    def __init__(self, num_classes=10):
        self.steps = [Linear(256, 120), Linear(120, 84), Linear(84, num_classes)]
        while not self.ready: self.prepare(**{"speed": 3})
"""
FURTHER = """
import os
with open(os.devnull) as f, lock: print(f.read() % 3 if f else [x ** 2 for x in f])
try: raise ValueError
except (OSError, KeyError) as e: assert e, e.args[0] or not e
"""


def test_names_and_spaces_do_not_hide_a_copy():
    (pair,) = closest({"b": LOOP, "a": RENAMED.replace("    ", "\t"), "c": OTHER}, [], 1)
    assert pair.ids == ("a", "b") and pair.shares == (1, 1)
    assert pair.similarity > 0.9
    assert min(pair.shares) > 0.9


def test_what_has_nothing_in_common_is_no_pair():
    assert closest({"a": LOOP, "b": OTHER}, [], 5) == []


def test_what_all_were_given_does_not_count():
    assert closest({"a": LOOP, "b": LOOP}, [LOOP], 5) == []


def test_the_closest_come_first_and_no_more_than_asked_for():
    texts = {"a": LOOP[: len(LOOP) // 2] + OTHER, "b": LOOP, "c": LOOP}
    pairs = closest(texts, [], 9)
    assert len(pairs) == 3
    assert pairs == sorted(pairs, key=lambda pair: -pair.similarity)
    assert pairs[0].ids == ("b", "c")
    assert closest(texts, [], 2) == pairs[:2]


def test_a_share_is_of_each_submissions_own_text():
    (pair,) = closest({"a": LOOP, "b": LOOP + OTHER + FURTHER}, [], 1)
    assert pair.shares[0] > 0.9
    assert pair.shares[1] < 0.6
    assert pair.similarity > 0.9


def test_the_stretches_of_a_pair_give_back_both_texts():
    texts = {"a": FURTHER + LOOP, "b": LOOP + OTHER}
    (pair,) = closest(texts, [], 1)
    for identity, stretches in zip(pair.ids, pair.texts):
        assert "".join(text for text, _ in stretches) == texts[identity]
        assert all(text for text, _ in stretches)
        shared = "".join(text for text, is_shared in stretches if is_shared)
        assert "kernel.shape[0]" in shared
        assert "devnull" not in shared
        assert "num_classes" not in shared


def cell(source):
    return {"cell_type": "code", "source": source}


def test_a_submissions_text_is_its_files_in_order_and_then_its_notebooks():
    files = {
        "b/train.py": b"train\r\n",
        "fit.py": b"a\rfit\n",
        "n.ipynb": json.dumps({"cells": [cell("one"), cell("two")]}).encode(),
        "notes.txt": b"left out",
    }
    code = SubmissionFiles(files, Layout({"train": "b/train.py", "fit": "fit.py"}, ("n.ipynb",)))
    assert text_of(code) == "# fit.py\na\nfit\n\n\n# b/train.py\ntrain\n\n\n# n.ipynb\none\ntwo"


@pytest.mark.parametrize("content", [b"x", b"\xff"])
def test_a_single_file_is_its_text(content):
    code = SubmissionFiles(
        {"submission.py": content}, Layout(single="submission.py", functions=FUNCTIONS)
    )
    assert text_of(code) == "# submission.py\n" + content.decode("utf-8", "replace")


def pair(a, b, similarity):
    return Pair((a, b), similarity, (similarity, similarity), ((), ()))


def test_close_pairs_hold_a_cluster_together():
    pairs = [pair("a", "b", 0.9), pair("c", "b", 0.7), pair("d", "e", 1.0), pair("a", "d", 0.3)]
    assert clusters(pairs) == [("a", "b", "c")]
    assert clusters([*pairs, pair("e", "c", 0.6)]) == [("a", "b", "c", "d", "e")]
    assert clusters([]) == []


def test_of_each_file_no_more_is_compared_than_anybody_writes():
    long = ("x = 1\n" * similar.MAX_TEXT).encode()
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": "y = 2\n"}] * 200_000})
    layout = Layout(
        parts={"layers": "layers.py"}, notebooks=("a.ipynb", "b.ipynb"), functions=FUNCTIONS
    )
    files = {"layers.py": long, "a.ipynb": notebook.encode(), "b.ipynb": b'{"cells": []}'}
    text = text_of(SubmissionFiles(files, layout))
    assert len(text) < 2 * similar.MAX_TEXT + 100 and "# b.ipynb" in text


def test_what_everybody_has_is_the_stubs_and_the_code_of_the_handouts():
    given = given_to_all(HOME)
    assert any("def conv2d_output_shape" in text for text in given)
    assert len(given) > len(FUNCTIONS) and not any("```" in text for text in given)


def test_texts_are_read_by_id_and_what_is_refused_is_named(tmp_path):
    write_files(tmp_path / "ada", {"fit.py": "x = 1\r\n"})
    (tmp_path / "bob.zip").write_bytes(b"no archive")
    texts, refused = texts_of(list_entries(tmp_path))
    assert texts == {"ada": "# fit.py\nx = 1\n"} and refused == ["bob"]
