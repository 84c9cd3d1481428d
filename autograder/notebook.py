"""Checks in a notebook: `check(exercise)` over what the notebook defines."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch

from autograder.checks.data import load_data
from autograder.checks.inputs import seed_of
from autograder.checks.recorded import answers_of_the_kit
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import InProcess
from autograder.checks.verdict import CheckResult, Outcome, fix_first
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course, data_root
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.sentences import sentence
from autograder.sandbox.inside.workspace import Missing, Workspace, is_active

SEED_VARIABLE = "AUTOGRADER_SEED"
"""Set where notebooks are graded: asks with the inputs of `autograder grade --seed`."""

CELL = re.compile(r"ipykernel_\d+[/\\]\d+\.py$|^<ipython-input")
"""What kernels call the files that cells are compiled as."""


def check(exercise: str, name: str = "", namespace: Mapping[str, Any] | None = None) -> float:
    """Check what the notebook defines, show what failed, and return the points earned.

    `exercise` is a name or number, `name` one check's sentence; without it all are run.
    What another exercise defines (a measured one needs it) may stand in its
    own notebook in the same folder. nbgrader takes the number that a cell ends with as its
    points. Raises CommandError for an exercise or a check that there is not.
    """
    names = sys._getframe(1).f_globals if namespace is None else namespace
    if is_active():
        return 0.0  # these cells are run for a grading that runs the checks itself
    results = results_of(exercise, name, names)
    _show(results)
    return round(float(sum(result.points for result in results if result.passed)), 4)


def results_of(exercise: str, name: str, namespace: Mapping[str, Any]) -> list[CheckResult]:
    """Run an exercise's checks, or the one called `name`, over what a notebook defines.

    Raises CommandError for an exercise or a check that there is not.
    """
    chosen = current_course().exercise(exercise)
    answers = _answers()
    graded = os.environ.get(SEED_VARIABLE)
    run = Run(
        InProcess(NotebookSide(namespace)),
        answers.reference,
        lambda: load_data(data_root()),
        seed_of("grading", int(graded)) if graded else answers.seed,
        answers.diagnosis,
    )
    place = f"{chosen.folder}/test_{chosen.name}.py"
    threads = torch.get_num_threads()
    with _quiet():
        run_checks(run, f"{place}::test_{_words(name)}" if name else place)
    torch.set_num_threads(threads)
    if not run.results:
        words = _("{id} has no check {name}", id=chosen.name, name=repr(name))
        raise CommandError(words)
    return run.results


def _words(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().rstrip(".").lower())


@functools.cache
def _answers() -> Any:
    return answers_of_the_kit()


def _show(results: list[CheckResult]) -> None:
    for result in results:
        if result.passed:
            first = fix_first([result.carried]) if result.carried else ""
            follows = _(" ({points})", points=first) if first else ""
            print(_("passed") + _(": ") + result.title + follows)
        elif result.outcome == Outcome.NOT_WRITTEN:
            more = f"\n{result.message}" if result.brief.place is not None else ""
            print(_("not written yet") + _(": ") + result.title + more)
        else:
            print(_(result.outcome) + _(": ") + f"{result.title}\n{result.message}")


class NotebookSide(Workspace):
    """What a notebook defines; what is missing is looked for in the exercises' own notebooks."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        super().__init__(Path.cwd(), Layout(functions=current_course().functions))
        self.namespace = namespace

    def name_of(self, file_name: str) -> str | None:
        """Call a cell of the kernel's the notebook."""
        return _("this notebook") if CELL.search(file_name) else super().name_of(file_name)

    def find(self, target: str) -> Any:
        """Return the learner's object for `part.name`; raises Missing or LoadError."""
        part, name = target.split(".")
        if name in self.namespace:
            return self.namespace[name]
        path = self.root / f"{current_course().exercise(part).folder}.ipynb"
        if path.is_file():
            return Workspace.of_path(path, current_course().functions).find(target)
        raise Missing(sentence(sentences.NOTEBOOK_LACKS, name=name))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep libraries from writing past Python: nbgrader takes what is on stderr for an error."""
    try:
        stderr = os.dup(2)
    except OSError:
        yield
        return
    with open(os.devnull, "wb") as nowhere:
        sys.stderr.flush()
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
