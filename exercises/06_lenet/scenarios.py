"""Scenarios of exercise 6: what a network is made of, its logits, and the way to them."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.parameter import is_lazy

from autograder.sandbox.inside.tools import gradients, put_in, shape_of

TEN = 10
"""The classes of a LeNet that is made without an argument."""
NO_INIT = "{name} has no __init__ of its own"
NO_CLASS = "{name} is a network, and not its class"
LAYERS = ("conv1", "conv2", "fc1", "fc2", "fc3")
IMAGES, LOGITS = "images", "logits"
UNKNOWN = "?"
Named = tuple[str, Callable[[torch.Tensor], torch.Tensor]]
ACTIVATIONS: tuple[Named, ...] = (
    ("ReLU", F.relu),
    ("", lambda x: x),
    ("ELU", F.elu),
    ("SELU", F.selu),
    ("leaky ReLU", F.leaky_relu),
    ("leaky ReLU (0.1)", functools.partial(F.leaky_relu, negative_slope=0.1)),
    ("leaky ReLU (0.2)", functools.partial(F.leaky_relu, negative_slope=0.2)),
    ("GELU", F.gelu),
    ("SiLU", F.silu),
    ("Mish", F.mish),
    ("softplus", F.softplus),
    ("sigmoid", torch.sigmoid),
    ("tanh", torch.tanh),
    ("ReLU6", F.relu6),
    ("clamp(-1, 1)", F.hardtanh),
    ("hardswish", F.hardswish),
    ("softsign", F.softsign),
    ("abs", torch.abs),
    ("softmax", functools.partial(F.softmax, dim=1)),
    ("log-softmax", functools.partial(F.log_softmax, dim=1)),
)
"""What may come after a layer, by the names that both languages use; nothing is ""."""
POOLINGS: tuple[Named, ...] = (
    ("max 2", lambda x: F.max_pool2d(x, 2)),
    ("", lambda x: x),
    ("mean 2", lambda x: F.avg_pool2d(x, 2)),
    ("max 3", lambda x: F.max_pool2d(x, 3)),
    ("max 2 stride 1", lambda x: F.max_pool2d(x, 2, 1)),
    ("max 3 stride 2", lambda x: F.max_pool2d(x, 3, 2)),
    ("mean", lambda x: x.mean(dim=(2, 3), keepdim=True)),
)
ORDERS = ((0, 1, 2, 3), (0, 1, 3, 2), (0, 2, 3, 1), (0, 2, 1, 3))
"""Orders of a map's axes when it is flattened."""


def lenet_parameters(network: Any, num_classes: int | None) -> dict[str, Any]:
    """Make the learner's network and list the shapes in its state dict, and what is trained."""
    model = _used_once(network, num_classes)
    shapes = {name: shape_of(value) for name, value in model.state_dict().items()}
    made = {name: p for name, p in model.named_parameters() if not is_lazy(p)}
    layers = {name: module for name, module in model.named_modules() if name in LAYERS}
    return {
        "state dict": shapes,
        "settings of the layers": {name: _settings(layer) for name, layer in layers.items()},
        "there are parameters": bool(made),
        "parameters that are not trained": sorted(
            n for n, p in made.items() if not p.requires_grad
        ),
        "outputs of the last layer": _outputs(model),
    }


def _outputs(model: nn.Module) -> list[int]:
    """Count the logits of an image; where there are none, the outputs of the last layer."""
    with contextlib.suppress(Exception), torch.no_grad():  # layers that do not fit
        logits = model.eval()(torch.zeros(2, 1, 28, 28))
        if isinstance(logits, torch.Tensor) and logits.ndim == 2 and len(logits) == 2:
            return [logits.shape[1]]
    return [shape_of(p)[0] for p in model.parameters() if shape_of(p)][-1:]


