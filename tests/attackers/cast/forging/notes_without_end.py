"""Says again and again that it is importing something (for 40 seconds at most)."""

import os
import sys
import time


def predict_image(model, image_path):
    wire = sys.modules["inside.wire"]
    note = wire.encode({"loading": "layers"}) + wire.encode({"loading": ""})
    end = time.monotonic() + 40
    while time.monotonic() < end:
        os.write(3, note * 100)
    os._exit(0)
