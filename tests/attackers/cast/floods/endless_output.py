"""Prints without an end."""

import os


def conv2d_parameter_count(*sizes, **options):
    while True:
        os.write(1, b"\x1b[2J" * 1000)
