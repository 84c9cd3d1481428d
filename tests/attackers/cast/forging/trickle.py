"""Announces a long answer and sends a byte now and then (for 40 seconds at most)."""

import os
import struct
import time


def predict_image(model, image_path):
    os.write(3, struct.pack(">II", 1_000_000, 1_000_000))
    end = time.monotonic() + 40
    while time.monotonic() < end:
        os.write(3, b" ")
        time.sleep(0.05)
    os._exit(0)
