"""How exercise 11 is asked."""

from autograder.checks import QuestionSpec
from autograder.core.languages import N_

QUESTIONS = {
    "accuracy": QuestionSpec(
        scenario="accuracy",
        is_training=True,
        words=N_("your LeNet, trained by your train"),
    ),
}
