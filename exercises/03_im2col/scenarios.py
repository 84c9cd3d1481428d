"""What `conv2d_matmul` builds on, ready-made: so it can be judged alone."""

from torch._C._nn import im2col as columns_of


def im2col(images, kernel_size, stride=1, padding=0):
    """Return the windows of a batch of images as columns."""
    pair = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
    return columns_of(images, pair, (1, 1), (padding, padding), (stride, stride))


BASES = {"im2col": im2col}
