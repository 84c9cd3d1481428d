"""The data set is what the course's reader and thresholds say, or it is told what is missing."""

from __future__ import annotations

import pytest
import torch
from helpers import write_course

from autograder.checks.data import load_data
from autograder.core.errors import CommandError

READER = """
import numpy as np

def load(root):
    images = np.zeros((2, 3, 4), np.uint8)
    labels = np.array([0, 9], np.uint8)
    return {"train_images": images, "train_labels": labels, "test_images": images,
            "test_labels": labels, "scale": np.ones(3)}

def row_of(arrays):
    return "small"
"""
ROW = "[small]\nrecipe = { bits = 4 }\nthreshold = 80.5\nreference = { low = 85, high = 90.5 }\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(write_course(tmp_path)))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "reader.py").write_text(READER, encoding="utf-8")
    return tmp_path


def test_arrays_and_the_row_that_holds_are_read(root):
    (root / "data" / "thresholds.toml").write_text(ROW, encoding="utf-8")
    data = load_data(root)
    assert (data.name, data.recipe, data.threshold) == ("small", {"bits": 4}, 80.5)
    assert (data.usual, data.tolerance, data.later_tolerance) == ((85, 90.5), 0, 0)
    assert data.test_images.shape == (2, 3, 4) and data.test_labels.tolist() == [0, 9]
    assert data.train_images.dtype == data.test_images.dtype == torch.uint8
    assert data.train_labels.dtype.is_signed and [*data.others] == ["scale"]


def test_a_course_may_have_a_threshold_of_its_own(root):
    (root / "data" / "thresholds.toml").write_text(ROW, encoding="utf-8")
    path = root / "exercises" / "course.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ntitle", "\nthreshold = 0\ntitle"), encoding="utf-8")
    assert load_data(root).threshold == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("small", "large"), r"there is no row \[small\]"),
        (ROW.replace("threshold", "treshold"), "`threshold` is missing"),
        (ROW.replace("low", "least"), "`low` is missing"),
        ("[small", "thresholds.toml: "),
    ],
)
def test_a_row_that_is_not_there_or_not_whole_is_told(root, row, words):
    (root / "data" / "thresholds.toml").write_text(row, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        load_data(root)
