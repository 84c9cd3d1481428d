"""How exercise 6 is asked: what a new LeNet is made of, and its logits with given weights."""

import torch

from autograder.checks import RETURN, Property, QuestionSpec, beside
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


DIFFER, PARAMETERS = "logits differ in training mode", "parameters"
IN_TRAINING = {
    True: N_("In training mode the logits differ from those in evaluation mode."),
    "at each call": N_("In training mode the logits are different at each call."),
    "beside other images": N_(
        "In training mode the logits of an image depend on the other images of its batch."
    ),
}


scenarios = beside(__file__, "scenarios")
LAYERS, DUE_POOLING = scenarios.LAYERS, scenarios.POOLINGS[0][0]
IMAGES, LOGITS, UNKNOWN = scenarios.IMAGES, scenarios.LOGITS, scenarios.UNKNOWN
POOLED = {
    "": N_("no pooling"),
    "max 2": N_("2x2 max pooling"),
    "mean 2": N_("2x2 average pooling"),
    "max 3": N_("3x3 max pooling"),
    "max 2 stride 1": N_("2x2 max pooling with stride 1"),
    "max 3 stride 2": N_("3x3 max pooling with stride 2"),
    "mean": N_("an average over each whole map"),
}


def without_way(answer):
    """Look at the logits, or what there is instead; the way to them is only told."""
    return {name: value for name, value in answer.items() if name != "way"}


STATE_DICT = "state dict"


def parameter_names(answer):
    """Look at the names in the state dict, whatever is kept under them."""
    return {STATE_DICT: dict.fromkeys(answer[STATE_DICT], "")}


def shapes_in(layers):
    """Look at the shapes that the state dict has of these layers."""
    return lambda answer: {
        STATE_DICT: {n: s for n, s in answer[STATE_DICT].items() if n.startswith(layers)}
    }


NO_GRADIENT, NOT_TRAINED = "parameters without a gradient", "parameters that are not trained"


def _seen(wrong):
    """Say which layer has another shape, what happens between layers, and when logits differ."""
    piece, got = wrong.where[0], wrong.got
    if piece == STATE_DICT:
        yield from _other_parameters(got[piece], wrong.expected[piece])
    if PARAMETERS in got and "weights" in wrong.arguments:
        shapes = {name: tuple(value.shape) for name, value in wrong.arguments["weights"].items()}
        yield from _other_parameters(got[PARAMETERS], shapes)
    if piece in (NO_GRADIENT, NOT_TRAINED):
        names = [name for name in got[piece] if name not in wrong.expected[piece]]
        yield Property(
            _("No gradient reaches {names}.", names=_listed(names)),
            _(
                "Does your forward pass use these layers, and do their parameters require "
                "gradients?"
            ),
            at=tuple(names),
        )
    if piece == "outputs of the last layer":
        yield from _other_outputs(got[piece], wrong.expected[piece])
    if piece.startswith("logits") and got.get("way"):
        yield from _another_way(wrong)
    if DIFFER in wrong.expected and not {DIFFER, PARAMETERS} & got.keys():
        yield Property(
            _("What `forward` returns is not a tensor: no gradient can pass through it."),
            _("Which line turns the logits into something else, or returns more than them?"),
            at=(RETURN,),
        )
    elif piece == DIFFER and got[DIFFER] in IN_TRAINING:
        yield Property(
            _(IN_TRAINING[got[DIFFER]]),
            _("Which of your layers does something else in training mode?"),
        )


def _listed(names):
    return ", ".join(f"`{name}`" for name in names[:4]) + (", …" if len(names) > 4 else "")


def _other_parameters(got, expected):
    question = _("Which numbers does the docstring give for this layer, and which do you?")
    for name in expected:
        if name in got and tuple(got[name]) != tuple(expected[name]):
            shapes = {"got": tuple(got[name]), "expected": tuple(expected[name])}
            words = _("`{name}` has the shape {got}; it should be {expected}.", name=name, **shapes)
            yield Property(words, question, at=(name,))
            return
    missing = [name for name in expected if name not in got]
    others = [name for name in got if name not in expected]
    if missing and not others:
        yield Property(
            _("A new network lacks {names}.", names=_listed(missing)),
            _("Which line of `__init__` should make this layer, and does it switch anything off?"),
            at=(*missing, "__init__"),
        )
    elif others and not missing:
        yield Property(
            _("A new network holds {names} besides LeNet's parameters.", names=_listed(others)),
            _("Which line of `__init__` makes them, and what are they for?"),
            at=(*others, "__init__"),
        )


