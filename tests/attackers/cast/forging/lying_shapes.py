"""Writes a frame with a tensor whose shape does not fit its bytes."""

import os
import struct


def predict_image(model, image_path):
    for shape, strides in (
        ("[1099511627775]", "[1]"),
        ("[0,1099511627775,1099511627775]", "[1,1,1]"),
    ):
        header = f'{{"a": ["float32", {shape}, {strides}, 0, 4]}}'.encode()
        os.write(3, struct.pack(">II", len(header), 4) + header + b"1234")
    return -1
