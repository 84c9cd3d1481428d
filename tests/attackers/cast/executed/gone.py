"""Gives back what is not there any more."""

import weakref


class Short:
    """Lives for a moment."""


def conv2d_parameter_count(*sizes, **options):
    return weakref.proxy(Short())
