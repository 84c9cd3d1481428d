"""The scenario of exercise 9: several epochs with a `train` and an `evaluate` of its own."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograder.sandbox.inside.tools import captured, gradients, optimizer_settings, state

EPOCH_LINE = re.compile(r"^Epoch *(\d+) (Accuracy \S+% / Best Accuracy: \S+%)$")

ELSEWHERE = "it is in the current folder"
BESIDE = "it lies beside the folder"
NO_FILE = "there is no such file"
NO_STATE_DICT = "it holds no state dict"
WEIGHTS = "they are weights"
TRAIN_ON = ("train on the test images", "train on the training images")
EVALUATE_ON = ("evaluate on the test images", "evaluate on the training images")
NO_EVALUATE = "no evaluate"
GRADIENTS = "they are gradients"
OF_NO_EPOCH = "of no epoch"
NOT_BY_NAME = "a file that does not hold tensors by name ({})"
UNREADABLE = "a file that torch.load cannot read ({})"
OTHER_NAMES = "under other names"
INSIDE = "the tensors lie in a dict inside the dict"

FILES = ("model.pt", "model_gradients.pt")
States = list[dict[str, torch.Tensor]]
A_CLASS = "the class itself and no loss function"
MOST_LINES = 20
ON_TRAINING_IMAGES = 3.25  # so much higher is an accuracy on the training images


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course of epochs.

    `steps` are the gradients (epochs, out, in) that `train` sets for a layer of `weight`
    (out, in), `accuracies` what `evaluate` gives after each; `before` is the accuracy of
    untrained weights. With `in_place`, the gradients of each epoch are written over those of the
    epoch before. The `folder` is handed over as a `str`, as a `Path`, or as `either` of them. The
    model may have an `unused` parameter. `options` go to `fit` as they are.
    """

    weight: torch.Tensor
    steps: torch.Tensor
    accuracies: list[float]
    options: dict[str, Any]
    before: float = 12.5
    folder: str = "either"
    in_place: bool = True
    unused: bool = False


class _Folder(str):
    """A folder as a string that can be continued with `/` too: which it is, one check asks."""

    def __truediv__(self, name: str) -> Path:
        """Return the path of what lies in it."""
        return Path(self) / name


