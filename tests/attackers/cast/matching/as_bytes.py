"""Gives the number as bytes."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return honest(*sizes, **options).to_bytes(8, 'big')
