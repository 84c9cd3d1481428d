"""A list of ten million numbers."""


def conv2d_parameter_count(*sizes, **options):
    return [0] * 10**7