def lenet_logits(
    network: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    training: bool,
) -> dict[str, Any]:
    """Put `weights` into the learner's network and ask for logits; for training, gradients too.

    Layers of other sizes get those that are due, or else what fits, and zeros: which sizes they
    have, is asked elsewhere. Where the parameters are others there is nothing to put in, and only
    their shapes and that of the logits come back. Through what is no tensor no gradient passes.
    """
    model = _used_once(network, len(weights["fc3.bias"]))
    if not _resized(model, weights, images) and not put_in(model, _fitted(weights, model)):
        shapes = {name: shape_of(p) for name, p in model.named_parameters()}
        return {"parameters": shapes, "shape of the logits": _shape_of_logits(model, images)}
    logits, way = _with_its_way(model.eval(), images)
    result: dict[str, Any] = {"logits": logits, "way": way}
    if training and isinstance(logits, torch.Tensor):
        logits = model.train()(images)
        without = _without_gradient(model, logits)
        others = _other_ones(model, images, logits, result["logits"])
        named = model.named_parameters()
        result |= {
            "logits differ in training mode": others,
            "parameters without a gradient": without,
            "parameters that are trained": sorted(n for n, p in named if p.requires_grad),
            "logits in training mode": logits,
            "gradients": gradients(model),
        }
    return result


def _used_once(network: Any, num_classes: int | None) -> nn.Module:
    """Make the learner's network and send two images through it, which makes lazy layers."""
    if isinstance(network, nn.Module):
        raise TypeError(NO_CLASS.format(name=type(network).__name__))
    if getattr(network, "__init__", None) is nn.Module.__init__:
        raise TypeError(NO_INIT.format(name=network.__name__))
    model: nn.Module = network() if num_classes is None else _new(network, num_classes)
    with contextlib.suppress(Exception), torch.no_grad():  # told when its logits are asked for
        model.eval()(torch.zeros(2, 1, 28, 28))
    return model


def _new(network: Any, num_classes: int) -> nn.Module:
    """Make a network for so many classes; ten are the default, which may be all that it can."""
    try:
        model: nn.Module = network(num_classes)
    except TypeError:
        if num_classes != TEN:
            raise
        model = network()
    return model


def _resized(model: nn.Module, weights: dict[str, torch.Tensor], images: torch.Tensor) -> bool:
    """Give layers of other sizes those of the weights; False, and as before, if it then fails."""
    own = dict(model.named_parameters())
    if not _are_of_one_kind(own, weights):
        return False
    _put_instead(model, {name: nn.Parameter(value.clone()) for name, value in weights.items()})
    try:
        with torch.no_grad():
            model.eval()(images)
    except Exception:  # another line of the learner's relies on its size
        _put_instead(model, own)
        return False
    return True


def _are_of_one_kind(own: dict[str, Any], weights: dict[str, torch.Tensor]) -> bool:
    """Tell whether a network's parameters have the names of the weights, and as many axes."""
    is_named = own.keys() == weights.keys() and not any(map(is_lazy, own.values()))
    return is_named and all(own[name].ndim == value.ndim for name, value in weights.items())


def _put_instead(model: nn.Module, parameters: dict[str, nn.Parameter]) -> None:
    for name, parameter in parameters.items():
        layer, _, piece = name.rpartition(".")
        setattr(model.get_submodule(layer), piece, parameter)


def _fitted(weights: dict[str, torch.Tensor], model: nn.Module) -> dict[str, torch.Tensor]:
    """Cut weights to the sizes of the network's, or fill them up with zeros.

    Units that are too many then add nothing, and of those that there are only some are used. The
    last layer, and what is named differently, stay.
    """
    parameters = dict(model.named_parameters())
    if not _are_of_one_kind(parameters, weights):
        return weights
    own = {name: shape_of(parameter) for name, parameter in parameters.items()}
    if own["fc3.bias"] != shape_of(weights["fc3.bias"]):
        return weights
    fitted = {}
    for name, value in weights.items():
        kept = tuple(slice(min(pair)) for pair in zip(own[name], value.shape))
        fitted[name] = torch.zeros(own[name])
        fitted[name][kept] = value[kept]
    return fitted


def _shape_of_logits(model: nn.Module, images: torch.Tensor) -> tuple[int, ...] | str:
    try:
        with torch.no_grad():
            return shape_of(model.eval()(images))
    except Exception:  # layers that do not fit
        return "an error"


