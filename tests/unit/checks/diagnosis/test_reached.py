"""A change can show in what was changed and in what calls it, and nowhere else."""

from __future__ import annotations

from autograder.checks.diagnosis.reached import reached

SOURCE = """
import torch

def inner(x):
    return x + 1

def outer(x):
    return inner(x)

def above(x):
    return outer(x)

class Apart:
    def method(self):
        return 3
"""


def test_a_change_reaches_those_that_call_what_was_changed():
    assert reached(SOURCE, SOURCE.replace("x + 1", "x + 2")) == {"inner", "outer", "above"}
    assert reached(SOURCE, SOURCE.replace("return 3", "return 4")) == {"Apart"}


def test_a_change_besides_the_definitions_reaches_nobody_knows_what():
    assert reached(SOURCE, SOURCE.replace("import torch", "import numpy")) is None
    assert reached(SOURCE, SOURCE + "\ndef more(x):\n    return x\n") is None
