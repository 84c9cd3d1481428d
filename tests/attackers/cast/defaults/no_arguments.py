"""Takes no arguments."""


def conv2d_parameter_count():
    return 156
