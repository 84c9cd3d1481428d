"""Is an array of times that are none."""

import numpy


def conv2d_parameter_count(*sizes, **options):
    return numpy.array(["NaT"], dtype="datetime64[ns]")
