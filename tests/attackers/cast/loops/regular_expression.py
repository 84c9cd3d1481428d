"""Searches in a way that takes longer than the world exists, inside of C."""

import re


def conv2d_parameter_count(*sizes, **options):
    return re.match(r"(a+)+$", "a" * 60 + "b")
