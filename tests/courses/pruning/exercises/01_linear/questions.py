"""How exercise 1 is asked."""

from autograder.checks import QuestionSpec


def _weight_and_sparsity(draw):
    rows, columns = draw.integers(2, 4, 8)
    weight = draw.tenths(rows, columns)  # one decimal: some magnitudes are equal
    return (weight, draw.integer(20, 80) / 100), {}


QUESTIONS = {
    "magnitude_mask": QuestionSpec(extra_inputs=_weight_and_sparsity),
    "prune_linear": QuestionSpec(extra_inputs=_weight_and_sparsity),
}
