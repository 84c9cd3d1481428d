"""Aborts."""

import os


def conv2d_parameter_count(*sizes, **options):
    os.abort()
