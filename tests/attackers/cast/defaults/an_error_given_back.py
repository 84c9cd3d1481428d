"""Gives an error back instead of raising it."""


def conv2d_parameter_count(*sizes, **options):
    return ValueError('kernel_size')
