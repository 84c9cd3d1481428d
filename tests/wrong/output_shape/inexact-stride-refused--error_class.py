"""With an error class of my own and structural pattern matching."""


class ShapeError(ValueError):
    def __init__(self, argument, reason):
        super().__init__(argument, reason)
        self.argument = argument
        self.reason = reason

    def __str__(self):
        return f"[{self.argument}] {self.reason}"


class _Spec:
    def __init__(self, **arguments):
        for name, value in arguments.items():
            match value:
                case (int() as h, int() as w):
                    pass
                case int() as h:
                    w = h
                case _:
                    raise ShapeError(name, f"neither int nor pair: {value!r}")
            low = {"padding": 0}.get(name, 1)
            if not (h >= low and w >= low):
                raise ShapeError(name, f"{value!r} is below {low}")
            setattr(self, name, (h, w))

    def __getitem__(self, axis):
        span = self.dilation[axis] * (self.kernel_size[axis] - 1) + 1
        steps, rest = divmod(self.input_size[axis] + 2 * self.padding[axis] - span, self.stride[axis])
        if steps < 0:
            raise ShapeError("kernel_size", "does not fit into the padded input")
        if rest:
            raise ShapeError("stride", f"{rest} pixels are left over")
        return steps + 1


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    spec = _Spec(input_size=input_size, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    return spec[0], spec[1]


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    if stride is None:
        return pool2d_output_shape(input_size, kernel_size, kernel_size, padding)
    spec = _Spec(input_size=input_size, kernel_size=kernel_size, stride=stride, padding=padding, dilation=1)
    return spec[0], spec[1]


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    match kernel_size:
        case (h, w):
            area = h * w
        case side:
            area = side**2
    weights = out_channels * in_channels * area
    return weights + out_channels if bias else weights
