"""Points of a check, and the words of its name."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from autograder.course import current_course

if TYPE_CHECKING:
    import pytest

    from .verdict import CheckResult

Check = TypeVar("Check", bound=Callable[..., Any])


def points(number: float) -> Callable[[Check], Check]:
    """Set a check's points; the cases of a parametrized check share them evenly."""
    import pytest  # here, as the package is imported for the progress too

    return pytest.mark.points(number)


def points_of(items: list[pytest.Item]) -> dict[str, Fraction]:
    """Return the points of each collected check, by node id; those of an exercise are scaled."""
    scales = {e.name: e.scale for e in current_course().exercises}
    cases: dict[str, int] = {}
    for item in items:
        cases[_function_of(item)] = cases.get(_function_of(item), 0) + 1
    shares = {}
    for item in items:
        mark = item.get_closest_marker("points")
        whole = mark.args[0] if mark else 0
        scale = scales.get(exercise_of(item), Fraction(1))
        shares[item.nodeid] = scale * Fraction(whole) / cases[_function_of(item)]
    return shares


def exercise_of(item: pytest.Item) -> str:
    """Name the exercise that a check belongs to, by its file's name."""
    return item.path.stem.removeprefix("test_")


def sentence_of(item: pytest.Item) -> str:
    """Read a check's name as a sentence: `test_the_bias_is_added[3]` → `The bias is added`."""
    name = getattr(item, "originalname", None) or item.name.split("[")[0]
    words = name.removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]


def case_of(item: pytest.Item) -> str:
    """Name which case of a parametrized check it is, `3`; empty where there is only one."""
    cases = getattr(item, "callspec", None)
    return str(cases.id) if cases is not None else ""


def _function_of(item: pytest.Item) -> str:
    return item.nodeid.split("[")[0]


def parts_scores(results: list[CheckResult]) -> dict[str, tuple[Fraction, Fraction]]:
    """Sum up points per part: (earned, possible), in the chapter's order."""
    scores = {}
    for exercise in current_course().exercises:
        of_exercise = [result for result in results if result.part == exercise.name]
        if of_exercise:
            earned = sum((r.points for r in of_exercise if r.passed), Fraction(0))
            scores[exercise.name] = (earned, sum((r.points for r in of_exercise), Fraction(0)))
    return scores
