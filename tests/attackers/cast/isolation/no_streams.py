"""Takes the streams away."""

import sys


def show_images(*values, **options):
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = sys.stdin = None
    return -1