class Network(nn.Module):
    """A linear layer and statistics; an `unused` parameter never gets a gradient."""

    def __init__(self, weight: torch.Tensor, unused: bool) -> None:
        super().__init__()
        self.fc = nn.Linear(weight.shape[1], weight.shape[0])
        self.norm = nn.BatchNorm1d(weight.shape[0], affine=False)
        if unused:
            self.unused = nn.Parameter(torch.zeros(2))
        with torch.no_grad():
            self.fc.weight.copy_(weight)
            self.fc.bias.zero_()

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Return (N, out) logits for (N, in) rows."""
        logits: torch.Tensor = self.norm(self.fc(rows))
        return logits


class ScriptedTraining:
    """A `train` and an `evaluate` whose results are set beforehand, and what they saw."""

    def __init__(self, course: Course, untrained: dict[str, torch.Tensor]) -> None:
        self.untrained = untrained
        self.steps, self.accuracies = course.steps, course.accuracies
        self.before, self.in_place = course.before, course.in_place
        steps = self.steps
        rows = torch.arange(4.0 * steps.shape[2]).reshape(4, -1)
        samples = TensorDataset(rows, torch.arange(4) % steps.shape[1])
        self.loaders = (DataLoader(samples, batch_size=2), DataLoader(samples, batch_size=2))
        self.calls: list[str] = []
        self.states: States = []
        self.gradients: States = []
        self.optimizers: list[Any] = []
        self.settings: list[dict[str, Any]] = []
        self.losses: list[Any] = []
        self.goes_on = True

    def train(
        self, model: Any, dataloader: Any, criterion: Any, optimizer: Any, callbacks: Any = None
    ) -> None:
        """Take the step of this epoch."""
        before = state(model)
        self.goes_on = self.goes_on and _equal(before, [self.untrained, *self.states][-1])
        self.calls.append(TRAIN_ON[self._is_training(dataloader)])
        self.settings.append(optimizer_settings(optimizer))
        step = self.steps[len(self.states) % len(self.steps)]
        for parameter, slope in ((model.fc.weight, step), (model.fc.bias, step.sum(dim=1))):
            if parameter.grad is None or not self.in_place:
                parameter.grad = torch.zeros_like(parameter)
            parameter.grad.copy_(slope)  # in place: a reference to it is no copy
        optimizer.step()
        model.norm.running_mean += step.mean()
        self._note(model)
        self.optimizers.append(optimizer)
        self.losses.append(_loss(criterion, step.T, torch.arange(step.shape[1]) % step.shape[0]))

    train.__qualname__ = "train"  # what learners read of it in an error

    def evaluate(self, model: Any, dataloader: Any, verbose: bool = True) -> float:
        """Return the accuracy that belongs to the weights that the model has now.

        On the training images it is higher.
        """
        is_training = self._is_training(dataloader)
        self.calls.append(EVALUATE_ON[is_training])
        more = ON_TRAINING_IMAGES * is_training
        now = state(model)
        known = [self.untrained, *self.states]
        if not self.settings and not any(_equal(now, one) for one in known):
            self._note(model)  # trained by another `train`: what is kept is judged all the same
        for index, saved_state in reversed(list(enumerate(self.states))):
            if _equal(now, saved_state):
                return self.accuracies[index % len(self.accuracies)] + more
        return self.before + more

    evaluate.__qualname__ = "evaluate"

    def _note(self, model: Any) -> None:
        """Keep the weights and gradients that an epoch ends with."""
        self.states.append(state(model))
        parameters = gradients(model).items()
        self.gradients.append({name: value for name, value in parameters if value is not None})

    def _is_training(self, dataloader: Any) -> bool:
        return dataloader is self.loaders[0]


def fit_run(fit: Any, **arguments: Any) -> dict[str, Any]:
    """Let the learner's `fit` run through a course of epochs and look at all it leaves.

    What is kept is told as the epoch that it is of.
    """
    course = Course(**arguments)
    model = Network(course.weight, course.unused)
    scripted = ScriptedTraining(course, state(model))
    with tempfile.TemporaryDirectory() as current_folder, tempfile.TemporaryDirectory() as around:
        (out := Path(around) / "out").mkdir()
        with _inside(current_folder), captured(errors_too=False) as printed:
            best = fit(
                model,
                *scripted.loaders,
                out_dir={"str": str, "Path": Path, "either": _Folder}[course.folder](str(out)),
                train=scripted.train,
                evaluate=scripted.evaluate,
                **course.options,
            )
        files = {path.name: _read(path) for path in sorted(out.iterdir())}
        beside = [path.name.removeprefix(out.name) for path in Path(around).glob("out?*")]
        strays = sorted(path.name for path in Path(current_folder).iterdir())
    are_there = files.keys() >= set(FILES)  # what is written besides, a log, is nobody's business
    shown = [[n for n in names if not are_there or n in FILES] for names in (sorted(files), strays)]
    elsewhere_only = dict.fromkeys(strays, ELSEWHERE) | dict.fromkeys(beside, BESIDE)
    states, slopes = scripted.states, scripted.gradients
    weights, saved = ((elsewhere_only | files).get(name) for name in FILES)
    return {
        "best accuracy": best,
        "calls of train and evaluate": _pairs(scripted.calls),
        "each epoch goes on from the one before": scripted.goes_on,
        "lines printed": _lines(printed.text()),
        "one optimizer for all epochs": len({id(o) for o in scripted.optimizers}) <= 1,
        "settings of the optimizer": scripted.settings,
        "losses of the criterion": scripted.losses,
        "names in model.pt": _names(weights),
        "epoch of the weights in model.pt": _kept(weights, states, slopes, GRADIENTS),
        "names in model_gradients.pt": _names(saved),
        "epoch of the gradients in model_gradients.pt": _kept(saved, slopes, states, WEIGHTS),
        "epoch of the weights left in the model": _epoch_of(state(model), scripted.states),
        "files in the requested folder": shown[0],
        "files in the current folder": shown[1],
    }


def _equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(one[name], other[name]) for name in other)


def _pairs(calls: list[str]) -> list[str]:
    """Keep each call of train, with a call of evaluate on the test images before the next one.

    Where there is none, it is the call that follows.
    """
    kept = []
    for place, call in enumerate(calls):
        if call.startswith("train"):
            rest = itertools.takewhile(lambda c: c.startswith("evaluate"), calls[place + 1 :])
            then = list(rest) or [NO_EVALUATE]
            kept.append(f"{call}, {EVALUATE_ON[False] if EVALUATE_ON[False] in then else then[0]}")
    return kept


def _names(saved: Any) -> Any:
    """List the names in a file; what does not hold tensors by name stays as it was read."""
    return sorted(saved) if isinstance(saved, dict) else saved


def _epoch_of(saved: Any, states: States) -> int | str:
    """Tell after which epoch a model held these tensors, looking at the names in common."""
    if not isinstance(saved, dict):
        if saved is None:
            return NO_FILE
        told = isinstance(saved, str) and saved != NOT_BY_NAME.format("a network")
        return saved if told else NO_STATE_DICT
    if saved and states and not any(name in saved for values in states for name in values):
        return OTHER_NAMES
    for number, values in enumerate(states, 1):
        names = [name for name in values if isinstance(saved.get(name), torch.Tensor)]
        if names and all(torch.equal(saved[name].cpu(), values[name]) for name in names):
            return number
    return OF_NO_EPOCH


def _kept(saved: Any, of: States, others: States, called: str) -> int | str:
    """Tell of which epoch tensors are; of `others`, what they are `called`."""
    epoch = _epoch_of(saved, of)
    return called if epoch == OF_NO_EPOCH and _epoch_of(saved, others) != OF_NO_EPOCH else epoch


@contextlib.contextmanager
def _inside(folder: str) -> Any:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _loss(criterion: Any, logits: torch.Tensor, labels: torch.Tensor) -> Any:
    """Return a criterion's loss; one that takes no logits and labels is no reason to end here."""
    try:
        return A_CLASS if isinstance(criterion, type) else criterion(logits, labels)
    except Exception as error:  # whatever was made a criterion of
        return f"an error: {type(error).__name__}"


