"""Where the kit's folders are, and the exercises in the chapter's order."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.languages import _, chosen
from autograder.sandbox.inside.layout import PARTS

DATA_VARIABLE = "AUTOGRADER_DATA"
KIT_VARIABLE = "AUTOGRADER_KIT"
ACCURACY = "accuracy"
RECORDED = "recorded"
"""Where a released kit keeps the answers that it compares with."""
PACKED = Path(__file__).with_name("kit.zip")
"""The learners' kit, where a wheel brings it."""


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
    """Something is not as it must be; the message is one line.

    `exit_code` is that of the command: 2 where it is to be called in another way, 1 where
    something failed on the way.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def home() -> Path:
    """Give the folder that holds `exercises/`; raises KitError when there is none."""
    root = place()
    if not (root / "exercises").is_dir():
        if PACKED.is_file() and not os.environ.get(KIT_VARIABLE):
            raise KitError(
                _("no exercises/ here: `autograder start FOLDER` writes them; then work in FOLDER")
            )
        raise KitError(
            _(
                "no exercises/ in {root}: set {name} to the kit's folder",
                root=root,
                name=KIT_VARIABLE,
            )
        )
    return root


def place() -> Path:
    """Return the folder where the kit should be, whether it is there or not.

    The one that is named, or the one that the package lies in. A wheel brings the package alone:
    then the kit is the folder of learners in which the command is run, or one above it.
    """
    named = os.environ.get(KIT_VARIABLE)
    if named:
        return Path(named)
    beside = Path(__file__).resolve().parents[1]
    if (beside / "exercises").is_dir():
        return beside
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return beside
    return next(filter(_is_released, (here, *here.parents)), beside)


def _is_released(folder: Path) -> bool:
    return (folder / "exercises").is_dir() and (folder / RECORDED).is_dir()


def data_root(named: str | os.PathLike[str] | None = None) -> Path:
    """Give the folder that holds MNIST/raw: named, from the environment, or the kit's own."""
    root = Path(named or os.environ.get(DATA_VARIABLE) or home() / "data" / "mnist5k")
    if not (root / "MNIST" / "raw").is_dir():
        raise KitError(
            _("no MNIST/raw in {root}: name a folder that holds it with --data", root=root)
        )
    return root


def exercise_named(name: str) -> Exercise:
    """Find an exercise by its name, number or folder; raises KitError with those there are."""
    for exercise in EXERCISES:
        if name in (exercise.name, str(exercise.number), exercise.folder):
            return exercise
    names = ", ".join(exercise.name for exercise in EXERCISES)
    raise KitError(
        _("no exercise is called {name}; there are {names}", name=repr(name), names=names)
    )


def handout(name: str) -> str:
    """Give the path of an exercise's handout in the language chosen, relative to the kit."""
    folder = f"exercises/{exercise_named(name).folder}"
    translated = f"{folder}/README.{chosen()}.md"
    return translated if (place() / translated).is_file() else f"{folder}/README.md"
