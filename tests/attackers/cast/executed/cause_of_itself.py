"""Raises an error that is its own cause."""


def predict_image(model, image_path):
    first, second = ValueError("one"), ValueError("two")
    first.__cause__, second.__cause__, first.__context__ = second, first, first
    raise first
