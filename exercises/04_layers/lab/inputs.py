"""What lab 4 begins with: the numbers of the handout, and a digit."""

from autograder.drawing.images import packed, training_image

INPUTS = {
    "map": [[1, -2, 3, 0, 7], [-4, 0, 5, 2, 8], [-3, -1, -6, -2, 9], [-5, -2, -4, -7, 9]],
    "linear": {"x": [1, 2, -1], "weight": [[2, 0, 1], [-1, 3, 0.5]], "bias": [0.5, -1]},
    "digit": packed(training_image(19)),
}
