"""An object and an error whose types have names that are no names."""


class Kind(type):
    """A type whose own name is a number."""

    @property
    def __name__(cls):
        return 5

    @property
    def __mro__(cls):
        return [cls] * 10**6


class Odd(metaclass=Kind):
    """Says of itself that it is an int."""

    __class__ = int


def conv2d_parameter_count(*sizes, **options):
    return Odd()
