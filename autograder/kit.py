"""Where the kit's folders are, and the exercises in the chapter's order."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.inside.layout import PARTS

DATA_VARIABLE = "AUTOGRADER_DATA"
KIT_VARIABLE = "AUTOGRADER_KIT"
ACCURACY = "accuracy"


@dataclass(frozen=True)
class Exercise:
    """One exercise: its number in the chapter's order, its name and its points."""

    number: int
    name: str
    points: int

    @property
    def folder(self) -> str:
        """The name of the exercise's folder."""
        return f"{self.number:02}_{self.name}"

    @property
    def file(self) -> str | None:
        """The file that the learner edits, relative to `exercises/`; accuracy has none."""
        return f"{self.folder}/{self.name}.py" if self.name in PARTS else None


_POINTS = {
    "output_shape": 8,
    "filters": 14,
    "im2col": 8,
    "layers": 10,
    "mnist_data": 8,
    "lenet": 10,
    "train": 10,
    "evaluate": 10,
    "fit": 8,
    "predict": 4,
    ACCURACY: 10,
}
EXERCISES = tuple(Exercise(n, name, pts) for n, (name, pts) in enumerate(_POINTS.items(), 1))
TOTAL = sum(exercise.points for exercise in EXERCISES)


class KitError(Exception):
    """Something about the kit or its data is not as it must be; the message is one line."""


def home() -> Path:
    """Give the folder that holds `exercises/`; raises KitError when there is none."""
    named = os.environ.get(KIT_VARIABLE)
    root = Path(named) if named else Path(__file__).resolve().parents[1]
    if not (root / "exercises").is_dir():
        raise KitError(f"no exercises/ in {root}: set {KIT_VARIABLE} to the kit's folder")
    return root


def data_root(chosen: str | os.PathLike[str] | None = None) -> Path:
    """Give the folder that holds MNIST/raw: chosen, from the environment, or the kit's own."""
    root = Path(chosen or os.environ.get(DATA_VARIABLE) or home() / "data" / "mnist5k")
    if not (root / "MNIST" / "raw").is_dir():
        raise KitError(f"no MNIST/raw in {root}: name a folder that holds it with --data")
    return root


def exercise_named(name: str) -> Exercise:
    """Find an exercise by its name, number or folder; raises KitError with those there are."""
    for exercise in EXERCISES:
        if name in (exercise.name, str(exercise.number), exercise.folder):
            return exercise
    names = ", ".join(exercise.name for exercise in EXERCISES)
    raise KitError(f"no exercise is called {name!r}; there are {names}")
