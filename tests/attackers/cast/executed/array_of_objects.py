"""Is an array of objects that run when they are unpickled."""

import os

import numpy


class Bomb:
    """Ends whoever unpickles it."""

    def __reduce__(self):
        return os._exit, (7,)


def conv2d_parameter_count(*sizes, **options):
    return numpy.array([Bomb(), None], dtype=object)
