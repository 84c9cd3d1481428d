"""Writes a frame with two million brackets."""

import os
import socket
import struct


def predict_image(model, image_path):
    header = b"[" * 2_000_000
    socket.socket(fileno=os.dup(3)).sendall(struct.pack(">II", len(header), 0) + header)
    return -1
