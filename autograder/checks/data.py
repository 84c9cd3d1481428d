"""The data set that the accuracy is measured on, and what is asked of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from autograder.course import course_root, current_course
from autograder.data import load_split

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True)
class DataSet:
    """MNIST images and labels at a root, with the recipe and the threshold that belong to it.

    Images are (N, 28, 28) bytes, labels (N,) int64; `threshold` is in percent, `usual` what the
    reference reaches. The weights of two trainings that are alike differ by at most `tolerance`
    after a call of train.
    """

    name: str
    train_images: torch.Tensor
    train_labels: torch.Tensor
    test_images: torch.Tensor
    test_labels: torch.Tensor
    recipe: dict[str, Any]
    threshold: float
    usual: tuple[float, float]
    tolerance: float


def load_data(root: Path) -> DataSet:
    """Read a data set; its size tells which row of `data/thresholds.toml` holds for it."""
    train_images, train_labels = load_split(root, train=True)
    test_images, test_labels = load_split(root, train=False)
    rows = tomllib.loads((course_root() / "data" / "thresholds.toml").read_text(encoding="utf-8"))
    small = len(train_labels) < rows["complete"]["least_training_images"]
    name = "mnist5k" if small else "complete"
    row, course = rows[name], current_course()
    return DataSet(
        name,
        torch.from_numpy(train_images),
        torch.from_numpy(train_labels).long(),
        torch.from_numpy(test_images),
        torch.from_numpy(test_labels).long(),
        row["recipe"],
        row["threshold"] if course.threshold is None else course.threshold,
        (row["reference"]["low"], row["reference"]["high"]),
        row["tolerance"],
    )
