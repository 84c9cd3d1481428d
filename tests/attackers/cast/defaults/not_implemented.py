"""Gives what Python takes for `ask the other side`."""


def conv2d_parameter_count(*sizes, **options):
    return NotImplemented
