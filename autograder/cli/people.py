"""What people write about a class: the options that name their files, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.grading.decisions.beside import (
    Beside,
    Given,
    changed_in_words,
    check_nothing_lost,
    keep,
    read_beside,
)
from autograder.grading.decisions.lateness import LateRule, read_manifest
from autograder.grading.folder import gone, read_folder, results_folder
from autograder.grading.jobs import GradedEntry
from autograder.grading.results import Result

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = {
    "adjustments": N_("What people decide about points, a CSV file; it is kept in OUT."),
    "extensions": N_("More time for some learners, a CSV file; it is kept in OUT."),
    "groups": N_("Who works together, a CSV file; it is kept in OUT."),
}
MAX_TOLD = 20


def people_options(*kinds: str) -> Callable[[Command], Command]:
    """Make an option for each kind of file that people write about a class."""

    def with_options(command: Command) -> Command:
        for kind in reversed(kinds):
            path = click.Path(exists=True, dir_okay=False, path_type=Path)
            command = click.option(f"--{kind}", type=path, help=OPTIONS[kind])(command)
        return command

    return with_options


def given_files(apart_from: Path | None, **paths: Path | None) -> Given:
    """Return the files that were named, by their kind.

    Raises CommandError for one that lies among the submissions: a learner may have written it.
    """
    given = {kind: path for kind, path in paths.items() if path is not None}
    for kind, path in given.items():
        if apart_from is not None and path.resolve().is_relative_to(apart_from.resolve()):
            words = _("--{kind} {path} lies inside {folder}: keep it elsewhere")
            raise CommandError(words.format(kind=kind, path=path, folder=apart_from))
    return given


def beside_of_run(
    out: Path,
    submissions: Path,
    entries: Iterable[GradedEntry],
    exercises: Collection[str],
    rule: LateRule | None,
    given: Given,
) -> Beside:
    """Return what counts besides grading in a run of this class; raises CommandError."""
    names = {item.entry.id: item.file_name for item in entries}
    former = set(gone(out, names.values()).values()) - set(names)
    manifest = read_manifest(submissions)
    return read_beside(out, names, exercises, manifest, rule, given, former)


def tell_not_used(beside: Beside) -> None:
    """Name who has more time and no submission, and the groups that have none."""
    told = {
        _("an extension, but no submission ({count}): {names}"): beside.not_used,
        _("groups without a submission ({count}): {names}"): beside.empty_groups,
    }
    for words, who in told.items():
        if who:
            shown = ", ".join(map(escape_control, who[:MAX_TOLD]))
            click.echo(words.format(count=len(who), names=shown), err=True)


def keep_given(out: Path, given: Given) -> None:
    """Keep the files that were named in a results folder, where they can be taken.

    Raises CommandError where they cannot, and nothing is written.
    """
    if not given:
        return
    with results_folder(out):
        there = read_folder(out, given)
        if "adjustments" in given:
            check_nothing_lost(out, given["adjustments"], there.whose, there.record.exercises)
        keep(out, given)


CANNOT_EXCUSE = {"gradescope", "nbgrader", "classroom50"}
"""Systems whose file of grades has no word for what does not count."""


def tell_without_score(results: Iterable[Result], target: str) -> None:
    """Name whose score an export does not hold, and which decisions it cannot say."""
    for result in results:
        name, words = result.submission_id, ""
        if result.excused and target in CANNOT_EXCUSE:
            words = _(
                "left out, because it is excused, which is to be set in {target} by hand: {name}"
            )
        elif not result.excused and not result.has_score:
            words = _("no score, because the grader failed on it: {name}")
        elif result.adjusted and result.adjusted.excused_parts and target == "nbgrader":
            words = _("{name}: {parts} is excused, which nbgrader cannot express: its points stay")
        if words:
            parts = ", ".join(result.adjusted.excused_parts) if result.adjusted else ""
            shown = words.format(name=escape_control(name), target=target, parts=parts)
            click.echo(shown, err=True)


def tell_changed(results: Iterable[Result]) -> None:
    """Name what was adjusted for another verdict of the machine's than there is now."""
    lines = [
        escape_control(result.submission_id) + _(", ") + changed_in_words(changed)
        for result in results
        if result.adjusted
        for changed in result.adjusted.changed
    ]
    for line in lines[:MAX_TOLD]:
        click.echo(line, err=True)
    if len(lines) > MAX_TOLD:
        click.echo(_("… and {count} more.", count=len(lines) - MAX_TOLD), err=True)
