"""Gives a pointer back that leads nowhere."""

import ctypes


def conv2d_parameter_count(*sizes, **options):
    return ctypes.cast(8, ctypes.POINTER(ctypes.c_long))
