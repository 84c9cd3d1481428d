"""Questions about exercise 6: shapes on the way, what is learned, and logits by hand."""

import torch

from autograder.checks import QuizQuestion
from autograder.core.languages import N_
from autograder.sandbox.inside.tools import put_in

SHAPES = {"conv1": (6, 1, 5, 5), "conv2": (16, 6, 5, 5), "fc1": (120, 256), "fc2": (84, 120)}
RANDOM = ("layer-made-in-forward", "layers-in-a-plain-list")
"""With these the logits come of weights that nobody gave."""
NEVER = N_("the layer is never called")


def shape_into(network, layer, count):
    """Return the shape of what reaches a layer for so many images."""
    return _shape(network, layer, count, coming_in=True)


def shape_out_of(network, layer, count):
    """Return the shape of what a layer makes of so many images."""
    return _shape(network, layer, count, coming_in=False)


def _shape(network, layer, count, coming_in):
    model, shapes = network(), []

    def note(_layer, given, left):
        shapes.append(tuple(given[0].shape if coming_in else left.shape))

    found = dict(model.named_modules())[layer]
    if coming_in:  # noted though the layer itself may not fit
        found.register_forward_pre_hook(lambda layer, given: note(layer, given, None))
    else:
        found.register_forward_hook(note)
    try:
        model(torch.zeros(count, 1, 28, 28))
    except RuntimeError:
        if not shapes:
            raise
    return shapes[0] if shapes else NEVER


def shape_of_logits(network, num_classes, count):
    """Return the shape of the logits of so many images."""
    return tuple(network(num_classes=num_classes)(torch.zeros(count, 1, 28, 28)).shape)


def learned(network, num_classes):
    """Count the numbers that training may change."""
    parameters = network(num_classes=num_classes).parameters()
    return sum(parameter.numel() for parameter in parameters if parameter.requires_grad)


def names_kept(network):
    """Count the names in the state dict."""
    return len(network().state_dict())


def with_gradients(network, count):
    """Count the parameters that a loss of all logits reaches."""
    model = network()
    for parameter in model.parameters():
        torch.nn.init.constant_(parameter, 0.01)
    model(torch.ones(count, 1, 28, 28)).sum().backward()
    return sum(parameter.grad is not None for parameter in model.parameters())


def by_hand(network, before, weights, bias):
    """Return the logits where all weights are 0 but some.

    `before` are biases of the layer before the last, `weights` (classes, as many) and `bias`
    (classes,) those of the last one.
    """
    model = network(num_classes=len(bias))
    shapes = SHAPES | {"fc3": (len(bias), 84)}
    values = {f"{name}.weight": torch.zeros(shape) for name, shape in shapes.items()}
    values |= {f"{name}.bias": torch.zeros(shape[0]) for name, shape in shapes.items()}
    values["fc2.bias"][: len(before)] = before
    values["fc3.weight"][:, : len(before)] = weights
    values["fc3.bias"] = bias
    if not put_in(model, values):
        raise ValueError("its parameters are not LeNet's")
    return model.eval()(torch.zeros(2, 1, 28, 28))[0]


def _network_by_hand(draw):
    return {
        "before": torch.tensor([draw.integer(1, 4), -draw.integer(1, 4)]).float(),
        "weights": draw.digits(2, 2, least=1, most=3),
        "bias": -draw.digits(2, least=0, most=3),
    }


def _only_a_bias(draw):
    numbers = torch.tensor(draw.integers(3, -3, 3)).float()
    return {"before": torch.zeros(1), "weights": torch.zeros(3, 1), "bias": numbers}


def _images(layer):
    return lambda draw: {"layer": layer, "count": draw.integer(2, 9)}


def _classes(draw):
    return {"num_classes": draw.integer(2, 9)}


QUIZ = [
    QuizQuestion(
        name="into_fc1",
        function="LeNet",
        scenario="shape_into",
        draw=_images("fc1"),
        words=N_("{count} images go through LeNet. What is the shape of the input of `fc1`?"),
        told=lambda of: {"count": of["count"]},
    ),
    QuizQuestion(
        name="out_of_conv2",
        function="LeNet",
        scenario="shape_out_of",
        draw=_images("conv2"),
        words=N_("{count} images go through LeNet. What is the shape of the output of `conv2`?"),
        told=lambda of: {"count": of["count"]},
    ),
    QuizQuestion(
        name="shape_of_logits",
        function="LeNet",
        scenario="shape_of_logits",
        draw=lambda draw: dict(zip(("num_classes", "count"), draw.integers(2, 2, 9))),
        words=N_(
            "`model = LeNet(num_classes={num_classes})`, and `images` holds {count} images. What "
            "is the shape of `model(images)`?"
        ),
        told=dict,
    ),
    QuizQuestion(
        name="learned",
        function="LeNet",
        scenario="learned",
        draw=_classes,
        words=N_("How many numbers does `LeNet(num_classes={num_classes})` learn?"),
        told=dict,
    ),
    QuizQuestion(
        name="names_kept",
        function="LeNet",
        scenario="names_kept",
        draw=lambda draw: {},
        words=N_("How many names does `LeNet().state_dict()` hold?"),
    ),
    QuizQuestion(
        name="with_gradients",
        function="LeNet",
        scenario="with_gradients",
        draw=lambda draw: {"count": draw.integer(1, 4)},
        words=N_(
            "`backward` is called on the sum of LeNet's logits for {count} images. How many of "
            "its parameters then have a gradient, if the weight of a layer counts as one and "
            "its bias as another?"
        ),
        told=dict,
    ),
    QuizQuestion(
        name="only_a_bias",
        function="LeNet",
        scenario="by_hand",
        draw=_only_a_bias,
        words=N_(
            "All weights and biases of LeNet are 0, except the bias of `fc3`. Which logits "
            "does it return for an image?"
        ),
        arrays=lambda of: {"fc3.bias": of["bias"]},
        without=RANDOM,
    ),
    QuizQuestion(
        name="by_hand",
        function="LeNet",
        scenario="by_hand",
        draw=_network_by_hand,
        words=N_(
            "All weights and biases of LeNet are 0, except these: the first two biases of "
            "`fc2`, the weights of `fc3` that belong to the same two numbers, and the bias of "
            "`fc3`. Which logits does it return for an image?"
        ),
        arrays=lambda of: {
            "fc2.bias[:2]": of["before"],
            "fc3.weight[:, :2]": of["weights"],
            "fc3.bias": of["bias"],
        },
        without=RANDOM,
    ),
]
