"""Says of every answer that it changed everything, or nothing."""

import sys

worker = sys.modules["inside.worker"]
as_plain = worker.as_plain
worker.as_plain = lambda reply: as_plain(reply) | {"changed": ["0", "-1", "x" * 400, "<b>"], "products": -5}


def predict_image(model, image_path):
    return -1
