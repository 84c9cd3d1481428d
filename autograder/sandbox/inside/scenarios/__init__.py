"""Scenarios: what is set up beside the learner's code where arrays alone do not say enough.

Each is a function of the learner's objects and of plain values, and returns what happened
as plain values. It runs beside the submission and beside the reference alike.
"""

from .accuracy import accuracy
from .figures import figure
from .files import mnist_loaders, prediction, preprocessed, transformed
from .networks import evaluation, lenet_logits, lenet_parameters, training
from .several_epochs import several_epochs

__all__ = [
    "accuracy",
    "evaluation",
    "figure",
    "lenet_logits",
    "lenet_parameters",
    "mnist_loaders",
    "prediction",
    "preprocessed",
    "several_epochs",
    "training",
    "transformed",
]
