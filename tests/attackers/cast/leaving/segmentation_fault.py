"""Reads where no memory is."""

import ctypes


def conv2d_parameter_count(*sizes, **options):
    return ctypes.string_at(1)
