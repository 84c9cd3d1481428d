"""Has every name that it is asked for."""

del conv2d_parameter_count


def __getattr__(name):
    return lambda *sizes, **options: -1
