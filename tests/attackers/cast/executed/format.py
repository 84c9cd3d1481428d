"""Writes what some formats take for commands."""


def predict_image(model, image_path):
    raise ValueError("{0.__class__.__mro__} %s%n%(x)d ${HOME} `id` $(id) \\x41 %(asctime)s")
