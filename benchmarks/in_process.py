"""The same checks inside one process, for contenders that run them beside the learner's code."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import sys
from pathlib import Path

import pytest

from autograder.checks.data import load_data
from autograder.checks.inputs import seed_of
from autograder.checks.points import parts_scores
from autograder.checks.session import CheckResult, Checks, Run
from autograder.checks.sides import Cached, InProcess, Respondent
from autograder.course import course_root, data_root
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.workspace import Workspace

SEED = seed_of("grading", 0)
"""What `autograder grade` draws its inputs from, unless it is told another seed."""

OPTIONS = "-p no:terminal -p no:cacheprovider -p no:logging -p no:warnings -p no:doctest "
OPTIONS += "-p no:faulthandler --assert=plain --import-mode=importlib --capture=no -c"


def run_checks(submission: Respondent, reference: Respondent | None = None) -> list[CheckResult]:
    """Put every check to a submission and give the verdicts."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    reference = reference or Cached(InProcess.of_reference())
    run = Run(submission, reference, lambda: load_data(data_root()), SEED)
    options = [*OPTIONS.split(), os.devnull, str(course_root() / "exercises")]
    silent = io.StringIO()
    with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        pytest.main(options, plugins=[Checks(run)])
    return run.results


@functools.cache
def verdicts() -> dict[tuple[str, str], CheckResult]:
    """Check this notebook, whose names are in `__main__`; all checks at once, the first time."""
    workspace = Workspace(Path.cwd(), Layout(notebooks=("submission.ipynb",)))
    main = sys.modules["__main__"]
    workspace.notebooks = [("submission.ipynb", main, set(vars(main)))]
    return {(result.part, result.name): result for result in run_checks(InProcess(workspace))}


def points(exercise: str) -> float:
    """Return the points of one part: the value of an nbgrader cell with partial credit."""
    earned, _ = parts_scores(list(verdicts().values()))[exercise]
    return float(earned)


def verify(exercise: str, name: str) -> None:
    """Raise AssertionError unless a check is passed: the body of an otter test case."""
    verdict = verdicts()[exercise, name]
    assert verdict.passed, verdict.message
