"""A class from the command line: progress, a table at the end, and where the pages are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder import kit
from autograder.following import Following
from autograder.grading.classroom import (
    OutError,
    Place,
    Watch,
    grade_class,
    results_folder,
    write_grades,
    write_run,
)
from autograder.grading.names import visible
from autograder.grading.pool import Local, Workplace
from autograder.grading.results import ERROR, GRADES, Result
from autograder.grading.settings import Settings
from autograder.reports.pages import write_class_page
from autograder.sandbox.walls import NONE, Walls, walls_of_this_machine

MOST_ROWS = 40
STOPPED = 130
"""The exit code of a command that was ended by Ctrl-C."""
GOES_ON = "the same command goes on where it stopped"


def usual_jobs() -> int:
    """One job for each processor that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_workplace(
    jobs: int | None, cluster: str | None, data: Path | None, sandbox: str
) -> Workplace:
    """Give where to grade; `data` is where workers of a cluster find the data set."""
    if cluster is None:
        return Local(jobs or usual_jobs())
    if jobs is not None:
        raise kit.KitError("--jobs: a cluster grades as many at once as its workers have slots")
    try:
        from autograder.grading.cluster import Cluster
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        words = "distributed is not installed here: pip install 'autograder[cluster]'"
        raise kit.KitError(words) from None
    return Cluster(cluster, data, sandbox != "none")


def choose_walls(sandbox: str, here: bool = True) -> Walls:
    """Give the walls of this machine; raises KitError when too few stand to grade `here`."""
    if sandbox == "none":
        return NONE
    walls = walls_of_this_machine()
    if here and not walls.enough:
        raise kit.KitError(
            "no sandbox can be put up here (see `autograder doctor`); "
            "--sandbox none runs learner code without one"
        )
    return walls


def check_device(device: str) -> None:
    """Raise KitError when PyTorch cannot compute on `device` here."""
    if device == "cpu":
        return
    # Asked in a process of its own: this one never imports torch.
    question = "import sys, torch; sys.exit(not torch.cuda.is_available())"
    if subprocess.run([sys.executable, "-c", question], check=False).returncode:
        raise kit.KitError(f"--device {device}: PyTorch finds no GPU here")


def run_class(
    places: list[Place],
    out: Path,
    settings: Settings,
    workplace: Workplace,
    force: frozenset[str] = frozenset(),
    finish: Callable[[Result], Result] = lambda result: result,
) -> bool:
    """Grade a class, write everything, show a table; tells whether the grader failed on any.

    Ctrl-C lets what runs finish and writes what is done; raises OutError to say how to go on.
    """
    names = {place.entry.id: place.file_name for place in places}
    with results_folder(out), Following(out, names) as following:
        try:
            write_run(out, places, settings.seed)
            watch = Watch(following.begun, following.told, following.stopping)
            results = grade_class(places, out, settings, workplace, force, finish, watch)
            write_grades(out, results)
            write_class_page(out, results, names)
        except OSError as error:
            reason = error.strerror or str(error)
            words = f"{out} cannot be written: {reason}; what was finished stays"
            raise OutError(words, exit_code=1) from None
    _show(results, out)
    if len(results) < len(places):
        words = f"stopped: {len(results)} of {len(places)} are done; {GOES_ON}"
        raise OutError(words, exit_code=STOPPED)
    return any(result.status == ERROR for result in results)


def _show(results: list[Result], out: Path) -> None:
    console = Console(file=sys.stdout)
    table = Table("submission", "status", "score", "accuracy", "message")
    for result in results[:MOST_ROWS]:
        accuracy = "" if result.test_accuracy is None else f"{result.test_accuracy:.1f} %"
        cells = [result.submission_id, result.status]
        cells += [f"{result.score:g} / {result.max_score:g}", accuracy, result.message]
        table.add_row(*(Text(visible(cell)) for cell in cells))
    console.print(table)
    if len(results) > MOST_ROWS:
        console.print(f"… and {len(results) - MOST_ROWS} more in {out / GRADES}")
    console.print(f"Pages: {out / 'index.html'}   Grades: {out / GRADES}", soft_wrap=True)
