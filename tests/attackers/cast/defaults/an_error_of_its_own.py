"""Raises what inherits from nothing but the root of all errors."""


class Odd(BaseException):
    """Is caught by few."""


def conv2d_parameter_count(*sizes, **options):
    raise Odd(156)
