"""A generator without an end."""

import itertools


def conv2d_parameter_count(*sizes, **options):
    return itertools.count()
