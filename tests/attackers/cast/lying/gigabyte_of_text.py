"""A text of a thousand million letters."""


def conv2d_parameter_count(*sizes, **options):
    return "x" * 10**9
