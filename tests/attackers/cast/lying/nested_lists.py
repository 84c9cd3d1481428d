"""Ten thousand lists, each in the next."""


def conv2d_parameter_count(*sizes, **options):
    nested = []
    for _ in range(10_000):
        nested = [nested]
    return nested
