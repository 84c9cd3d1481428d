"""What lab 2 begins with: the handout's two channels and kernels, a third of each, some digits."""

from autograder.drawing.images import packed, training_image

DIGITS = {7: 10, 4: 19, 0: 4, 5: 55}
INPUTS = {
    "channels": [
        [[1, 2, 0, 1], [0, 1, 3, 1], [2, 0, 1, 0]],
        [[0, 1, 1, 2], [1, 0, 2, 0], [0, 1, 0, 1]],
        [[1, 0, 2, 1], [3, 1, 0, 2], [0, 2, 1, 1]],
    ],
    "kernels": [[[1, 0], [0, -1]], [[0, 1], [2, 0]], [[-1, 1], [0, 2]]],
    "bias": 0.5,
    "labels": list(DIGITS),
    "digits": [packed(training_image(number)) for number in DIGITS.values()],
}
