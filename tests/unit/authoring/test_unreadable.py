"""Files of a course that Python cannot read are named, with the line."""

from __future__ import annotations

import pytest
from helpers import write_course

from autograder.authoring.unreadable import unreadable
from autograder.course import read_course

GOOD = "from autograder.checks import points\nx = 1\n"


@pytest.fixture
def root(tmp_path):
    return write_course(tmp_path)


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (
            "exercises/04_layers/questions.py",
            "x = 1\ndef (",
            ", line 2: SyntaxError: invalid",
        ),
        ("exercises/04_layers/test_layers.py", "\n\n1 / 0\n", ", line 3: ZeroDivisionError: div"),
        ("exercises/04_layers/measure.py", "import nowhere", ", line 1: ModuleNotFoundError: No"),
        ("solutions/04_layers/mistakes.py", "M = N", ", line 1: NameError: name 'N' is not"),
        ("solutions/04_layers/second_way.py", "x = = 1", ", line 1: SyntaxError: invalid syntax"),
        ("solutions/04_layers/layers.py", "\x00", ": "),
    ],
)
def test_a_file_that_cannot_be_read_is_named(root, path, text, words):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    (line,) = unreadable(root, read_course(root))
    assert line.startswith(path + words)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("exercises/04_layers/layers.py", "the learner's"),
        ("exercises/04_layers/pictures.py", GOOD),
        ("solutions/04_layers/layers.py", "raise RuntimeError('only in the sandbox')\n"),
    ],
)
def test_a_learners_file_and_a_solution_are_not_executed(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    assert not [*unreadable(root, read_course(root))]
