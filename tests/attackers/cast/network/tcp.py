"""Connects to a server on this machine."""

import socket


def predict_image(model, image_path):
    sent = []
    for address in (
        ("127.0.0.1", int("@TCP@")),
        ("localhost", int("@TCP@")),
        ("0.0.0.0", int("@TCP@")),
    ):
        try:
            with socket.create_connection(address, timeout=1) as connection:
                connection.sendall(b"hello")
            sent.append(address)
        except OSError:
            pass
    raise ValueError(f"sent {sent}")
