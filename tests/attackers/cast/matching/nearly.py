"""Gives nearly the number."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return honest(*sizes, **options) + 1e-6
