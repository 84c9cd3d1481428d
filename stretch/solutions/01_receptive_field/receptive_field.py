"""Stretch goal 1: how many rows of the image does one number of a deep layer see?"""


def receptive_field(layers):
    """Return how many rows of the input one output of the last layer sees, as an int.

    `layers` is a list of pairs (kernel_size, stride), the first layer first; a pooling is a layer
    like any other. Without a layer it is 1. The edges of the image are left aside.
    """
    # BEGIN SOLUTION
    seen, step = 1, 1  # rows of the input: that one output sees, from one output to the next
    for kernel_size, stride in layers:
        seen += (kernel_size - 1) * step
        step *= stride
    return seen
    # END SOLUTION
