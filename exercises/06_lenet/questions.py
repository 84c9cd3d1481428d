"""How exercise 6 is asked: what a new LeNet is made of, and its logits with given weights."""

import torch

from autograder.checks import Property, QuestionSpec
from autograder.core.languages import N_, _


def lenet_weights(draw, num_classes):
    """Draw weights for LeNet, of a size that keeps all layers alive; its biases are zero.

    Of each hidden layer only the first half is read by the next one, so that a network whose layers
    are somewhat narrower, or wider, has the same logits.
    """
    shapes = {"conv1": (6, 1, 5, 5), "conv2": (16, 6, 5, 5), "fc1": (120, 256)}
    shapes |= {"fc2": (84, 120), "fc3": (num_classes, 84)}
    weights = {}
    for name, shape in shapes.items():
        fan_in = torch.Size(shape[1:]).numel() // (1 if name == "conv1" else 2)
        weights[f"{name}.weight"] = draw.normal(*shape) * (2 / fan_in) ** 0.5
        if name != "conv1":
            weights[f"{name}.weight"][:, shape[1] // 2 :] = 0
        weights[f"{name}.bias"] = torch.zeros(shape[0])
    return weights


def lenet_weights_with_biases(draw, num_classes):
    """Draw weights for LeNet of which none is negative: nothing is cut off by a ReLU."""
    return {
        name: value.abs() / value[0].numel() ** 0.5
        if name.endswith("weight")
        else draw.normal(len(value)).abs() + 0.2
        for name, value in lenet_weights(draw, num_classes).items()
    }


def _logits(draw):
    weights = lenet_weights(draw, draw.integer(5, 10))
    images = draw.normal(draw.integer(1, 3), 1, 28, 28)
    return (weights, images, bool(draw.integer(0, 1))), {}


def _setup_of_parameters(of):
    count = of["num_classes"]
    yield "LeNet()" if count is None else f"LeNet(num_classes={count})"


def _setup_of_logits(of):
    yield f"LeNet({len(of['weights']['fc3.bias'])})"
    yield _("images of shape {shape}", shape=tuple(of["images"].shape))
    if of["training"]:
        yield _("in training mode too")


DIFFER = "logits differ in training mode"
IN_TRAINING = {
    True: N_("In training mode the logits are others than in evaluation mode."),
    "at each call": N_("In training mode the logits are others at each call."),
    "beside other images": N_(
        "In training mode the logits of an image depend on the other images of its batch."
    ),
}


def _seen(wrong):
    """Say which layer has another shape, and when logits differ."""
    if wrong.where[0] == "state dict":
        got, expected = (result["state dict"] for result in (wrong.got, wrong.expected))
        others = [name for name in expected if name in got and got[name] != expected[name]]
        if others:
            name = others[0]
            yield Property(
                _(
                    "`{name}` has the shape {got}; it should be {expected}.",
                    name=name,
                    got=tuple(got[name]),
                    expected=tuple(expected[name]),
                ),
                _("Which numbers does the docstring give for this layer, and which do you?"),
            )
    if wrong.where[0] == DIFFER and wrong.got[DIFFER] in IN_TRAINING:
        yield Property(
            _(IN_TRAINING[wrong.got[DIFFER]]),
            _("Which of your layers does something else in training mode?"),
        )


QUESTIONS = {
    "lenet_logits": QuestionSpec(
        function="LeNet",
        scenario="lenet_logits",
        words=N_("the logits of a LeNet with the weights given"),
        setup=_setup_of_logits,
        extra_inputs=_logits,
        returned=("logits", "logits in training mode"),
        shown=("images",),
        seen=_seen,
    ),
    "lenet_parameters": QuestionSpec(
        function="LeNet",
        scenario="lenet_parameters",
        words=N_("the parameters of a new LeNet"),
        setup=_setup_of_parameters,
        extra_inputs=lambda draw: ((draw.integer(3, 8),), {}),
        seen=_seen,
    ),
}
