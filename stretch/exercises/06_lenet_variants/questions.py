"""How stretch goal 6 is asked."""

import torch

from autograder.checks import QuestionSpec
from autograder.core.languages import N_, _

FULLY_CONNECTED = {"fc1": (120, 256), "fc2": (84, 120)}
STRIDED = {"conv1": (6, 1, 5, 5), "conv2": (16, 6, 5, 5)}
SMALL = {
    **{"conv1a": (6, 1, 3, 3), "conv1b": (6, 6, 3, 3)},
    **{"conv2a": (16, 6, 3, 3), "conv2b": (16, 16, 3, 3)},
}


def some_weights(draw, convolutions, num_classes):
    """Draw weights and biases of a size that keeps all layers alive."""
    shapes = convolutions | FULLY_CONNECTED | {"fc3": (num_classes, 84)}
    weights = {}
    for name, shape in shapes.items():
        fan_in = torch.Size(shape[1:]).numel()
        weights[f"{name}.weight"] = draw.normal(*shape) * (2 / fan_in) ** 0.5
        weights[f"{name}.bias"] = draw.normal(shape[0]) / 4
    return weights


def _logits(convolutions):
    def extra(draw):
        weights = some_weights(draw, convolutions, draw.integer(5, 10))
        return (weights, draw.normal(draw.integer(1, 3), 1, 28, 28)), {}

    return extra


def _setup_of_logits(of):
    yield _("{count} classes", count=len(of["weights"]["fc3.bias"]))
    yield _("images of shape {shape}", shape=tuple(of["images"].shape))


def _setup_of_parameters(of):
    if of["num_classes"] is not None:
        yield _("{count} classes", count=of["num_classes"])


def _specs(name, function, convolutions, words):
    return {
        f"{name}_logits": QuestionSpec(
            function=function,
            scenario="variant_logits",
            words=words[0],
            setup=_setup_of_logits,
            extra_inputs=_logits(convolutions),
            returned=("logits",),
            shown=("images",),
        ),
        f"{name}_parameters": QuestionSpec(
            function=function,
            scenario="variant_parameters",
            words=words[1],
            setup=_setup_of_parameters,
            extra_inputs=lambda draw: ((draw.integer(3, 8),), {}),
        ),
    }


QUESTIONS = {
    **_specs(
        "strided",
        "StridedLeNet",
        STRIDED,
        (
            N_("the logits of a StridedLeNet with the weights given"),
            N_("the parameters of a new StridedLeNet"),
        ),
    ),
    **_specs(
        "small",
        "SmallKernelLeNet",
        SMALL,
        (
            N_("the logits of a SmallKernelLeNet with the weights given"),
            N_("the parameters of a new SmallKernelLeNet"),
        ),
    ),
}
