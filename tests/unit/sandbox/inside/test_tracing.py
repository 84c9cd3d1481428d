"""The learner's own lines are followed: how often each runs, and what it binds."""

from __future__ import annotations

import linecache

import pytest
import torch

from autograder.sandbox.inside import tracing
from autograder.sandbox.inside.tracing import Statement, Tracer, in_short, statements_of

SOURCE = """
import torch

LIMIT = 3

def helper(row):
    return row.sum()

def layer(x, stride=1):
    \"\"\"Text.\"\"\"
    h, w = x.shape
    out = torch.zeros(h, w)
    for i in range(h):
        for j in range(0, w, stride):
            window = x[i : i + 1, j : j + 1]
            out[i, j] = helper(window)
            i + 1; j + 1
    rows = [row for row in out]
    n = 0
    for _ in rows: n += 1
    total = sum(
        [n, 1])
    return out
"""


def followed(source: str, *args, **kwargs) -> dict:
    linecache.cache["mine.py"] = (len(source), None, source.splitlines(True), "mine.py")
    names: dict = {}
    exec(compile(source, "mine.py", "exec"), names)
    tracer = Tracer({"mine.py": "mine.py"}.get)
    with tracer.tracing():
        names["layer"](*args, **kwargs)
    return tracer.told()


def lines_of(told: dict) -> dict:
    return {line[3]: line for line in told["lines"]}


def test_statements_that_stand_alone():
    found = {s.text: s for s in statements_of(SOURCE).values()}
    assert found["h, w = x.shape"] == Statement("h, w = x.shape", ("h", "w"))
    assert found["out[i, j] = helper(window)"].index == ("i", "j")
    assert set(found) == {
        "return row.sum()",
        "h, w = x.shape",
        "out = torch.zeros(h, w)",
        "window = x[i : i + 1, j : j + 1]",
        "out[i, j] = helper(window)",
        "n = 0",
        "return out",
    }


@pytest.mark.parametrize("source", ["def f(:", "x = " + "(" * 500, "\0"])
def test_what_cannot_be_read_has_no_statements(source):
    assert statements_of(source) == {}


@pytest.mark.parametrize(
    ("line", "index"),
    [
        ("a[0, i] = 1", (0, "i")),
        ("a[i] += 1", ("i",)),
        ("a[i:j] = 1", ()),
        ("a[i + 1] = 1", ()),
        ("a[i], b = 1, 2", ()),
        ("a.b = 1", ()),
    ],
)
def test_the_index_that_is_written(line, index):
    (statement,) = statements_of(f"def f(a, i, j, b):\n    {line}").values()
    assert statement.index == index


def test_lines_are_counted_and_what_they_bind_is_kept():
    told = followed(SOURCE, torch.ones(2, 3))
    lines = lines_of(told)
    assert told["calls"] == {"layer": 1} and told["cut"] is False
    file, number, function, _text, runs, values, indices = lines["out[i, j] = helper(window)"]
    assert (file, number, function, runs, values) == ("mine.py", 16, "layer", 6, {})
    assert indices == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    assert lines["window = x[i : i + 1, j : j + 1]"][5] == {"window": [{"shape": [1, 1]}] * 6}
    assert lines["h, w = x.shape"][5] == {"h": [{"number": 2}], "w": [{"number": 3}]}
    assert lines["return row.sum()"][4] == 6


def test_what_never_ends_is_cut(monkeypatch):
    monkeypatch.setattr(tracing, "MAX_EVENTS", 10)
    assert followed(SOURCE, torch.ones(5, 5))["cut"] is True


def test_a_line_that_raises_binds_nothing():
    source = "def layer(x):\n    try:\n        y = x[9]\n    except IndexError:\n        y = 1\n"
    lines = lines_of(followed(source, [1]))
    assert lines["y = x[9]"][4:6] == [1, {}] and lines["y = 1"][5] == {"y": [{"number": 1}]}


def test_the_tracer_of_others_is_put_back():
    import sys

    before = sys.gettrace()
    followed(SOURCE, torch.ones(1, 1))
    assert sys.gettrace() is before


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (torch.ones(2, 0), {"shape": [2, 0]}),
        (True, {}),
        (7, {"number": 7}),
        (10**12, {}),
        ("x", {}),
        (1.5, {}),
    ],
)
def test_values_in_short(value, short):
    assert in_short(value) == short
