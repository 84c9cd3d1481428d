"""Gives nothing."""


def conv2d_parameter_count(*sizes, **options):
    return None
