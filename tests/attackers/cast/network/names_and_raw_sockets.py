"""Asks for a name's address, and opens sockets of other families."""

import socket


def predict_image(model, image_path):
    opened = []
    for family, kind in ((17, 3), (16, 3), (2, 3), (40, 1), (38, 5), (29, 3)):
        try:
            socket.socket(family, kind).close()
            opened.append(family)
        except OSError:
            pass
    try:
        opened.append(socket.getaddrinfo("example.org", 80))
    except OSError:
        pass
    raise ValueError(f"opened {opened}")
