"""Gives back what it was given."""


def conv2d_parameter_count(*sizes, **options):
    return sizes[0]
