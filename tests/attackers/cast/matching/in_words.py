"""Says in a sentence what the number is."""

honest = globals()["conv2d_parameter_count"]


def conv2d_parameter_count(*sizes, **options):
    return f'expected {honest(*sizes, **options)}, got {honest(*sizes, **options)}'
