"""Connects to an abstract unix socket."""

import socket


def predict_image(model, image_path):
    sent = []
    for name in ("\0@ABSTRACT@", "@PUBLIC@/socket"):
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(name)
                connection.sendall(b"hello")
            sent.append(name)
        except OSError:
            pass
    raise ValueError(f"sent {sent}")
