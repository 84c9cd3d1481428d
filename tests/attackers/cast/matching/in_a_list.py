"""Gives the number in a list."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return [honest(*sizes, **options)]
