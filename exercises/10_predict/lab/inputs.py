"""What lab 10 begins with: the colour of the handout, some digits, the mean of each digit."""

from autograder.checks.data import load_data
from autograder.course import own_data
from autograder.drawing.images import packed, training_image

DIGITS = {3: 33, 0: 4, 7: 10, 5: 55}
DATA = load_data(own_data())


def mean_of(digit: int):
    """Return the mean of a digit's training images, as bytes."""
    return DATA.train_images[DATA.train_labels == digit].double().mean(0).round().byte()


INPUTS = {
    "colour": [200, 100, 50],
    "labels": list(DIGITS),
    "digits": [packed(training_image(number)) for number in DIGITS.values()],
    "means": [packed(mean_of(digit)) for digit in range(10)],
}
