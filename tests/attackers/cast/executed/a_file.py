"""Gives an open file back."""


def conv2d_parameter_count(*sizes, **options):
    return open("/proc/self/maps")
