"""What lab 8 begins with: the logits and the eight samples of the handout, as digits."""

from autograder.drawing.images import packed, training_image

INPUTS = {
    "logits": [[-1.2, 0.3, -0.5], [2.0, 1.9, -3.0], [-0.1, -0.7, -0.4], [0.0, 0.2, 4.0]],
    "labels": [1, 0, 2, 2],
    "right": [True, True, True, True, False, False, True, True],
    "digits": [packed(training_image(number)) for number in (4, 61, 86, 33, 37, 62, 10, 50)],
}
