"""Is an array of records with odd names."""

import numpy


def conv2d_parameter_count(*sizes, **options):
    return numpy.zeros(3, dtype=[("<b>", "i4"), ("\x1b[31m", "O")])
