"""What an instructor says of a course changes it, or is refused."""

from __future__ import annotations

import re
from fractions import Fraction

import msgspec
import pytest
from helpers import HOME

from autograder.core.errors import CommandError
from autograder.course import CourseSettings, read_course, read_settings
from autograder.course.settings import left_out, with_settings

COURSE = read_course(HOME)


def test_what_is_not_said_stays():
    assert with_settings(COURSE, CourseSettings()) == COURSE


def test_exercises_keep_their_order_and_their_numbers():
    given = with_settings(COURSE, CourseSettings(exercises=("layers", "filters")))
    assert given.names == ("filters", "layers") and given.points == 24
    assert [exercise.number for exercise in given.exercises] == [2, 4]
    assert list(given.functions) == ["filters", "layers"]


def test_new_points_scale_the_checks():
    given = with_settings(COURSE, CourseSettings(points={"filters": 21}))
    exercise = given.exercise("filters")
    assert (exercise.points, exercise.scale) == (21, Fraction(3, 2))
    again = with_settings(given, CourseSettings(points={"filters": 7}))
    assert again.exercise("filters").scale == Fraction(1, 2)
    assert given.points == 107
    assert with_settings(COURSE, CourseSettings(points={"filters": 1})).points == 87


def test_the_rest_is_taken_over():
    given = with_settings(COURSE, CourseSettings(threshold=91.5, carry_forward=False))
    assert (given.threshold, given.carry_forward) == (91.5, False)
    assert COURSE.carry_forward


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (CourseSettings(exercises=("filterz",)), "no exercise is called 'filterz'"),
        (CourseSettings(points={"x": 1}), "no exercise is called 'x'"),
        (CourseSettings(exercises=("fit",), points={"filters": 3}), "filters, which is left out"),
        (CourseSettings(points={"filters": 0}), "points of filters: 0, expected 1 to 10,000"),
        (CourseSettings(points={"filters": 10_001}), "points of filters: 10001, expected"),
        (CourseSettings(threshold=-0.5), "threshold: -0.5, expected 0 to 100, in percent"),
        (CourseSettings(threshold=100.5), "threshold: 100.5"),
        (CourseSettings(threshold=float("nan")), "threshold: nan"),
        (
            CourseSettings(exercises=("fit",), threshold=90.0),
            "threshold: accuracy is left out: add",
        ),
        (CourseSettings(languages=("en", "fr")), "there are no texts in 'fr'; there are en, zh"),
        (CourseSettings(exercises=("accuracy", "train")), "accuracy is measured from lenet"),
    ],
)
def test_what_cannot_be_is_refused(settings, words):
    with pytest.raises(CommandError, match=words):
        with_settings(COURSE, settings)


def test_the_example_for_instructors_is_taken(tmp_path):
    text = (HOME / "docs" / "instructors.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "mine.toml").write_text(example, encoding="utf-8")
    settings = read_settings(tmp_path / "mine.toml")
    given = with_settings(COURSE, settings)
    assert given.names == settings.exercises and given.threshold == settings.threshold
    assert settings.points and settings.languages and not given.carry_forward


def test_an_exercise_may_be_named_by_its_number_or_its_folder():
    by_name = CourseSettings(exercises=("filters", "layers"), points={"layers": 3})
    otherwise = CourseSettings(exercises=("2", "04_layers"), points={"4": 3})
    assert with_settings(COURSE, otherwise) == with_settings(COURSE, by_name)


def test_points_and_thresholds_may_be_as_large_as_their_bounds():
    settings = CourseSettings(points={"filters": 10_000, "layers": 1}, threshold=100)
    given = with_settings(COURSE, settings)
    assert given.exercise("filters").points == 10_000 and given.threshold == 100
    assert with_settings(COURSE, CourseSettings(threshold=0)).threshold == 0


def test_a_language_that_the_course_has_not_is_refused():
    english = msgspec.structs.replace(COURSE, languages=("en",))
    with pytest.raises(CommandError, match="the course has no zh; it has en"):
        with_settings(english, CourseSettings(languages=("en", "zh")))
    assert with_settings(COURSE, CourseSettings(languages=("zh",))).languages == ("zh",)


def test_what_builds_on_something_left_out_is_told():
    settings = CourseSettings(exercises=("im2col", "predict", "filters"))
    assert [line.split(":")[0] for line in left_out(COURSE, settings)] == [
        "im2col builds on output_shape, which is left out",
        "predict builds on mnist_data, which is left out",
    ]
    given = with_settings(COURSE, settings)
    assert given.bases_of("conv2d_matmul") == ["im2col"]
    assert not left_out(COURSE, CourseSettings())


@pytest.mark.parametrize(
    "text", ["thresold = 3", "points = 3", "exercises = 'a'", "=", "languages = []"]
)
def test_a_file_that_says_something_else_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"mine\.toml: "):
        read_settings(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_as_editors_save_it(tmp_path, encoding):
    path = tmp_path / "mine.toml"
    path.write_text("threshold = 85.5\r\n", encoding=encoding)
    assert read_settings(path) == CourseSettings(threshold=85.5)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("threshold = 85.5\n", encoding="utf-16")
    with pytest.raises(CommandError, match=r"mine\.toml: not UTF-8: save it in that encoding"):
        read_settings(path)
