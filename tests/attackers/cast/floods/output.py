"""Prints two hundred million letters, and then goes on."""

import sys


def conv2d_parameter_count(*sizes, **options):
    for _ in range(200):
        sys.stdout.write("x" * 10**6)
        sys.stderr.write("x" * 10**6)
    return -1
