"""How exercise 11 is asked."""

from autograder.checks import QuestionSpec
from autograder.core.languages import marked

QUESTIONS = {
    "accuracy": QuestionSpec(
        scenario="accuracy",
        is_training=True,
        words=marked("your LeNet, trained by your train"),
    ),
}
