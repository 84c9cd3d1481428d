"""Yields where it should return."""


def conv2d_parameter_count(*sizes, **options):
    yield 156
