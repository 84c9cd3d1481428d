"""A notebook is asked for its own names first, and cells are told from files."""

from __future__ import annotations

import pytest
from helpers import FUNCTIONS

from autograder.checks.verdict import CheckResult
from autograder.core.errors import CommandError
from autograder.notebook import CELL, NotebookSide, _show, _words, check
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.workspace import Missing, Workspace


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The bias is added.", "the_bias_is_added"),
        (" 3×3, H > W ", "3_3_h_w"),
        ("relu", "relu"),
    ],
)
def test_a_sentence_names_a_check(sentence, words):
    assert _words(sentence) == words


@pytest.mark.parametrize(
    ("file", "is_cell"),
    [
        ("/tmp/ipykernel_123/456.py", True),
        ("C:\\T\\ipykernel_123\\456.py", True),
        ("<ipython-input-3-abc>", True),
        ("/tmp/ipykernel_123/train.py", False),
        ("/home/train.py", False),
    ],
)
def test_what_kernels_compile_is_this_notebook(file, is_cell):
    assert bool(CELL.search(file)) == is_cell
    assert (NotebookSide({}).name_of(file) == "this notebook") == is_cell


def test_a_notebooks_own_name_counts_before_another_notebooks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    side = NotebookSide({"relu": "mine"})
    assert side.find("layers.relu") == "mine"
    with pytest.raises(Missing, match="linear"):
        side.find("layers.linear")


def test_what_another_exercise_defines_is_found_in_its_notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cell = '{"cells": [{"cell_type": "code", "source": "def linear(): return 7"}]}'
    (tmp_path / "04_layers.ipynb").write_text(cell, encoding="utf-8")
    assert NotebookSide({}).find("layers.linear")() == 7


def test_while_a_notebook_is_read_for_grading_nothing_runs(tmp_path):
    with Workspace(tmp_path, Layout(functions=FUNCTIONS)).active():
        assert check("no such exercise", namespace={}) == 0.0
    with pytest.raises(CommandError, match="no such exercise"):
        check("no such exercise", namespace={})


def test_each_verdict_is_shown_by_its_outcome(capsys):
    results = [
        CheckResult("fit", "It adds", "passed", 1),
        CheckResult("fit", "It keeps", "not written", 1),
        CheckResult("fit", "It saves", "failed", 1, "Save it.", case="2"),
    ]
    _show(results)
    assert capsys.readouterr().out.splitlines() == [
        "passed: It adds",
        "not written yet: It keeps",
        "failed: It saves [2]",
        "Save it.",
    ]
