"""Gives a module back."""

import sys


def conv2d_parameter_count(*sizes, **options):
    return sys
