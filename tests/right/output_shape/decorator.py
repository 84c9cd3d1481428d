import functools
import inspect


def validated(**minimum):
    """Checks and widens arguments by a decorator."""

    def wrap(func):
        signature = inspect.signature(func)

        @functools.wraps(func)
        def inner(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            for name, least in minimum.items():
                value = bound.arguments[name]
                if value is None:
                    continue
                value = (value, value) if isinstance(value, int) else tuple(value)
                if any(v < least for v in value):
                    raise ValueError(f"`{name}` must not be below {least}")
                bound.arguments[name] = value
            return func(*bound.args, **bound.kwargs)

        return inner

    return wrap


@validated(input_size=1, kernel_size=1, stride=1, padding=0, dilation=1)
def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    result = ()
    for n, k, s, p, d in zip(input_size, kernel_size, stride, padding, dilation):
        q, _ = divmod(n + 2 * p - d * (k - 1) - 1, s)
        if q < 0:
            raise ValueError("`kernel_size` exceeds the padded input")
        result += (q + 1,)
    return result


@validated(input_size=1, kernel_size=1, stride=1, padding=0)
def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    return conv2d_output_shape(input_size, kernel_size, stride or kernel_size, padding)


@validated(kernel_size=1)
def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = kernel_size
    n = in_channels * kh * kw
    n += int(bias)
    n *= out_channels
    return n
