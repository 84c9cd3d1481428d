"""By what means a class is graded: processes or a cluster, the sandbox, the device."""

from __future__ import annotations

import dataclasses
import math
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.course import current_course, data_root
from autograder.grading.pool import LocalPool, PoolFactory
from autograder.grading.record import RunRecord, exercises_for
from autograder.grading.settings import Settings
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS, Walls, devices_for, walls_of_this_machine


def default_jobs() -> int:
    """One job for each processor that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


SUBMISSIONS_A_JOB = 2
"""So many whole submissions take about as long to grade as one job more to get ready."""


def jobs_for(asked: int | None, submissions: int, exercises: Collection[str] = ()) -> int:
    """Return how many submissions to grade at once: as asked, or one for each processor.

    There are never more than submissions, nor unasked more than have enough to do: of one of all
    `exercises` some twenty submissions are graded while a job gets ready.
    """
    if asked is None:
        every = len(current_course().exercises)
        whole = submissions * (len(exercises) or every) / every
        asked = min(default_jobs(), math.ceil(whole / SUBMISSIONS_A_JOB))
    return max(1, min(asked, submissions))


def choose_pool(
    jobs: int | None, cluster: str | None, data: Path | None, sandbox: str, here: int
) -> PoolFactory:
    """Return where to grade: `here` at once, or where workers of a cluster find their `data`.

    Raises CommandError where `jobs` are asked of a cluster.
    """
    if cluster is None:
        return LocalPool(here)
    if jobs is not None:
        raise CommandError(_("--jobs: a cluster grades as many at once as its workers have slots"))
    try:
        from autograder.grading.cluster import Cluster
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise about.not_installed("distributed", "cluster") from None
    return Cluster(cluster, data, sandbox != "none")


def choose_walls(sandbox: str, here: bool = True) -> Walls:
    """Return the walls of this machine; raises CommandError when too few stand to grade `here`."""
    if sandbox == "none":
        return NO_WALLS
    walls = walls_of_this_machine()
    if here and not walls.enough:
        raise CommandError(
            _(
                "no sandbox can be put up here (see `autograder doctor`); "
                "--sandbox none runs learner code without one"
            )
        )
    return walls


def check_device(device: str) -> None:
    """Raise CommandError when PyTorch cannot compute on `device` here."""
    if device == "cpu":
        return
    # Asked in a process of its own: this one never imports torch.
    question = "import sys, torch; sys.exit(not torch.cuda.is_available())"
    if subprocess.run([sys.executable, "-c", question], check=False).returncode:
        raise CommandError(_("--device {device}: PyTorch finds no GPU here", device=device))


def settings_of(record: RunRecord, selected: tuple[str, ...]) -> Settings:
    """Return how a stored run was graded, to go on in the same way; raises CommandError."""
    root = data_root(record.data)
    walls = choose_walls("none" if record.sandbox == NO_WALLS.names else "auto")
    walls = dataclasses.replace(walls, devices=devices_for(record.device))
    limit_names = {limit.name for limit in dataclasses.fields(Limits)}
    limits = Limits(**{n: value for n, value in record.limits.items() if n in limit_names})  # type: ignore[arg-type]
    every = exercises_for(selected or record.exercises, record)
    return Settings(
        record.seed or 0,
        root,
        walls,
        limits,
        every,
        record.device,
        chosen(),
        record.own_seeds,
    )
