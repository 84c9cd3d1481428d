"""How exercise 1 is asked."""

from autograder.checks import QuestionSpec

QUESTIONS = {
    "double": QuestionSpec(extra_inputs=lambda draw: ((draw.tenths(draw.integer(2, 4), 3),), {})),
}
