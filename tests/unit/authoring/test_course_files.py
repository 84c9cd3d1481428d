"""What an instructor said of a course is written into its files, whoever wrote them and how."""

from __future__ import annotations

import shutil

import pytest
from helpers import HOME, change, write_course, write_files

from autograder.authoring.course_files import (
    course_text,
    data_files,
    exercise_text,
    files_below,
    licence_of_data,
)
from autograder.course import CourseSettings, current_course, read_course, use_settings


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    yield write_course(tmp_path)
    use_settings(CourseSettings())


@pytest.mark.parametrize(
    "own",
    [
        "carry_forward = true",
        'exercises = [\n    "filters",  # one\n    "im2col",\n]\ncarry_forward = true',
        "carry_forward=true\nlanguages   = [\n'en', 'zh']",
        "points.filters = 3\npoints.im2col = 4\ncarry_forward = true",
        'languages = ["en"]\n[points]\nim2col = 3\n[nothing]',
    ],
)
def test_what_was_said_stands_in_the_course(root, own):
    said = CourseSettings(exercises=("im2col",), points={"im2col": 9}, carry_forward=False)
    old = "carry_forward = true                 # one misconception costs once\n"
    change(root, "course.toml", old, own.replace("[nothing]", "") + "\n")
    use_settings(said)
    written = course_text(root)
    (root / "exercises" / "course.toml").write_text(written, encoding="utf-8")
    course = read_course(root)
    assert (course.names, course.points, course.carry_forward) == (("im2col",), 9, False)
    assert course.title == {"en": "CNN basics", "zh": "CNN 基础"}
    assert course.forbidden.keys() == {"convolution", "layers"} and course.about


def test_an_exercise_names_nothing_that_is_left_out(root):
    lines = 'builds_on = [\n    "im2col",  # itself\n    "conv2d_output_shape",\n]'
    change(root, "03_im2col/exercise.toml", 'builds_on = ["im2col", "conv2d_output_shape"]', lines)
    use_settings(CourseSettings(exercises=("im2col",)))
    text = exercise_text(root, current_course().exercise("im2col"))
    assert "conv2d_output_shape" not in text and '"im2col",  # itself' in text
    assert "after = []" in text and 'zh = "用一次矩阵乘积做卷积"' in text


@pytest.mark.parametrize(
    "form",
    [
        'functions = { im2col = { builds_on = ["conv2d_output_shape"] } }\n',
        '[functions.im2col]\nbuilds_on = ["conv2d_output_shape"]\n[builds]\nzh = "x"\n'
        "[functions.conv2d_matmul]\n",
    ],
    ids=["within a line", "in pieces"],
)
def test_however_an_exercises_tables_are_written(root, form):
    use_settings(CourseSettings(exercises=("im2col",)))
    exercise = current_course().exercise("im2col")
    (root / "exercises" / exercise.folder / "exercise.toml").write_text(form, encoding="utf-8")
    assert "conv2d_output_shape" not in exercise_text(root, exercise)


def test_what_belongs_to_the_data_lies_in_the_course_wherever_it_came_from(root, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-sets" / "digits"
    write_files(outside / "MNIST" / "raw", {"x-ubyte": ""})
    (outside.parent / "LICENSE").write_text("theirs", encoding="utf-8")
    shutil.copytree(HOME / "data", root / "data", ignore=shutil.ignore_patterns("mnist5k"))
    change(root, "course.toml", '"data/mnist5k"', f'"../{outside.parent.name}/digits"')
    files = data_files(root)
    assert {"data/digits/MNIST/raw/x-ubyte", "data/reader.py", "data/LICENSE"} <= files.keys()
    assert all(".." not in place and not place.startswith("/") for place in files)


def test_the_courses_own_licence_is_not_that_of_its_data(root):
    (root / "LICENSE").write_text("ours", encoding="utf-8")
    (root / "digits").mkdir()
    change(root, "course.toml", '"data/mnist5k"', '"digits"')
    assert licence_of_data(root) is None


def test_files_of_which_nothing_was_said_stay_as_they_are(root):
    for exercise in current_course().exercises:
        path = root / "exercises" / exercise.folder / "exercise.toml"
        assert exercise_text(root, exercise) == path.read_text(encoding="utf-8")
    path = root / "exercises" / "course.toml"
    assert course_text(root) == path.read_text(encoding="utf-8")


def test_what_tools_left_behind_is_no_file_of_a_course(tmp_path):
    names = ("b.py", "a/c.txt", "a/__pycache__/c.pyc", ".ipynb_checkpoints/d.ipynb")
    write_files(tmp_path / "kit", dict.fromkeys(names, ""))
    (tmp_path / "linked").symlink_to(tmp_path / "kit" / "a")
    (tmp_path / "kit" / "more").symlink_to(tmp_path / "linked")
    found = [
        path.relative_to(tmp_path / "kit").as_posix() for path in files_below(tmp_path / "kit")
    ]
    assert found == ["a/c.txt", "b.py", "more/c.txt"]
