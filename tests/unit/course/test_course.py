"""A course's data set and handouts are found; exercises are known by three names."""

from __future__ import annotations

import msgspec
import pytest

from autograder.core.errors import CommandError
from autograder.core.languages import chosen, set_language
from autograder.course import course_root, current_course, data_root, handout


def test_the_points_are_those_of_the_contract():
    points = {exercise.name: exercise.points for exercise in current_course().exercises}
    assert list(points) == [*current_course().functions, "accuracy"]
    assert list(points.values()) == [8, 14, 8, 10, 8, 10, 10, 10, 8, 4, 10]
    assert current_course().points == 100
    assert [exercise.number for exercise in current_course().exercises] == list(range(1, 12))


@pytest.mark.parametrize("name", ["filters", "2", "02_filters"])
def test_an_exercise_is_known_by_name_number_and_folder(name):
    assert current_course().exercise(name).name == "filters"


@pytest.mark.parametrize("name", ["", "02", "Filters", "12", "0"])
def test_an_exercise_that_there_is_not_is_told_with_those_that_there_are(name):
    with pytest.raises(CommandError, match="there are output_shape, filters") as raised:
        current_course().exercise(name)
    assert repr(name) in str(raised.value)
    assert raised.value.exit_code == 2


def test_an_exercise_has_a_folder_and_a_file_to_edit_but_the_accuracy():
    assert current_course().exercise("fit").file == "09_fit/fit.py"
    assert current_course().exercise("accuracy").folder == "11_accuracy"
    assert current_course().exercise("accuracy").file is None


def test_data_are_named_or_set_or_the_kits_own(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_DATA", raising=False)
    assert data_root() == course_root() / "data" / "mnist5k"
    for name in ("named", "set"):
        (tmp_path / name / "MNIST" / "raw").mkdir(parents=True)
    monkeypatch.setenv("AUTOGRADER_DATA", str(tmp_path / "set"))
    assert data_root() == tmp_path / "set"
    assert data_root(tmp_path / "named") == tmp_path / "named"
    with pytest.raises(CommandError, match=r"no MNIST/raw in .*gone"):
        data_root(tmp_path / "gone")


def test_a_handout_is_in_the_language_chosen_where_there_is_one(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    chosen.cache_clear()
    assert handout("fit") == "exercises/09_fit/README.md"
    set_language("zh")
    assert handout("fit") == "exercises/09_fit/README.zh.md"
    monkeypatch.undo()
    chosen.cache_clear()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ({"en": "CNN basics", "zh": "CNN 基础"}, "cnn_basics"),
        ({"en": "Pruning: a network, smaller!"}, "pruning_a_network_smaller"),
        ({"zh": "剪枝"}, "course"),
        ({}, "course"),
    ],
)
def test_a_course_has_a_name_for_platforms(title, name):
    assert msgspec.structs.replace(current_course(), title=title).assignment == name


def test_a_tolerance_is_the_functions_own_or_the_exercises():
    course = current_course()
    exercise = course.exercise("layers")
    assert {exercise.tolerance_of("linear"), exercise.tolerance_of("relu")} == {0, 1e-4}
    assert exercise.tolerance_of("no_such_function") == exercise.tolerance


def test_what_builds_on_what_is_listed_the_first_cause_first():
    course = current_course()
    bases = course.bases_of("conv_layer")
    assert bases and all("conv_layer" in course.dependents_of(base) for base in bases)
    assert course.bases_of(bases[0]) == [] == course.bases_of("no_such_function")
    assert course.is_measured("accuracy") and not course.is_measured("fit")
