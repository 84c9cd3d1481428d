"""What is said of an answer that did not come."""

from __future__ import annotations

from autograder.learn.told import TimedOut
from autograder.sandbox.inside.line import Line


def test_an_answer_that_did_not_come_says_where_the_code_was():
    said = TimedOut(2.5, (Line("layers.py", 7, "relu", "while True:"),)).message().splitlines()
    assert said[0] == "No answer after 2.5 seconds. Does a loop never end? It was here:"
    assert "layers.py" in said[1] and "7" in said[1]
    assert any("while True:" in row for row in said[1:])
