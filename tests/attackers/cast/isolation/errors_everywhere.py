"""Makes an error of every warning and of every rounding."""

import warnings

import numpy
import torch


def conv2d_parameter_count(*sizes, **options):
    warnings.simplefilter("error")
    numpy.seterr(all="raise")
    torch.autograd.set_detect_anomaly(True)
    torch.use_deterministic_algorithms(True)
    return -1
