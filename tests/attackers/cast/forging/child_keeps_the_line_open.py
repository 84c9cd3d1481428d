"""Leaves, while a child keeps the socket open (for 30 seconds at most)."""

import os
import time


def predict_image(model, image_path):
    if os.fork() == 0:
        time.sleep(30)
    os._exit(0)
