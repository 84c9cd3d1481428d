"""Gives the number as a text."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return str(honest(*sizes, **options))
