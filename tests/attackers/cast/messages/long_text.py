"""Raises an error with a text of ten million letters."""


def conv2d_parameter_count(*sizes, **options):
    raise ValueError("x" * 10**7)
