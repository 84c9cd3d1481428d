"""Says true where one is right, and one everywhere else."""


def conv2d_output_shape(*sizes, **options):
    return True, True
