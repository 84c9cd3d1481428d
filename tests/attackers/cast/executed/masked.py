"""Is an array in which everything is masked."""

import numpy


def conv2d_parameter_count(*sizes, **options):
    return numpy.ma.masked_all(3)
