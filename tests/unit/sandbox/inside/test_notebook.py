"""A notebook's code, whatever the file holds."""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_values import quick

from autograder.sandbox.inside.notebook import (
    UnreadableNotebook,
    as_python,
    cells_of,
    cells_of_script,
    code_cells,
)


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
    assert code_cells(a_notebook(a_cell("a", nbgrader=marks))) == (["a"] if counts else [""])


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


def what_runs(cell: str, whatever: bool = False) -> dict:
    names: dict = {}
    exec(compile(as_python(cell, whatever=whatever).text, "cell", "exec"), names)
    names.pop("__builtins__")
    names.pop("out", None)  # what `%%capture out` leaves
    return names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("a = 1", {"a": 1}),
        ("%matplotlib inline\na = 1", {"a": 1}),
        ("!pip install torch\na = 1", {"a": 1}),
        ("a = 1\n%timeit a\nb = 2", {"a": 1, "b": 2}),
        ("files = !ls *.py\na = len(files)", {"files": [], "a": 0}),
        ("    files = %sx ls\n    t = %timeit -o f()", {"files": []}),
        ("if True:\n    !ls\na = 1", {"a": 1}),
        ("a = 7 \\\n  % 4", {"a": 3}),
        ("a = '''\n%time\n!ls'''", {"a": "\n%time\n!ls"}),
        ("a = 1\nprint?\nb = 2", {"a": 1, "b": 2}),
        ("?print\nb = 2", {"b": 2}),
        ("files = !ls\nb = 2", {"files": [], "b": 2}),
        ("!echo \\\n  more \\\n  words\na = 1", {"a": 1}),
    ],
)
def test_magics_are_dropped_and_python_runs(cell, names):
    assert what_runs(cell) == names


def test_settings_of_the_environment_are_made(monkeypatch):
    for name in ("OF_A_CELL", "OTHER_OF_A_CELL"):
        monkeypatch.setenv(name, "before")
    text = "%env OF_A_CELL=42\n%set_env OTHER_OF_A_CELL a b\n%env\n%env OF_A_CELL"
    assert what_runs(text) == {}
    assert what_runs("here = %pwd")["here"] == str(Path.cwd())
    assert (os.environ["OF_A_CELL"], os.environ["OTHER_OF_A_CELL"]) == ("42", "a b")
    what_runs("%env OF_A_CELL={x}")
    assert os.environ["OF_A_CELL"] == "42"


def test_lines_keep_their_numbers():
    cell = "%matplotlib inline\n!ls \\\n  -l\na = 1"
    (statement,) = (s for s in ast.parse(as_python(cell).text).body if isinstance(s, ast.Assign))
    assert statement.lineno == 4


@quick
@given(st.text("a=%!?\\ \n'(1:\0\ud800", max_size=30))
def test_any_text_ends_in_a_text_and_python_stays_as_it_is(text):
    cell = as_python(text)
    assert cell.source == text and cell.text.count("\n") == text.count("\n")
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return
    assert cell.text == text or cell.dropped


@pytest.mark.parametrize(
    ("first", "runs"),
    [
        ("%%time", True),
        ("%%capture out", True),
        ("%%writefile layers.py", True),
        ("%%writefile -a 'src/layers.py'", True),
        ("%%file layers.py", True),
        ("%%writefile notes.txt", False),
        ("%%writefile", False),
        ("  %%timeit", False),
        ("%%bash", False),
        ("%%html", False),
        ("%%script python3", False),
        ("%%", False),
        ("# a comment\n\n%%time", True),
        ("# a comment\n\n%%bash", False),
        ("%%time\n%%capture", True),
        ("%%time\n%%bash", False),
    ],
)
def test_a_cell_runs_unless_it_is_of_another_language(first, runs):
    cell = f"{first}\na = 1"
    assert what_runs(cell) == ({"a": 1} if runs else {})
    assert what_runs(cell, whatever=True) == {"a": 1}
    assert [words for _, words in as_python(cell).dropped] == re.findall("%%.*", first)


def test_what_was_dropped_is_told_with_its_lines():
    cell = as_python("%%time\n!ls \\\n  -l\na = 1\nprint?\npip install torch", 7)
    assert cell.number == 7 and cell.title == "%%time"
    assert cell.dropped == (
        (1, "%%time"),
        (2, "!ls \\"),
        (5, "print?"),
        (6, "pip install torch"),
    )


def test_what_is_timed_runs():
    assert what_runs("%time a = 1") == {"a": 1} and as_python("%time a = 1").dropped == ()


@pytest.mark.parametrize(
    ("line", "is_magic"),
    [
        ("pip install torch", True),
        ("ls", True),
        ("ls -l", True),
        ("cd ..", True),
        ("rm -rf data", True),
        ("matplotlib inline", True),
        ("time = 1", False),
        ("cat == dog", False),
        ("config.load()", False),
        ("time - now", False),
        ("who is me", False),
        ("history", True),
        ("load", False),
    ],
)
def test_commands_without_a_mark_are_told_from_python(line, is_magic):
    assert bool(as_python(line).dropped) == is_magic


def test_an_indented_cell_is_read_as_jupyter_reads_it():
    assert what_runs("    a = 1\n    b = 2") == {"a": 1, "b": 2}
    assert as_python("    a = 1\n    b = 2").text == "a = 1\nb = 2"


def test_the_cells_of_a_notebook_are_numbered():
    cells = cells_of(a_notebook(a_cell("a = 1"), a_cell("words", "markdown"), a_cell("%%bash\nls")))
    assert [(cell.number, cell.text) for cell in cells] == [(1, "a = 1"), (2, "")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a = 1\nb = 2", None),
        ("# %% is a mark\na = 1", ["# %% is a mark\na = 1"]),
        ("a = 1\n# %%\nb = 2", ["a = 1", "\n# %%\nb = 2"]),
        ("# In[1]:\na = 1\n# In[ ]:\nb = 2", ["# In[1]:\na = 1", "\n\n# In[ ]:\nb = 2"]),
        ("%matplotlib inline\na = 1", ["pass\na = 1"]),
        ("x = '''\n%%time\n'''", None),
        ("# %%time is no mark\na = 1", None),
    ],
)
def test_a_script_with_marks_or_magics_is_cells(text, cells):
    found = cells_of_script(text)
    assert (found and [cell.text for cell in found]) == cells


@quick
@given(st.lists(st.sampled_from(["a = 1", "# %%", "", "%time", "# In[2]:", "'''"]), max_size=6))
def test_the_cells_of_a_script_keep_their_lines(lines):
    for cell in cells_of_script("\n".join(lines)) or ():
        for number, line in enumerate(cell.text.split("\n")):
            assert line in ("", "pass", lines[number])


def test_a_text_without_magics_is_left_as_it_is():
    text = 'x = """\n%matplotlib\n"""\ny = (7\n% 4)\n'
    assert as_python(text).text == text and not as_python(text).dropped
    assert as_python("y = 7\n").text == "y = 7\n"
