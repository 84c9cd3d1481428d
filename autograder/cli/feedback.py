"""The command that gives pages back to those who handed in: `autograder feedback`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.people import tell_changed
from autograder.cli.places import check_apart, needed, tell_guessed, tell_unused
from autograder.core.errors import CommandError
from autograder.core.languages import _

if TYPE_CHECKING:
    from autograder.platforms.feedback import Left, Page

TARGETS = ("canvas", "moodle", "gradescope", "git", "nbgrader", "folder")


USES = {
    "canvas": ("into",),
    "moodle": ("into", "gradebook"),
    "gradescope": ("into", "roster"),
    "git": ("clones",),
    "nbgrader": ("course", "assignment"),
    "folder": ("into", "roster"),
}
"""The options of some platforms only."""


@dataclass(frozen=True)
class FeedbackOptions:
    """Where feedback goes: options that not every platform has."""

    into: Path | None
    clones: Path | None
    course: Path | None
    gradebook: Path | None
    assignment: str | None
    roster: Path | None
    yes: bool


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Choice(TARGETS))
@click.option("--into", type=click.Path(path_type=Path), help="The zip, or a new folder.")
@click.option(
    "--clones",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="git: the folder of clones.",
)
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="nbgrader's folder.",
)
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path),
    help="Moodle: its grading worksheet, which says whose each submission is.",
)
@click.option("--assignment", help="In nbgrader, by default from the title.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    help="folder, gradescope: the class, for its addresses.",
)
@click.option(
    "--count",
    type=click.Choice(["best", "latest"]),
    default="best",
    show_default=True,
    help="Which of a learner's attempts counts, where several were graded.",
)
@click.option("--yes", is_flag=True, help="Agree to overwrite earlier feedback.")
def feedback(out: Path, target: str, count: str, **options: object) -> None:
    """Give each learner in the results folder OUT their own page, through the platform.

    Nothing is uploaded or pushed: the last line says what is left to do.
    """
    from autograder.cli.given import check_shown, note_given, tell_left
    from autograder.grading.decisions.counting import Count, one_each
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.record import use_course_of
    from autograder.platforms.feedback import pages_of

    use_course_of(out)
    wanted = FeedbackOptions(**options)  # type: ignore[arg-type]
    _check_apart(out, wanted)
    tell_unused(wanted, target, USES)
    tell_guessed(wanted.roster)
    with results_folder(out):
        there = read_folder(out)
        tell_changed(there.results)
        check_shown(out, there)
        kept, _others = one_each(there.results, Count(count))
        pages, left = pages_of(out, kept, there.names)
        given, more, what_to_do = WRITERS[target](pages, wanted)
        tell_left(left | more)
        if not given:
            raise CommandError(_("nobody gets feedback: {out} was left as it is", out=out))
        note_given(out, target, given, there)
    click.echo(what_to_do)


def _check_apart(out: Path, wanted: FeedbackOptions) -> None:
    """Raise CommandError where feedback would be written over the results folder's own files."""
    if wanted.assignment is not None and Path(wanted.assignment).name != wanted.assignment:
        words = _("--assignment {name} is not an assignment's name", name=repr(wanted.assignment))
        raise CommandError(words)
    check_apart(out, wanted, ("into",), ("gradebook", "roster"))


Done = tuple[int, "Left", str]
"""How many pages were given, who got none, and what is left to do."""


def _to_zip(target: str, pages: list[Page], wanted: FeedbackOptions) -> Done:
    from autograder.grading.results import write_bytes
    from autograder.platforms.feedback import by_worksheet, for_canvas, for_moodle
    from autograder.platforms.moodle import zipped

    into = needed(wanted, "into", target)
    if target == "moodle" and wanted.gradebook is not None:
        files, left = by_worksheet(pages, wanted.gradebook)
    else:
        files, left = {"canvas": for_canvas, "moodle": for_moodle}[target](pages)
    if files:
        write_bytes(into, zipped(files))
    words = {
        "canvas": _("{count} pages: upload {path} by Re-Upload Submissions in the gradebook"),
        "moodle": _("{count} pages: upload {path} under Upload multiple feedback files in a zip"),
    }
    return len(files), left, words[target].format(count=len(files), path=into)


def _to_gradescope(pages: list[Page], wanted: FeedbackOptions) -> Done:
    from autograder.grading.results import write_bytes
    from autograder.platforms.feedback import for_gradescope

    into = needed(wanted, "into", "gradescope")
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise CommandError(_("{folder} is not empty: name a new folder", folder=into))
    files, left = for_gradescope(pages, wanted.roster)
    for path, content in files.items():
        write_bytes(into / path, content)
    words = _(
        "{count} pages in {path}, with a list: Gradescope takes feedback only from its own "
        "autograder, so mail them"
    )
    return len(pages), left, words.format(count=len(pages), path=into)


def _to_git(pages: list[Page], wanted: FeedbackOptions) -> Done:
    from autograder.platforms.committing import commit_all

    clones = needed(wanted, "clones", "git")
    changed, left = commit_all(pages, clones)
    command = f'for d in {shlex.quote(str(clones))}/*/; do git -C "$d" push; done'
    words = _("{count} clones have a new commit, nothing was pushed: {command}")
    return len(pages) - len(left), left, words.format(count=len(changed), command=command)


def _to_nbgrader(pages: list[Page], wanted: FeedbackOptions) -> Done:
    from autograder.course import current_course
    from autograder.platforms.nbgrader import write_feedback

    course = needed(wanted, "course", "nbgrader")
    assignment = wanted.assignment or current_course().assignment
    count, left = write_feedback(pages, course, assignment, wanted.yes)
    command = shlex.join(["nbgrader", "release_feedback", assignment])
    words = _("{count} pages are in {course}: run {command} there")
    return count, left, words.format(count=count, course=course, command=command)


def _to_folder(pages: list[Page], wanted: FeedbackOptions) -> Done:
    from autograder.platforms.feedback import LIST, PAGES, write_folder

    into = needed(wanted, "into", "folder")
    write_folder(pages, into, wanted.roster)
    words = _("{count} pages: publish {folder}, and mail each learner their own from {list}")
    line = words.format(count=len(pages), folder=into / PAGES, list=into / LIST)
    return len(pages), {}, line


WRITERS: Mapping[str, Callable[[list[Page], FeedbackOptions], Done]] = {
    "canvas": lambda pages, wanted: _to_zip("canvas", pages, wanted),
    "moodle": lambda pages, wanted: _to_zip("moodle", pages, wanted),
    "gradescope": _to_gradescope,
    "git": _to_git,
    "nbgrader": _to_nbgrader,
    "folder": _to_folder,
}
