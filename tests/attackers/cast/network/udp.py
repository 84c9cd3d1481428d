"""Sends a datagram to this machine."""

import socket


def predict_image(model, image_path):
    sent = []
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as sender:
                sender.sendto(b"hello", (address, int("@UDP@")))
            sent.append(address)
        except OSError:
            pass
    raise ValueError(f"sent {sent}")
