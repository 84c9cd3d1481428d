"""Writes a frame of random bytes."""

import os
import struct


def predict_image(model, image_path):
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, struct.pack(">II", 1000, 1000) + os.urandom(2000))
        except OSError:
            pass
    return -1
