"""`autograder check`: one exercise once, as pytest tells it, or as data for editors and tutors."""

from __future__ import annotations

from typing import Any

from autograder.checks.progress import Progress, remember
from autograder.checks.verdict import CheckResult
from autograder.course import course_root, current_course, handout
from autograder.learn.hints import hints_of
from autograder.learn.runner import Runner


def shown(name: str, verbose: bool) -> int:
    """Run an exercise's checks as `pytest exercises/` does and return its exit code."""
    import pytest

    from autograder.checks.session import INI

    home = course_root()
    options = ["-p", "autograder.checks.plugin", "-p", "no:cacheprovider"]
    options += ["--import-mode=importlib", "-c", str(INI), f"--rootdir={home}"]
    options += ["-v"] if verbose else []
    return int(pytest.main([*options, str(home / "exercises"), "--exercise", name]))


def as_data(name: str) -> dict[str, Any]:
    """Run an exercise's checks and tell of each how it ended and what is known of it.

    A `problem` is why nothing could be checked. Neither expected values nor anything of the
    solution is in it.
    """
    exercise = current_course().exercise(name)
    runner = Runner()
    try:
        ran = runner.run(exercise.name)
    finally:
        runner.close()
    progress = remember(ran.results)
    return {
        "exercise": exercise.name,
        "file": f"exercises/{exercise.file}" if exercise.file else None,
        "handout": handout(exercise.name),
        "points": round(float(sum(r.points for r in ran.results if r.passed)), 4),
        "of": exercise.points,
        "checks": [_check(result, progress) for result in ran.results],
        "measured": next((r.measured for r in ran.results if r.measured), None),
        "problem": ran.problem or None,
        "printed": ran.printed,
    }


def _check(result: CheckResult, progress: Progress) -> dict[str, Any]:
    brief = result.brief
    hints = hints_of(result.part).get(result.function, [])
    return {
        "check": result.name,
        "title": result.title,
        "outcome": result.outcome,
        "passed": result.passed,
        "of": round(float(result.points), 4),
        "function": result.function or None,
        "mistake": result.mistake,
        "finding": result.finding or None,
        "explanation": brief.explanation or None,
        "question": brief.question or None,
        "next_step": brief.try_this or None,
        "error": brief.error or None,
        "follows_from": result.carried,
        "hint_level": progress.hints.get(f"{result.part}.{result.function}", 0),
        "hints": len(hints),
        "place": _place(result),
    }


def _place(result: CheckResult) -> dict[str, Any] | None:
    """Tell where to look, relative to the kit."""
    line = result.brief.place
    if line is None:
        return None
    function = line.function if line.function not in ("", "<module>") else result.function
    return {"file": f"exercises/{line.file}", "line": line.number, "function": function or None}
