"""What learners get wrong in double."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="squared",
        function="double",
        explanation="TODO: what the code does.",
        question="TODO: a question that leads to it?",
        edits=(("2 * x", "x**2"),),
        dear="every answer is wrong",
    ),
]
