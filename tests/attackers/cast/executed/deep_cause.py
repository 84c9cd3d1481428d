"""Raises an error with a thousand causes."""


def predict_image(model, image_path):
    error = None
    for number in range(1000):
        following = ValueError(str(number))
        following.__cause__, following.__suppress_context__ = error, True
        error = following
    raise error
