"""Forks, so that two processes answer every question."""

import os


def predict_image(model, image_path):
    os.fork()
    return -1
