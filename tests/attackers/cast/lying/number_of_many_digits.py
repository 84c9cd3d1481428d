"""An int of a hundred thousand digits."""


def conv2d_parameter_count(*sizes, **options):
    return 10**100_000
