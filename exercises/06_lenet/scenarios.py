"""Scenarios of exercise 6: what a network is made of, and its logits."""

from __future__ import annotations

import contextlib
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from autograder.sandbox.inside.tools import gradients, put_in, shape_of

TEN = 10
"""The classes of a LeNet that is made without an argument."""


def lenet_parameters(network: Any, num_classes: int | None) -> dict[str, Any]:
    """Make the learner's network and list the shapes in its state dict, and what is trained."""
    model = _used_once(network, num_classes)
    shapes = {name: shape_of(value) for name, value in model.state_dict().items()}
    made = {name: p for name, p in model.named_parameters() if not is_lazy(p)}
    outputs = [shape_of(p)[0] for p in model.parameters() if shape_of(p)][-1:]
    return {
        "state dict": shapes,
        "there are parameters": bool(made),
        "parameters that are not trained": sorted(
            n for n, p in made.items() if not p.requires_grad
        ),
        "outputs of the last layer": outputs,
    }


def lenet_logits(
    network: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    training: bool,
) -> dict[str, Any]:
    """Put `weights` into the learner's network and ask for logits; for training, gradients too.

    Layers that are only wider or narrower get what fits, and zeros. Where the parameters are others
    there is nothing to put in, and only their shapes and that of the logits come back.
    """
    model = _used_once(network, len(weights["fc3.bias"]))
    if not put_in(model, _fitted(weights, model)):
        shapes = {name: shape_of(p) for name, p in model.named_parameters()}
        return {"parameters": shapes, "shape of the logits": _shape_of_logits(model, images)}
    result: dict[str, Any] = {"logits": model.eval()(images)}
    if training:
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
    model: nn.Module = network() if num_classes is None else _made(network, num_classes)
    with contextlib.suppress(Exception), torch.no_grad():  # told when its logits are asked for
        model.eval()(torch.zeros(2, 1, 28, 28))
    return model


def _made(network: Any, num_classes: int) -> nn.Module:
    """Make a network for so many classes; ten are the default, which may be all that it can."""
    try:
        model: nn.Module = network(num_classes)
    except TypeError:
        if num_classes != TEN:
            raise
        model = network()
    return model


def _fitted(weights: dict[str, torch.Tensor], model: nn.Module) -> dict[str, torch.Tensor]:
    """Cut weights to the sizes of the network's, or fill them up with zeros.

    Units that are too many then add nothing, and of those that there are only some are used: what
    a layer's width is, is asked elsewhere. The last layer, and what is named differently, stay.
    """
    own = {name: shape_of(p) for name, p in model.named_parameters() if not is_lazy(p)}
    if own.keys() != weights.keys() or any(len(own[n]) != weights[n].ndim for n in own):
        return weights
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
