"""Predicts the digit that is most frequent."""


def predict_image(model, image_path):
    return 1
