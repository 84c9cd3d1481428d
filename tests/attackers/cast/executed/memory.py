"""Gives its memory back."""


def conv2d_parameter_count(*sizes, **options):
    return memoryview(bytearray(1 << 20)).cast('B', (1024, 1024))