def _other_outputs(got, expected):
    if len(got) == len(expected) == 1:
        numbers = {"got": got[0], "expected": expected[0]}
        yield Property(
            _("For {expected} classes the last layer of the network has {got} outputs.", **numbers),
            _("In which line do you make the last layer, and does it use `num_classes`?"),
            at=(f"{LAYERS[-1]}.weight", "__init__"),
        )


def _another_way(wrong):
    """Say what happens between the layers that should not: all of it that is known."""
    got, expected = wrong.got["way"], wrong.expected["way"]
    names = [step[1] for step in got[:-1]]
    if tuple(names) != LAYERS:
        order = {"got": ", ".join(names), "expected": ", ".join(LAYERS)}
        yield Property(
            _(
                "Your network uses its layers in this order: {got}. It should be {expected}.",
                **order,
            ),
            _("Which line of `forward` uses each of the five layers?"),
            at=("forward",),
        )
        return
    different = [(step, right) for step, right in zip(got, expected) if step != right]
    known = [(step, right) for step, right in different if step[2] != UNKNOWN]
    question = _("Line by line: what does your forward pass do with what each layer returns?")
    said = [*_other_activations(known), *_other_poolings(known), *_other_settings(known)]
    if said:
        at = tuple(layer for _words, layers in said for layer in layers)
        yield Property("\n".join(words for words, _layers in said), question, at=at)
    elif wrong.where[0] == DIFFER:
        return  # in evaluation mode, in which the way is looked at, all may be right
    elif different:
        yield from _of_an_unknown_step(*different[0][0][:2], wrong)
    else:
        yield Property(
            _("Between its layers your network does what it should: a layer itself is different."),
            _("Which arguments do you make each layer with, and which should they be?"),
        )


def _of_an_unknown_step(before, after, wrong):
    between = {"before": before, "after": after}
    if before == IMAGES:
        words = _("`{after}` does not read the images as they are handed over.", **between)
        question = _("What does your forward pass do to `x` before its first layer?")
    elif after == LOGITS:
        if getattr(wrong.got[LOGITS], "shape", None) != wrong.expected[LOGITS].shape:
            return  # of which more can be said
        words = _(
            "`{before}` computes the right numbers, but something else is returned.", **between
        )
        question = _("What happens to the result of the last layer before it is returned?")
    else:
        words = _(
            "Up to the result of `{before}` everything is right; what `{after}` reads is not.",
            **between,
        )
        question = _("What does your forward pass do between these two layers?")
    at = tuple(layer for layer in (before, after) if layer in LAYERS)
    yield Property(words, question, at=at)


def _other_activations(steps):
    """Say what comes after which layers, and name these; ReLU comes after all but the last."""
    after: dict[tuple[str, bool], list[str]] = {}
    for (before, _name, kind, *_rest), right in steps:
        if kind == right[2]:
            continue
        if before == IMAGES and kind.startswith("*"):
            words = _("The images are multiplied by {factor} before `conv1`.", factor=kind[2:])
            yield words, LAYERS[:1]
        elif before == IMAGES:
            yield _("The images go through {kind} before `conv1`.", kind=kind), LAYERS[:1]
        else:
            after.setdefault((kind, before == LAYERS[-1]), []).append(before)
    for (kind, is_last), layers in after.items():
        values = {"layers": _listed(layers), "kind": kind.removeprefix("* ")}
        if kind.startswith("*"):
            words = _("What {layers} returns is multiplied by {kind}.", **values)
        elif is_last:
            words = _("After {layers} comes {kind}; nothing should come there.", **values)
        elif kind:
            words = _("After {layers} comes {kind}; it should be ReLU.", **values)
        else:
            words = _("After {layers} comes no activation; it should be ReLU.", **values)
        yield words, layers


def _other_poolings(steps):
    for (before, _name, _kind, pooling, *_rest), _right in steps:
        if before.startswith("conv") and pooling != DUE_POOLING:
            kinds = {"got": _(POOLED[pooling]), "expected": _(POOLED[DUE_POOLING])}
            words = _(
                "After `{layer}` comes {got}; it should be {expected}.", layer=before, **kinds
            )
            yield words, (before,)


def _other_settings(steps):
    for (_before, name, _kind, _pooling, order, settings), _right in steps:
        of_layer = {"name": name, "settings": settings}
        if settings:
            words = _("`{name}` has {settings}, which LeNet's does not have.", **of_layer)
            yield words, (name,)
        if order:
            yield _("The axes of the maps are flattened in the order {order}.", order=order), ()


QUESTIONS = {
    "lenet_logits": QuestionSpec(
        function="LeNet",
        scenario="lenet_logits",
        words=N_("the logits of a LeNet with the weights given"),
        setup=_setup_of_logits,
        extra_inputs=_logits,
        compared=without_way,
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
