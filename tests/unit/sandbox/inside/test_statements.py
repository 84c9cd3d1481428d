"""Statements are looked at before they run: what they bind, and which are plain."""

from __future__ import annotations

import ast

import pytest

from autograder.sandbox.inside.statements import (
    WithoutDots,
    bound_names,
    definitions,
    plain_pieces,
    split,
)


def one(text):
    (node,) = ast.parse(text).body
    return node


def texts(nodes):
    return [ast.unparse(node) for node in nodes]


def test_an_import_of_several_modules_becomes_one_for_each_on_its_line():
    body = ast.parse("x = 1\nimport os, re as r\nimport sys\n").body
    pieces = list(split(body, as_main=False))
    assert texts(pieces) == ["x = 1", "import os", "import re as r", "import sys"]
    assert [piece.lineno for piece in pieces] == [1, 2, 2, 3]


@pytest.mark.parametrize("test", ["__name__ == '__main__'", '"__main__" == __name__'])
def test_what_stands_under_main_stands_for_itself_where_it_is_run(test):
    body = ast.parse(f"if {test}:\n    import os, re\n    f()\nif y:\n    g()\n").body
    run = ["import os", "import re", "f()", "if y:\n    g()"]
    assert texts(split(body, as_main=True)) == run
    assert texts(split(body, as_main=False)) == texts(body)


@pytest.mark.parametrize(
    ("folders", "text", "expected"),
    [
        ((), "from .train import train", "from train import train"),
        ((), "from . import train as t", "import train as t"),
        ((), "from train import train", "from train import train"),
        ((), "from ..train import train", "from ..train import train"),
        ((), "from . import *", "from . import *"),
        (("hw",), "from .train import train", "from hw.train import train"),
        (("hw",), "from . import *", "from hw import *"),
        (("hw",), "from ..train import train", "from train import train"),
        (("a", "b"), "from ..c import d", "from a.c import d"),
        (("a", "b"), "from . import d", "from a.b import d"),
        (("hw 1.0",), "from .train import train", "from train import train"),
        (("json",), "from .train import train", "from train import train"),
        (("a", "json"), "from .train import train", "from a.json.train import train"),
    ],
)
def test_an_import_is_written_without_its_dot(folders, text, expected):
    assert ast.unparse(WithoutDots(folders).visit(one(text))) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import os.path, re as r", {"os", "r"}),
        ("from a.b import c as d, e", {"d", "e"}),
        ("x, (y, *z) = w.u, v", {"x", "y", "z"}),
        ("a.b = c[d] = 1", set()),
        ("def f(a, b=1):\n    c = 2", {"f"}),
        ("async def f():\n    c = 2", {"f"}),
        ("class A(B):\n    c = 2", {"A"}),
        ("f = lambda: (x := 1)", {"f"}),
        ("for i in j:\n    if (n := i): m = n", {"i", "n", "m"}),
        ("with a as b:\n    def f(): pass", {"b", "f"}),
        ("del x", set()),
    ],
)
def test_the_names_that_a_statement_binds(text, names):
    assert bound_names(one(text)) == names


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("import os", True),
        ("from os import path", True),
        ("def f(): g()", True),
        ("class A: x = g()", True),
        ("x = 3", True),
        ("x: int", True),
        ("x: int = 3", True),
        ("x = max(1, len('a'))", True),
        ("x = torch.tensor([1, 2])", True),
        ("x = nn.Linear(3, 4)", True),
        ("x = f()", False),
        ("x = f().torch", False),
        ("x = a[0]()", False),
        ("x = [i for i in y]", False),
        ("x = sum(i for i in y)", False),
        ("x = (y := 1)", False),
        ("x += 1", False),
        ("print(1)", False),
        ("for i in y: z = 1", False),
    ],
)
def test_imports_definitions_and_constants_are_plain(text, plain):
    node = one(text)
    assert list(plain_pieces(node)) == ([node] if plain else [])


def test_within_a_condition_only_what_is_plain_is_kept():
    text = "if a:\n    import b\n    c()\n    try:\n        d = 1\n    except E:\n        e = 2\n"
    assert texts(plain_pieces(one(text))) == ["import b", "d = 1"]


@pytest.mark.parametrize(
    ("text", "compiles"),
    [
        ('"""Words."""\nimport os\nx = 1\ndef f(): return x\n', True),
        ("", True),
        ('"""Words."""\n"""More."""\n', False),
        ("import os\nos.getcwd()\n", False),
        ("if a:\n    x = 1\n", False),
    ],
)
def test_a_file_of_definitions_is_compiled_and_no_other(text, compiles):
    code = definitions(text, "a.py")
    assert (code is not None) == compiles
    if code is not None and "def f" in text:
        namespace = {}
        exec(code, namespace)
        assert namespace["f"]() == 1 and code.co_filename == "a.py"
