"""What a course is, read from its own folder: the only place that knows how that is laid out."""

from autograder.core.place import (
    COURSE_VARIABLE,
    DATA_VARIABLE,
    PACKED,
    RECORDED,
    course_root,
    expected_root,
)

from .model import Course, Difficulty, Exercise, Function, Kind
from .reading import (
    current_course,
    data_reader,
    data_root,
    handout,
    own_data,
    read_course,
    read_settings,
    use_settings,
    used_settings,
)
from .settings import NO_SETTINGS, CourseSettings

__all__ = [
    "COURSE_VARIABLE",
    "DATA_VARIABLE",
    "NO_SETTINGS",
    "PACKED",
    "RECORDED",
    "Course",
    "CourseSettings",
    "Difficulty",
    "Exercise",
    "Function",
    "Kind",
    "course_root",
    "current_course",
    "data_reader",
    "data_root",
    "expected_root",
    "handout",
    "own_data",
    "read_course",
    "read_settings",
    "use_settings",
    "used_settings",
]
