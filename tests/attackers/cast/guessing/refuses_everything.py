"""Refuses whatever it is asked, and names the argument that is refused most often."""


def conv2d_output_shape(*sizes, **options):
    raise ValueError("kernel_size")


pool2d_output_shape = conv2d_parameter_count = conv2d_output_shape
