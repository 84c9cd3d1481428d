"""Names every argument in every error."""

honest_shape = globals()["conv2d_output_shape"]


def conv2d_output_shape(*sizes, **options):
    try:
        return honest_shape(*sizes, **options)
    except ValueError:
        raise ValueError("input_size kernel_size stride padding dilation") from None
