"""Each mutant is the solution with one small change, and says which."""

from __future__ import annotations

import ast

import pytest
from helpers import SOLUTIONS

from autograder.authoring.mutants import equivalents, mutants_of
from autograder.learn.stub import BEGIN, END


def changes(body, head="def f(x, y):\n    a = 1 + 1\n"):
    """Return the body of each mutant of a marked body."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    solution = f"{head}    {BEGIN}\n{lines}    {END}\n"
    found = {}
    for mutant in mutants_of("fit", solution):
        ast.parse(mutant.source)
        before, _, rest = mutant.source.partition(f"    {BEGIN}\n")
        assert before == head
        inner = rest.partition(f"    {END}\n")[0]
        found[mutant.name] = "\n".join(line[4:] for line in inner.splitlines())
    return found


@pytest.mark.parametrize(
    ("body", "words", "mutant"),
    [
        ("a + x", "Add → Subtract", "a - x"),
        ("a // x", "FloorDivide → Multiply", "a * x"),
        ("a < x", "LessThan → LessThanEqual", "a <= x"),
        ("a is x", "Is → IsNot", "a is not x"),
        ("a and x", "And → Or", "a or x"),
        ("a += x", "AddAssign → SubtractAssign", "a -= x"),
        ("x[3]", "3 → 4", "x[4]"),
        ("x[3]", "3 → 2", "x[2]"),
        ("x * 0.5", "0.5 → 0.51", "x * 0.51"),
        ("f(True)", "True → False", "f(False)"),
        ("a = -x", "-x → x", "a = x"),
        ("if x: y", "condition x turned round", "if not (x): y"),
        ("x[::2]", "::2 without its step", "x[:]"),
        ("g(x, y)", "x and y swapped", "g(y, x)"),
        ("g(x, dim=y)", "dim left out", "g(x, )"),
        ("a = x.sum()", "sum left out", "a = x"),
        ("a = torch.relu(x)", "relu left out", "a = x"),
        ("x.step()", "deleted", "pass"),
    ],
)
def test_a_small_change_is_made_and_named(body, words, mutant):
    assert changes(body)[f"fit: {body} [{words}]"] == mutant


def test_a_with_that_binds_nothing_is_left_out():
    found = changes("y\nwith x(): y\nwith x() as z: y")
    assert found["fit: with x(): y [with … left out]"] == "y\nif True: y\nwith x() as z: y"
    assert "fit: with x() as z: y [with … left out]" not in found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('raise ValueError("a" + x)', "Add → Subtract"),
        ("g(desc=x + y)", "Add → Subtract"),
        ("g(x, leave=y)", "leave left out"),
        ("g(x, dim=True)", "dim left out"),
        ("g(x, x)", "x and x swapped"),
        ("g(x, *y)", "x and y swapped"),
        ("x[0]", "0 → -1"),
        ("pass", "deleted"),
        ("import a", "deleted"),
        ("x.step()", "step left out"),
        ("if x < y: x", "condition x < y turned round"),
    ],
)
def test_what_is_free_or_changes_nothing_is_left_alone(body, words):
    assert f"fit: {body} [{words}]" not in changes(body)


def test_docstrings_are_left_alone():
    assert changes('"""1 + 1"""') == {}


def test_nothing_outside_of_the_markers_is_changed():
    assert set(changes("x", "def f(x):\n    a = 1 + 1\n")) == {"fit: x [deleted]"}


def test_the_same_change_at_two_places_has_two_names():
    names = list(changes("a = x + y\na = x + y"))
    assert "fit: a = x + y [Add → Subtract]" in names
    assert "fit: a = x + y [Add → Subtract] #2" in names


def test_no_two_mutants_are_the_same_nor_the_solution():
    solution = SOLUTIONS["layers.py"]
    mutants = mutants_of("layers", solution)
    sources = [mutant.source for mutant in mutants]
    assert len({solution, *sources}) == len(mutants) + 1
    assert len({mutant.name for mutant in mutants}) == len(mutants)


def test_equivalent_mutants_are_read_with_their_reasons(tmp_path):
    assert equivalents("fit", tmp_path) == {}
    path = tmp_path / "solutions" / "09_fit" / "equivalent.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[[equivalent]]\nmutant = "fit: x [deleted]"\nreason = "so"\n', "utf-8")
    assert equivalents("fit", tmp_path) == {"fit: x [deleted]": "so"}
