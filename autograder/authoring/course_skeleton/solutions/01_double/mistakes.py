"""What learners get wrong in double."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="squared",
        function="double",
        says="TODO: what the code does.",
        asks="TODO: a question that leads to it?",
        edits=(("2 * x", "x**2"),),
        dear="every answer is wrong",
    ),
]