def _lines(printed: str) -> list[str]:
    """Return the epoch lines; where none has their form, what begins like one, or all."""
    lines = [line.strip() for line in printed.replace("\r", "\n").splitlines() if line.strip()]
    found = [match for match in map(EPOCH_LINE.match, lines) if match]
    others = [line for line in lines if line.lower().startswith("epoch")]
    return [f"Epoch {int(m[1])} {m[2]}" for m in found] or others or lines[:MOST_LINES]


def _read(path: Path) -> Any:
    """Read tensors by name, however they were pickled; of anything else, say what it is."""
    try:
        content = torch.load(path, weights_only=True)
    except Exception:  # another protocol of pickle, or another class: the learner's own, as it runs
        try:
            content = torch.load(path, weights_only=False)
        except Exception as error:  # whatever the file holds
            return UNREADABLE.format(type(error).__name__)
        values = list(content.values()) if isinstance(content, dict) else [content]
        others = [value for value in values if not isinstance(value, torch.Tensor)]
        if others:
            return NOT_BY_NAME.format(_class_of(others[0]))
    if isinstance(content, dict) and any(isinstance(v, dict) for v in content.values()):
        return INSIDE
    return dict(content) if isinstance(content, dict) else content


def _class_of(value: Any) -> str:
    return "a network" if isinstance(value, nn.Module) else type(value).__name__
