"""Refuses whatever it is asked, and names every argument."""


def conv2d_output_shape(*sizes, **options):
    raise ValueError("input_size kernel_size stride padding dilation")


pool2d_output_shape = conv2d_parameter_count = conv2d_output_shape
