"""Gives three dots."""


def conv2d_parameter_count(*sizes, **options):
    return ...
