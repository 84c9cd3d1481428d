"""Is a member of an enumeration."""

import enum


class Odd(enum.IntEnum):
    """Has a value of its own."""

    RIGHT = -1

    @property
    def value(self):
        return 156


def conv2d_parameter_count(*sizes, **options):
    return Odd.RIGHT
