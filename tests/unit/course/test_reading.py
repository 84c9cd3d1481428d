"""A course is read from its folder, and what is wrong in it is told with the file."""

from __future__ import annotations

import re
import shutil

import pytest
from helpers import change, write_course

from autograder.core.errors import CommandError
from autograder.course import data_reader, data_root, own_data, read_course
from autograder.course.consistency import OF_THE_DATA


@pytest.fixture
def root(tmp_path):
    return write_course(tmp_path)


def test_the_folders_numbers_are_the_order(root):
    (root / "exercises" / "02_filters").rename(root / "exercises" / "40_filters")
    assert read_course(root).names[-1] == "filters"


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (
            "09_fit/exercise.toml",
            "points = 8",
            "points = 'x'",
            r"09_fit.exercise\.toml: points: a text, expected a whole number",
        ),
        ("09_fit/exercise.toml", "minutes", "minuets", "there is no `minuets`; there are "),
        ("09_fit/exercise.toml", '"hard"', '"harder"', "harder"),
        (
            "09_fit/exercise.toml",
            'after = ["train"',
            'after = ["trian"',
            "`after` names trian, which",
        ),
        ("04_layers/exercise.toml", '"layers"', '"lairs"', "`forbids` names lairs"),
        ("02_filters/exercise.toml", '["apply_filter"]', '["filter"]', "`builds_on` names filter"),
        ("course.toml", "data = ", "date = ", r"course\.toml: there is no `date`; there are"),
        (
            "02_filters/exercise.toml",
            '["cross_correlate"]',
            '["conv_layer"]',
            "`builds_on` of apply_filter leads back to it",
        ),
        ("09_fit/exercise.toml", "points = 8", "points = 0", "points of fit: 0, expected 1 to"),
        ("09_fit/exercise.toml", "[functions.fit]", "[functions.relu]", "have a function relu"),
        ("09_fit/exercise.toml", "minutes", 'kind = "measured"\nminutes', "more than one exercise"),
        ("course.toml", "torch = 'conv", "torch = '(conv", r"forbidden\.convolution: missing \)"),
        ("course.toml", "carry_forward", "threshold = 101\ncarry_forward", "threshold: 101"),
        ("course.toml", "carry_forward", "languages = ['xy']\ncarry_forward", "no texts in 'xy'"),
        ("course.toml", "carry_forward", "exercises = ['x']\ncarry_forward", "called 'x'"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(root, path, old, new, words):
    change(root, path, old, new)
    with pytest.raises(CommandError, match=words):
        read_course(root)


@pytest.mark.parametrize("name", ["filters", "x_filters", "2_", "02_two words"])
def test_a_folder_of_another_name_is_no_exercise(root, name):
    (root / "exercises" / "02_filters").rename(root / "exercises" / name)
    with pytest.raises(CommandError, match="is not an exercise's folder"):
        read_course(root)


def test_two_exercises_of_one_number_are_refused(root):
    (root / "exercises" / "02_filters").rename(root / "exercises" / "3_filters")
    with pytest.raises(CommandError, match="two exercises have the number 3"):
        read_course(root)


def test_two_exercises_of_one_name_are_refused(root):
    (root / "exercises" / "02_filters").rename(root / "exercises" / "02_layers")
    with pytest.raises(CommandError, match="two exercises are called layers"):
        read_course(root)


def test_a_course_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"course\.toml: No such file"):
        read_course(tmp_path)


@pytest.mark.parametrize("key", ["data", "reader", "thresholds"])
def test_what_is_measured_needs_a_data_set(root, key):
    change(root, "course.toml", f"\n{key} = ", "\n# ")
    with pytest.raises(CommandError, match=f"`{key}` is missing: what is measured needs"):
        read_course(root)


def test_what_is_measured_depends_on_something(root):
    path = root / "exercises" / "11_accuracy" / "exercise.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"depends_on = \[.*?\]", "depends_on = []", text), encoding="utf-8")
    with pytest.raises(CommandError, match="`depends_on` names no function"):
        read_course(root)


def without_data(root, monkeypatch):
    """Leave the measured exercise out of a course, and its data set."""
    shutil.rmtree(root / "exercises" / "11_accuracy")
    for key in OF_THE_DATA:
        change(root, "course.toml", f"\n{key} = ", "\n# ")
    monkeypatch.setenv("AUTOGRADER_COURSE", str(root))


def test_a_course_in_which_nothing_is_measured_needs_no_data_set(root, monkeypatch):
    without_data(root, monkeypatch)
    assert data_root() is own_data() is None
    monkeypatch.setenv("AUTOGRADER_DATA", "of another course")
    assert data_root() is None
    for asked in (lambda: data_root("x"), data_reader):
        with pytest.raises(CommandError, match="this course has no data set"):
            asked()


def test_a_data_set_is_all_there_or_not_at_all(root, monkeypatch):
    without_data(root, monkeypatch)
    change(root, "course.toml", "title = ", 'reader = "data/reader.py"\ntitle = ')
    with pytest.raises(CommandError, match="`data` is missing"):
        read_course(root)
