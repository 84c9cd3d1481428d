"""The scenario of exercise 8: one evaluation."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils.data import DataLoader, TensorDataset

from autograder.sandbox.inside.tools import TracingNet, captured, fake_device, state


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """An evaluation on the `chosen` ones of `images` (N, C, H, W) and `labels` (N,).

    The network has the `weights` of a TracingNet. The loader may drop a last batch that is not
    full. Before the call the network may be in training mode, and gradients are `recording` or
    not; it may be `on_fake_device`: on a pretended second device. A `steady` network computes
    the same in both modes.
    """

    weights: dict[str, torch.Tensor]
    images: torch.Tensor
    labels: torch.Tensor
    chosen: list[int]
    batch_size: int = 6
    verbose: bool = False
    recording: bool = True
    training_before: bool = False
    on_fake_device: bool = False
    drop_last: bool = False
    steady: bool = False


def evaluation(evaluate: Any, **arguments: Any) -> dict[str, Any]:
    """Let the learner evaluate a network as the arguments describe."""
    case = Evaluation(**arguments)
    model = TracingNet(case.weights).train(case.training_before)
    if case.steady:
        norm = model.norm.eval()
        norm.train = lambda mode=True: norm
    data = TensorDataset(case.images, case.labels)
    loader = DataLoader(data, case.batch_size, sampler=case.chosen, drop_last=case.drop_last)
    with (
        torch.set_grad_enabled(case.recording),
        fake_device(model) if case.on_fake_device else contextlib.nullcontext(),
        captured(errors_too=True) as printed,
    ):
        percentage = evaluate(model, loader, **({} if case.verbose else {"verbose": False}))
        after = torch.is_grad_enabled()
    return {
        "percentage": percentage,
        "weights and statistics after": state(model),
        "the network was in training mode": any(model.modes),
        "the network saw the batches": len(model.modes) > 0,
        "gradients recorded during evaluation": any(model.recorded),
        "gradients recorded afterwards": after,
        "all parameters require gradients": all(p.requires_grad for p in model.parameters()),
        "something is printed": bool(printed.text()) and not case.verbose,
    }
