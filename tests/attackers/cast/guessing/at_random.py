"""Draws a number."""

import random


def conv2d_parameter_count(*sizes, **options):
    return random.randint(1, 5000)
