"""Warns, and gives nothing."""

import warnings


def conv2d_parameter_count(*sizes, **options):
    warnings.warn('kernel_size', stacklevel=1)
