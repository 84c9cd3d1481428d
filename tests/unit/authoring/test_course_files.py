"""What an instructor said of a course is written into its files, whoever wrote them and how."""

from __future__ import annotations

import pytest
from helpers import write_course

from autograder.authoring.course_files import course_text, exercise_text
from autograder.course import CourseSettings, current_course, read_course, use_settings


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    yield write_course(tmp_path)
    use_settings(CourseSettings())


def change(root, path, old, new):
    file = root / "exercises" / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


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


def test_files_of_which_nothing_was_said_stay_as_they_are(root):
    for exercise in current_course().exercises:
        path = root / "exercises" / exercise.folder / "exercise.toml"
        assert exercise_text(root, exercise) == path.read_text(encoding="utf-8")
    path = root / "exercises" / "course.toml"
    assert course_text(root) == path.read_text(encoding="utf-8")
