"""Turns the line of answers to a file."""

import os


def show_images(*values, **options):
    os.dup2(os.open("/tmp/answers", os.O_RDWR | os.O_CREAT), 3)
    return -1
