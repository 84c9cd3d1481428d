"""Gives all numbers below ten thousand."""


def conv2d_parameter_count(*sizes, **options):
    return range(10_000)
