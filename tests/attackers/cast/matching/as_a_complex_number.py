"""Gives the number with an imaginary part."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return complex(honest(*sizes, **options), 1e-9)
