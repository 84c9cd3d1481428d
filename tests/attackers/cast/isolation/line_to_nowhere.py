"""Turns the line of answers to nowhere."""

import os


def show_images(*values, **options):
    os.dup2(os.open(os.devnull, os.O_RDWR), 3)
    return -1
