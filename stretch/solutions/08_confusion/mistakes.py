"""What goes wrong in confusion.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="labels-in-columns",
        function="confusion_matrix",
        explanation="Rows and columns are swapped: the row is the label, the column the "
        "prediction.",
        question="A 4 was taken for a 9. In which row is it counted?",
        edits=(("matrix[label, prediction]", "matrix[prediction, label]"),),
    ),
    Mistake(
        name="pairs-counted-once-a-batch",
        function="confusion_matrix",
        explanation="A pair of label and prediction that occurs several times in a batch is "
        "counted once: with a list of indices, `+=` adds to each place once only.",
        question="What is `m` after `m = torch.zeros(3)` and `m[[1, 1]] += 1`?",
        edits=(("zip(labels.tolist(), predictions.tolist())", "[(labels, predictions)]"),),
    ),
    Mistake(
        name="confused-in-training-mode",
        function="confusion_matrix",
        explanation="The network is not put into evaluation mode: batch normalisation looks at "
        "the batch, and its statistics change.",
        question="In which mode is a network that was just trained?",
        edits=(("    model.eval()\n", ""),),
    ),
    Mistake(
        name="only-confusions-counted",
        function="confusion_matrix",
        explanation="Right samples are left out, so that the diagonal is empty.",
        question="Where is a 4 counted that is taken for a 4?",
        edits=(
            ("matrix[label, prediction] += 1", "matrix[label, prediction] += label != prediction"),
        ),
    ),
]
