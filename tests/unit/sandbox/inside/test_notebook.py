"""A notebook's code, whatever the file holds."""

from __future__ import annotations

import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_values import quick

from autograder.sandbox.inside.notebook import UnreadableNotebook, code_cells, without_magics


def a_notebook(*cells: object, **more: object) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4, **more}).encode()


def a_cell(source: object, kind: str = "code", **metadata: object) -> dict:
    return {"cell_type": kind, "source": source, "metadata": metadata}


def test_code_cells_come_in_order_and_texts_do_not():
    raw = a_notebook(a_cell("a = 1"), a_cell("# words", "markdown"), a_cell(["b = 2\n", "c = 3"]))
    assert list(code_cells(raw)) == ["a = 1", "b = 2\nc = 3"]


def test_a_notebook_with_a_byte_order_mark_is_read():
    assert list(code_cells(b"\xef\xbb\xbf" + a_notebook(a_cell("数 = 1")))) == ["数 = 1"]


def test_a_notebook_of_the_third_format_is_read():
    cells = [{"cell_type": "code", "input": "a = 1"}, {"cell_type": "code", "input": ["b = 2"]}]
    tree = {"worksheets": [{"cells": cells[:1]}, "odd", {"cells": cells[1:]}, {"cells": 7}]}
    assert list(code_cells(json.dumps(tree).encode())) == ["a = 1", "b = 2"]


@pytest.mark.parametrize(
    ("marks", "counts"),
    [
        ({"locked": True, "solution": False}, False),
        ({"locked": True}, False),
        ({"locked": True, "solution": True}, True),
        ({"locked": False, "solution": True}, True),
        ({}, True),
        ("odd", True),
    ],
)
def test_cells_that_the_course_locked_are_not_the_learners(marks, counts):
    assert list(code_cells(a_notebook(a_cell("a", nbgrader=marks)))) == (["a"] if counts else [])


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff", b"[]", b"{}", b'{"cells": 3}', b'{"worksheets": 1}', b"[" * 100_000, b"null"],
)
def test_what_holds_no_cells_is_refused(raw):
    with pytest.raises(UnreadableNotebook):
        code_cells(raw)


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, [1, "a = 1", None]])
def test_an_odd_source_is_read_as_far_as_it_is_text(source):
    (text,) = code_cells(a_notebook(a_cell(source)))
    assert text == ("a = 1" if isinstance(source, list) else "")


@quick
@given(st.binary(max_size=40))
def test_any_bytes_are_cells_or_are_refused(raw):
    with_cells = b'{"cells": [' + raw + b"]}"
    for content in (raw, with_cells):
        try:
            cells = code_cells(content)
        except UnreadableNotebook:
            continue
        assert all(isinstance(cell, str) for cell in cells)


trees = st.recursive(
    st.sampled_from([None, 1, "code", "a = 1", True]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "nbgrader", "worksheets"]),
            inner,
        )
    ),
    max_leaves=10,
)


@quick
@given(trees)
def test_any_tree_is_cells_or_is_refused(tree):
    for content in (
        tree,
        {"cells": tree},
        {"cells": [tree, {"cell_type": "code", "source": tree}]},
    ):
        try:
            cells = code_cells(json.dumps(content).encode())
        except UnreadableNotebook:
            continue
        assert all(isinstance(cell, str) for cell in cells)


def what_runs(cell: str) -> dict:
    names: dict = {}
    exec(compile(without_magics(cell), "cell", "exec"), names)
    names.pop("__builtins__")
    return names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("a = 1", {"a": 1}),
        ("%matplotlib inline\na = 1", {"a": 1}),
        ("!pip install torch\na = 1", {"a": 1}),
        ("a = 1\n%timeit a\nb = 2", {"a": 1, "b": 2}),
        ("if True:\n    !ls\na = 1", {"a": 1}),
        ("a = 7 \\\n  % 4", {"a": 3}),
        ("a = '''\n%time\n!ls'''", {"a": "\n%time\n!ls"}),
        ("a = 1\nprint?\nb = 2", {"a": 1, "b": 2}),
        ("?print\nb = 2", {"b": 2}),
        ("files = !ls\nb = 2", {"b": 2}),
        ("!echo \\\n  more \\\n  words\na = 1", {"a": 1}),
    ],
)
def test_magics_are_dropped_and_python_runs(cell, names):
    assert what_runs(cell) == names


def test_lines_keep_their_numbers():
    cell = "%matplotlib inline\n!ls \\\n  -l\na = 1"
    (statement,) = (s for s in ast.parse(without_magics(cell)).body if isinstance(s, ast.Assign))
    assert statement.lineno == 4


@quick
@given(st.text("a=%!?\\ \n'(1:\0\ud800", max_size=30))
def test_any_text_ends_in_a_text_and_python_stays_as_it_is(text):
    clean = without_magics(text)
    assert isinstance(clean, str)
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return
    assert clean == text
