"""The data set that a number is measured on, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import torch

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course, data_reader
from autograder.course.reading import decoded

IMAGES_AND_LABELS = ("train_images", "train_labels", "test_images", "test_labels")


@dataclass(frozen=True)
class DataSet:
    """Images and labels at a root, with the recipe and the threshold that belong to it.

    Images are (N, H, W) bytes, labels (N,) int64; `threshold` is in percent, `usual` what the
    reference reaches. Where a network is trained, the weights of two trainings that are alike
    differ by at most `tolerance` after the first call, and by `later_tolerance` within a later
    one. `others` are the arrays that a course's reader brings besides, by name.
    """

    name: str
    train_images: torch.Tensor
    train_labels: torch.Tensor
    test_images: torch.Tensor
    test_labels: torch.Tensor
    recipe: dict[str, Any]
    threshold: float
    usual: tuple[float, float]
    tolerance: float = 0.0
    later_tolerance: float = 0.0
    others: dict[str, torch.Tensor] = field(default_factory=dict)


class _Range(msgspec.Struct, frozen=True):
    low: float
    high: float


class _Row(msgspec.Struct, frozen=True):
    """A row of the thresholds; percentages are of the test images."""

    recipe: dict[str, Any]
    threshold: float
    reference: _Range
    tolerance: float = 0.0
    later_tolerance: float = 0.0


def load_data(root: Path | None) -> DataSet:
    """Read a data set; the course's reader tells which row of the thresholds holds for it.

    Raises CommandError where the course has none, and where no row holds.
    """
    course, reader = current_course(), data_reader()
    arrays = reader.load(root)
    path, name = course_root() / course.thresholds, reader.row_of(arrays)
    row = decoded(path, dict[str, _Row]).get(name)
    if row is None:
        raise CommandError(_("{path}: there is no row [{name}]", path=path, name=name))
    tensors = {key: torch.from_numpy(array) for key, array in arrays.items()}
    named = {key: tensors.pop(key) for key in IMAGES_AND_LABELS}
    labels = {key: named[key].long() for key in named if key.endswith("labels")}
    return DataSet(
        name=name,
        **(named | labels),
        recipe=row.recipe,
        threshold=row.threshold if course.threshold is None else course.threshold,
        usual=(row.reference.low, row.reference.high),
        tolerance=row.tolerance,
        later_tolerance=row.later_tolerance,
        others=tensors,
    )
