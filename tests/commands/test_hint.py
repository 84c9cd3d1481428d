"""`autograder hint`: one after another, and for what failed."""

from __future__ import annotations

import shlex

from helpers import HOME, SOLUTIONS, a_kit, run, stub_in


def test_hints_come_one_after_another(tmp_path):
    kit = a_kit(tmp_path)
    told = [
        run("autograder", "hint", "filters", AUTOGRADER_COURSE=str(kit)).stdout for _ in range(5)
    ]
    assert [f"hint {n} of 4" in text for n, text in enumerate(told, 1)] == [True] * 4 + [False]
    assert "These were all the hints" in told[4]
    again = run("autograder", "hint", "2", "--again", "--lang", "zh", AUTOGRADER_COURSE=str(kit))
    assert "第 1 条提示" in again.stdout
    wrong = run("autograder", "hint", "cooking", AUTOGRADER_COURSE=str(kit))
    assert wrong.returncode == 2 and "no exercise is called" in wrong.stderr


def test_hints_are_for_the_function_that_failed(tmp_path):
    kit = a_kit(tmp_path)
    stub_in(kit, "filters").write_text(
        SOLUTIONS["filters.py"].replace("feature_maps", "maps").replace("+ bias", "", 1),
        encoding="utf-8",
    )
    args = ("pytest", "exercises", "--exercise", "filters")
    options = f"-c {shlex.quote(str(HOME / 'pyproject.toml'))}"
    run(*args, cwd=kit, AUTOGRADER_COURSE=str(kit), PYTEST_ADDOPTS=options)
    told = run("autograder", "hint", "filters", AUTOGRADER_COURSE=str(kit)).stdout
    assert told.startswith("apply_filter, hint 1"), told
