"""The commands that grade, and show what was graded."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from autograder.cli.people import (
    beside_of_run,
    given_files,
    people_options,
    tell_not_used,
)
from autograder.cli.shared import Positive, chosen_exercises, course_settings_option, take_course
from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.course import (
    NO_SETTINGS,
    data_root,
    use_settings,
)
from autograder.sandbox.limits import Limits


def _limit_options(command: Any) -> Any:
    """Add an option for each limit of the sandbox."""
    for limit in reversed(dataclasses.fields(Limits)):
        option = click.option(
            f"--{limit.name.replace('_', '-')}",
            type=Positive() if limit.type == "float" else click.IntRange(1),
            default=limit.default,
            show_default=True,
            help=f"Limit: {limit.metadata['words']}.",
        )
        command = option(command)
    return command


@click.command()
@click.argument("submissions", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Results folder.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many at once.")
@click.option("--cluster", metavar="ADDRESS", help="Grade on the workers of a Dask scheduler.")
@click.option("--seed", type=int, help="Decides every input (default: OUT's, or a new one).")
@click.option(
    "--secret",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose secret, with a submission's bytes, decides its inputs.",
)
@click.option("--data", type=click.Path(path_type=Path), help="The folder of another data set.")
@click.option("--exercise", multiple=True, metavar="NAME", help="Grade only this; repeatable.")
@course_settings_option()
@click.option("--yes", is_flag=True, help="Agree to what changes stored scores.")
@click.option("--force", multiple=True, metavar="ID", help="Grade this again; repeatable.")
@click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help="Where the measured exercise is computed.",
)
@click.option("--late", metavar="RULE", help="What lateness costs, '10%/day up to 50%'; or none.")
@people_options("adjustments", "extensions", "groups")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", "none"]),
    default="auto",
    show_default=True,
    help="`none` runs learner code without a sandbox: only for code that you trust.",
)
@_limit_options
def grade(
    submissions: Path,
    out: Path,
    jobs: int | None,
    cluster: str | None,
    seed: int | None,
    secret: Path | None,
    data: Path | None,
    exercise: tuple[str, ...],
    course_settings: Path | None,
    yes: bool,
    force: tuple[str, ...],
    device: str,
    late: str | None,
    adjustments: Path | None,
    extensions: Path | None,
    groups: Path | None,
    sandbox: str,
    **limits: Any,
) -> None:
    """Grade every entry of the folder SUBMISSIONS.

    An entry is a folder, a .zip, a .tar.gz, a .py file or a notebook, named by its id.
    """
    from autograder.cli.means import check_device, choose_pool, choose_walls, jobs_for
    from autograder.cli.run import begin, check_apart, rule_of_run, seed_of_run, submissions_named
    from autograder.grading.classroom import list_entries
    from autograder.grading.merging import Asked
    from autograder.grading.record import exercises_for, read_record
    from autograder.grading.settings import Settings
    from autograder.sandbox.walls import devices_for

    check_apart(submissions, out)
    given = given_files(submissions, adjustments=adjustments, extensions=extensions, groups=groups)
    before = read_record(out)
    take_course(course_settings, before.settings if before else NO_SETTINGS, submissions)
    rule = rule_of_run(late, before, submissions)
    root = data_root(data)
    entries = list_entries(submissions)
    shared = None if data is None else root
    walls = choose_walls(sandbox, here=cluster is None)
    if cluster is None:
        check_device(device)
        walls = dataclasses.replace(walls, devices=devices_for(device))
    selected = chosen_exercises(exercise)
    here = jobs_for(jobs, len(entries), selected)
    pool_factory = choose_pool(jobs, cluster, shared, sandbox, here)
    own, covered = Limits(**limits), exercises_for(selected, before)
    number, own_seeds = seed_of_run(seed, secret, before)
    settings = Settings(number, root, walls, own, covered, device, chosen(), own_seeds)
    beside = beside_of_run(out, submissions, entries, settings.names, rule, given)
    anew = submissions_named("--force", force, entries, beside.whose)
    request = Asked(anew, frozenset(selected))
    failed = begin(submissions, entries, out, settings, pool_factory, request, beside, agreed=yes)
    tell_not_used(beside)
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--exercise", multiple=True, metavar="NAME", help="Grade only this; repeatable.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this one; repeatable.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many at once.")
@people_options("adjustments", "extensions", "groups")
def regrade(
    out: Path,
    exercise: tuple[str, ...],
    ids: tuple[str, ...],
    jobs: int | None,
    **files: Path | None,
) -> None:
    """Grade the class of the results folder OUT, or the part that is named, again.

    Seed, data set, limits and rule are those of the run before; what is not named is kept.
    """
    from autograder.cli.means import check_device, jobs_for, settings_of
    from autograder.cli.run import begin, submissions_named
    from autograder.grading.classroom import list_entries
    from autograder.grading.decisions.lateness import rule_for
    from autograder.grading.merging import Asked
    from autograder.grading.pool import LocalPool
    from autograder.grading.record import read_record, submissions_of

    record = read_record(out)
    if record is None or not record.format:
        raise CommandError(_("{out} does not say how it was graded: use grade", out=out))
    use_settings(record.settings)
    check_device(record.device)
    selected = chosen_exercises(exercise)
    submissions = submissions_of(out)
    entries = list_entries(submissions)
    settings = settings_of(record, selected)
    pool_factory = LocalPool(jobs_for(jobs, len(ids) or len(entries), selected))
    rule, given = rule_for(None, record.late), given_files(submissions, **files)
    beside = beside_of_run(out, submissions, entries, settings.names, rule, given)
    anew = submissions_named("--id", ids, entries, beside.whose)
    every = frozenset(item.entry.id for item in entries)
    request = Asked(anew or every, frozenset(selected), others=not ids)
    failed = begin(submissions, entries, out, settings, pool_factory, request, beside, agreed=True)
    tell_not_used(beside)
    sys.exit(1 if failed else 0)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where the submissions and the results go.",
)
def demo(out: Path) -> None:
    """Grade a small class made from the solutions, to see how it works."""
    from autograder.authoring import demo as small_class
    from autograder.cli.means import choose_walls, jobs_for
    from autograder.cli.run import run_class
    from autograder.grading.classroom import list_entries
    from autograder.grading.pool import LocalPool
    from autograder.grading.record import record_of
    from autograder.grading.settings import Settings
    from autograder.sandbox.walls import NO_WALLS

    submissions = out / "submissions"
    if not submissions.exists():
        small_class.build(submissions)
    try:
        walls = choose_walls("auto")
    except CommandError:
        walls = NO_WALLS
        words = _(
            "No sandbox can be put up here; these submissions are our own, so grading "
            "goes on without one."
        )
        click.echo(words)
    # One of them never ends, and nobody wants to wait for it.
    limits = Limits(check_seconds=2.0, accuracy_seconds=20.0)
    settings = Settings(0, data_root(), walls, limits, language=chosen())
    entries = list_entries(submissions)
    members = {item.entry.id: item.file_name for item in entries}
    record = record_of(settings, submissions, members, "")
    pool_factory = LocalPool(jobs_for(None, len(entries)))
    failed = run_class(entries, out / "results", settings, pool_factory, record)
    sys.exit(1 if failed else 0)
