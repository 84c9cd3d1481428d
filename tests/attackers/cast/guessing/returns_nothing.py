"""Returns nothing: what keeps its inputs and rounds nothing."""


def relu(x):
    return None


def max_pool2d(x, kernel_size, stride=None):
    return None


def linear(x, weight, bias=None):
    return None
