"""Gives the number with another sign."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return -honest(*sizes, **options)
