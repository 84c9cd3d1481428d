"""The reference and what lies beside it."""

from __future__ import annotations

import pytest

from autograder.course import course_root, current_course
from autograder.course.reference import (
    SECOND_WAY,
    SOLUTIONS,
    has_solutions,
    second_way_of,
    solution_files,
    solution_of,
)

FIRST = next(iter(current_course().functions))


def test_a_complete_course_has_solutions_and_a_released_one_has_none(tmp_path):
    assert has_solutions(course_root()) and not has_solutions(tmp_path)
    with pytest.raises(OSError):
        solution_of(FIRST, tmp_path)


def test_each_exercise_with_functions_has_a_reference():
    files = solution_files()
    assert set(files) == set(current_course().functions)
    for name, path in files.items():
        written = (course_root() / SOLUTIONS / path).read_text(encoding="utf-8")
        assert written == solution_of(name) and f"{name}.py" in path


def test_a_second_way_is_read_where_there_is_one(tmp_path):
    assert second_way_of(FIRST, tmp_path) is None
    folder = tmp_path / SOLUTIONS / current_course().exercise(FIRST).folder
    folder.mkdir(parents=True)
    (folder / SECOND_WAY).write_text("é = 1\n", encoding="utf-8")
    assert second_way_of(FIRST, tmp_path) == "é = 1\n"
