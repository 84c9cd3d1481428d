"""`pytest exercises/`: the checks over the learner's own files, and what the learner reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.core.errors import CommandError
from autograder.core.languages import (
    LANGUAGES,
    _,
    set_language,
    translate_sandbox_message,
)
from autograder.course import (
    COURSE_VARIABLE,
    DATA_VARIABLE,
    course_root,
    current_course,
    data_root,
    expected_root,
)
from autograder.sandbox.inside.layout import TwoFilesOfOneName
from autograder.sandbox.limits import Limits

from .data import load_data
from .learners_report import LearnersReport
from .recorded import answers_of_the_kit
from .session import Checks, Run, make_points_known
from .sides import InProcess

LIMITS = Limits(accuracy_seconds=120.0)
"""What a learner's code may compute on a machine of their own: a training takes longer on many."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the learner's options."""
    group = parser.getgroup("exercises")
    group.addoption(
        "--submission",
        metavar="PATH",
        help="check this folder, .py file or notebook instead of exercises/",
    )
    group.addoption(
        "--exercise",
        metavar="NAME",
        action="append",
        default=[],
        help="check only this exercise, by its name or number; may be given several times",
    )
    group.addoption("--lang", choices=list(LANGUAGES), help="the language of what is said")
    group.addoption("--seed", type=int, help="draw other numbers (default: 0)")
    group.addoption(
        "--data",
        metavar="PATH",
        help=f"a folder with a data set of this kind (default: the course's, or ${DATA_VARIABLE})",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set up the run and put the learner's report in the place of pytest's own."""
    make_points_known(config)
    _find_kit(config.rootpath)
    if not _asks_for_exercises(config):
        return
    if config.getoption("lang"):
        set_language(config.getoption("lang"))
    try:
        chosen = tuple(
            current_course().exercise(name).name for name in config.getoption("exercise")
        )
        path = Path(config.getoption("submission") or course_root() / "exercises")
        if not path.exists():
            raise CommandError(_("there is no {path} to check", path=path))
        root = data_root(config.getoption("data"))
        learner = InProcess.of_path(path, LIMITS)
        answers = answers_of_the_kit(config.getoption("seed"))
    except CommandError as error:
        raise pytest.UsageError(str(error)) from None
    except TwoFilesOfOneName as error:
        raise pytest.UsageError(translate_sandbox_message(error.words)) from None
    run = Run(
        learner,
        answers.reference,
        lambda: load_data(root),
        answers.seed,
        answers.diagnosis,
        chosen,
    )
    checks = Checks(run)
    config.pluginmanager.register(checks, "autograder-checks")
    standard = config.pluginmanager.get_plugin("terminalreporter")
    if standard is not None and _is_for_a_learner(config):
        config.pluginmanager.unregister(standard)
        reporter = LearnersReport(config, checks, path)
        config.pluginmanager.register(reporter, "terminalreporter")


def _find_kit(folder: Path) -> None:
    """Let the kit be the one that pytest found, where none lies beside the package or around."""
    named = os.environ.get(COURSE_VARIABLE)
    if (
        not named
        and not (expected_root() / "exercises").is_dir()
        and (folder / "exercises").is_dir()
    ):
        os.environ[COURSE_VARIABLE] = str(folder)


def _asks_for_exercises(config: pytest.Config) -> bool:
    """Tell whether this run is about the exercises, not about the kit's own tests alone."""
    return any(_of_exercises(config))


def _is_for_a_learner(config: pytest.Config) -> bool:
    """Tell whether the learner's report can show this run: checks only, in this process."""
    beside = getattr(config.option, "numprocesses", None)  # the verdicts are in its processes
    return all(_of_exercises(config)) and not beside and not config.option.collectonly


def _of_exercises(config: pytest.Config) -> list[bool]:
    """Return of each place that pytest was given whether it lies in the exercises."""
    exercises = (course_root() / "exercises").resolve()
    places = [Path(argument.split("::")[0]).resolve() for argument in config.args]
    return [exercises == place or exercises in place.parents for place in places]