def _other_ones(
    model: nn.Module, images: torch.Tensor, logits: torch.Tensor, evaluated: torch.Tensor
) -> bool | str:
    """Tell whether a network's `logits` in training mode are others than `evaluated`, and when.

    Others at each call are random, others beside other images come of the batch's statistics.
    """
    with torch.no_grad():
        if torch.allclose(logits, evaluated, 1e-4, 1e-4):
            return False
        if not torch.allclose(logits, model.train()(images), 1e-4, 1e-4):
            return "at each call"
        try:
            alone = torch.allclose(logits[:1], model(images[:1]), 1e-4, 1e-4)
        except ValueError:  # batch normalisation of single numbers needs more than one image
            alone = False
    return True if alone else "beside other images"


def _without_gradient(model: nn.Module, logits: torch.Tensor) -> list[str]:
    """Name the parameters that a loss of all logits does not reach."""
    if logits.requires_grad:
        weighted = logits * torch.linspace(-1, 1, logits.numel()).reshape(logits.shape)
        torch.autograd.backward(weighted.sum())
    parameters = model.named_parameters()
    return sorted(name for name, p in parameters if p.grad is None or not p.grad.any())


Step = tuple[str, ...]
"""From where to where, the activation and the pooling between, the order of axes, and settings."""


def _with_its_way(model: nn.Module, images: torch.Tensor) -> tuple[torch.Tensor, list[Step]]:
    """Return the logits, and what happens between the layers that bear LeNet's names.

    A network that has no such modules tells nothing of its way.
    """
    calls: list[tuple[str, torch.Tensor, torch.Tensor, str]] = []
    hooks: list[Any] = []
    with contextlib.suppress(Exception):  # a module that takes none
        for name, module in model.named_modules():
            if name in LAYERS:
                hooks.append(module.register_forward_hook(functools.partial(_note, calls, name)))
    logits = model(images)
    for hook in hooks:
        hook.remove()
    with contextlib.suppress(Exception), torch.no_grad():  # whatever a network does
        return logits, _steps(calls, images, logits)
    return logits, []


def _steps(calls: list[Any], images: torch.Tensor, logits: torch.Tensor) -> list[Step]:
    steps, before, left = [], IMAGES, images
    for name, read, returned, settings in calls:
        steps.append((before, name, *_between(left, read), settings))
        before, left = name, returned
    return [*steps, (before, LOGITS, *_between(left, logits), "")] if steps else []


def _settings(layer: nn.Module) -> str:
    """Write what a layer is made with besides its sizes."""
    defaults = (("stride", (1, 1)), ("padding", (0, 0)), ("dilation", (1, 1)), ("groups", 1))
    return ", ".join(
        f"{setting}={getattr(layer, setting)}"
        for setting, value in defaults
        if getattr(layer, setting, value) != value
    )


def _note(calls: list[Any], name: str, module: nn.Module, read: Any, returned: Any) -> None:
    with contextlib.suppress(Exception):  # a module that is no layer
        kept = (read[0].detach().clone(), returned.detach().clone())
        calls.append((name, *kept, _settings(module)))


def _between(left: torch.Tensor, read: torch.Tensor) -> tuple[str, str, str]:
    """Name the activation, the pooling and the order of axes that lead from one to the other."""
    for activation, pooling, order, value in _made(left, read):
        if value.shape == read.shape and torch.allclose(value, read, 1e-4, 1e-6):
            return activation, pooling, order
    shared = read / left if read.shape == left.shape else torch.zeros(1)
    factor = float(shared[shared.isfinite()].median()) if bool(shared.isfinite().any()) else 0.0
    if factor and torch.allclose(left * factor, read, 1e-4, 1e-6):
        return f"* {factor:.4g}", "", ""
    return UNKNOWN, "", ""


def _made(left: torch.Tensor, read: torch.Tensor) -> Iterator[tuple[str, str, str, torch.Tensor]]:
    poolings = POOLINGS if left.ndim == 4 else POOLINGS[1:2]
    orders = ORDERS if left.ndim == 4 and read.ndim == 2 else ORDERS[:1]
    for (pooling, pool), (activation, act) in itertools.product(poolings, ACTIVATIONS):
        with contextlib.suppress(RuntimeError):  # a map that is too small for this pooling
            for value in (pool(act(left)), act(pool(left))):
                for order in orders if value.numel() == read.numel() else ():
                    laid = value.permute(order) if value.ndim == 4 else value
                    laid = laid.flatten(1) if read.ndim == 2 else laid
                    yield activation, pooling, str(order) if order != ORDERS[0] else "", laid
