"""Says that there is no memory."""


def conv2d_parameter_count(*sizes, **options):
    raise MemoryError
