"""No formula: walk along each direction and count where the kernel can stand."""


def _both(value):
    return value if isinstance(value, tuple) else (value,) * 2


def _walk(size, kernel, stride, padding, dilation):
    cells = range(-padding, size + padding)
    touched = list(range(0, kernel * dilation, dilation))
    start, places = cells.start, 0
    while start + touched[-1] in cells:
        places += 1
        start += stride
    return places


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    given = locals()
    for name in ("input_size", "kernel_size", "stride", "dilation"):
        if min(_both(given[name])) <= 0:
            raise ValueError(name + " must be positive")
    if min(_both(padding)) < 0:
        raise ValueError("padding must not be negative")
    result = []
    for axis in 1, 0:
        result.append(_walk(*(_both(v)[axis] for v in (input_size, kernel_size, stride, padding, dilation))))
    if 0 in result:
        raise ValueError("there is no place for a kernel of kernel_size " + str(kernel_size))
    return tuple(result)


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    return conv2d_output_shape(input_size, kernel_size, stride if stride is not None else kernel_size, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    height, width = _both(kernel_size)
    count = 0
    for _filter in range(out_channels):
        for _kernel in range(in_channels):
            count += height * width
        count += 1 if bias else 0
    return count
