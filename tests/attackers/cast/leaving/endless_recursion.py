"""Recurses through C until the stack is full."""

import sys


def conv2d_parameter_count(*sizes, **options):
    sys.setrecursionlimit(10**9)
    return max([1, 2], key=conv2d_parameter_count)
