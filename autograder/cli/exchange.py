"""The command that writes grades where other systems read them: `autograder export`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.people import (
    given_files,
    keep_given,
    people_options,
    tell_changed,
    tell_without_score,
)
from autograder.cli.places import check_apart, needed, tell_guessed, tell_unused
from autograder.cli.shared import Positive, known_as, named
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import check_file
from autograder.course import current_course
from autograder.grading.folder import Stored, read_folder
from autograder.grading.names import file_names
from autograder.grading.results import Result, write_bytes, write_text

if TYPE_CHECKING:
    from autograder.platforms.gradebook import Filled, Row

FORMATS = (
    *("csv", "json", "junit", "canvas", "moodle"),
    *("gradescope", "nbgrader", "classroom50"),
)


USES = {
    **dict.fromkeys(("csv", "json", "junit", "gradescope"), ("into",)),
    "canvas": ("into", "gradebook", "assignment", "zeros", "points"),
    "moodle": ("into", "gradebook", "zeros", "points", "feedback"),
    "nbgrader": ("course", "assignment"),
    "classroom50": ("into", "gradebook", "assignment", "points"),
}
"""The options of some formats only."""


@dataclass(frozen=True)
class ExportOptions:
    """What an export was asked for: options that not every format has."""

    into: Path | None
    gradebook: Path | None
    assignment: str | None
    course: Path | None
    roster: Path | None
    zeros: bool
    feedback: Path | None
    points: float | None
    count: str


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Choice(FORMATS))
@click.option("--into", type=click.Path(path_type=Path), help="The file (a folder: gradescope).")
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path),
    help="What the platform exported: Canvas's CSV, Moodle's worksheet, scores.json.",
)
@click.option(
    "--assignment",
    help="Its name in Canvas or Classroom 50; in nbgrader, by default from the title.",
)
@click.option("--course", type=click.Path(path_type=Path), help="nbgrader's folder.")
@click.option(
    "--roster", type=click.Path(path_type=Path), help="The class as CSV, column id first."
)
@click.option("--zeros", is_flag=True, help="0 for those who handed in nothing.")
@click.option(
    "--points",
    type=Positive(),
    help="What full marks are, where the gradebook does not say.",
)
@click.option("--feedback", type=click.Path(path_type=Path), help="Moodle: the zip of pages.")
@click.option(
    "--count",
    type=click.Choice(["best", "latest"]),
    default="best",
    show_default=True,
    help="Which of a learner's attempts counts, where several were graded.",
)
@people_options("adjustments", "groups")
def export(
    out: Path, target: str, adjustments: Path | None, groups: Path | None, **options: object
) -> None:
    """Write the grades of a results folder OUT where another system reads them."""
    from autograder.grading.record import use_course_of

    use_course_of(out)
    wanted = ExportOptions(**options)  # type: ignore[arg-type]
    check_apart(out, wanted, ("into", "feedback"), ("gradebook", "roster"))
    tell_unused(wanted, target, USES)
    keep_given(out, given_files(None, adjustments=adjustments, groups=groups))
    results = _counted(list(_stored(out).results), wanted.count)
    if wanted.roster:
        from autograder.platforms.gradebook import rows_for, with_roster_ids

        tell_guessed(wanted.roster)
        rows, unmatched = rows_for(results, wanted.roster)
        _check_anybody(rows, results, wanted.roster)
        _tell_unmatched(unmatched, wanted.roster)
        results_by_roster = with_roster_ids(rows)
    else:
        results_by_roster = results
    {
        "nbgrader": _to_nbgrader,
        "canvas": _to_canvas,
        "moodle": _to_moodle,
        "gradescope": _to_gradescope,
        "classroom50": _to_classroom50,
    }.get(target, _to_plain)(target, out, results_by_roster, wanted)
    tell_without_score(results, target)
    tell_changed(results)


def _counted(results: list[Result], count: str) -> list[Result]:
    """Keep of each learner the attempt that counts, and name the others."""
    from autograder.grading.decisions.counting import Count, one_each

    kept, others = one_each(results, Count(count))
    if others:
        words = _("attempts that do not count ({count}): {names}")
        names = named([result.submission_id for result in others])
        click.echo(words.format(count=len(others), names=names), err=True)
    return kept


def _stored(out: Path) -> Stored:
    """Read a results folder, and say what of it is in no export; raises CommandError."""
    there = read_folder(out)
    if there.waiting:
        count, names = len(there.waiting), named(there.waiting)
        words = _("not graded yet, and so not exported ({count}): {names}")
        click.echo(words.format(count=count, names=names), err=True)
    if there.gone:
        click.echo(_("not in the class any more: {names}", names=named(there.gone)), err=True)
    parts = {tuple(part.name for part in result.parts) for result in there.results}
    if len(parts) > 1:
        words = _("{out} holds results of different exercises: grade it again", out=out)
        raise CommandError(words)
    graded = parts.pop()
    if len(graded) < len(current_course().exercises):
        words = _(
            "only these exercises were graded, and their {most} points count as all: {names}",
            most=f"{there.results[0].max_score:g}",
            names=", ".join(graded),
        )
        click.echo(words)
    return there


def _every_name(result: Result) -> tuple[str, str]:
    return (result.submission_id, result.handed_in.every_name if result.handed_in else "")


def _tell_unmatched(unmatched: Sequence[Result], where: Path) -> None:
    for result in unmatched:
        shown = known_as(_every_name(result))
        words = _("matches nobody in {roster}: {learner}", roster=where, learner=shown)
        click.echo(words, err=True)


def _check_anybody(rows: Sequence[Row], results: Sequence[Result], where: Path) -> None:
    """Raise CommandError where a file knows nobody who handed in: it is of another class."""
    if not rows:
        raise CommandError(_("{file} names no learner at all", file=where))
    if rows and results and not any(row.result for row in rows):
        words = _(
            "{file} names nobody who handed in: it has {one}, the submissions are of {other}; "
            "a file with all names of each learner, and in its column id the first, puts them "
            "together as --roster",
            file=where,
            one=known_as(next((row.keys for row in rows if row.id), ("",))),
            other=known_as(_every_name(results[0])),
        )
        raise CommandError(words)


def _to_plain(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.platforms import plain
    from autograder.platforms.gradebook import rows_for

    into = needed(wanted, "into", target)
    rows = rows_for(results, wanted.roster)[0]
    texts = {"csv": plain.to_csv, "json": plain.to_json}
    text = texts[target](rows) if target in texts else plain.to_junit(results)
    write_text(into, text)
    words = _("{learners} learners, {submissions} submissions: {path}")
    count = len({result.stored_id for result in results})
    click.echo(words.format(learners=len(rows), submissions=count, path=into))


def _to_gradescope(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.platforms.gradescope import to_results

    into = needed(wanted, "into", target)
    names = file_names(result.submission_id for result in results)
    for result in (result for result in results if not result.excused):
        single = len(results) == 1 and into.suffix == ".json"
        path = into if single else into / f"{names[result.submission_id]}.json"
        write_text(path, to_results(result))
    count = sum(not result.excused for result in results)
    click.echo(_("{count} submissions: {path}", count=count, path=into))


def _to_canvas(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.platforms.canvas import fill_in

    into, gradebook = needed(wanted, "into", target), needed(wanted, "gradebook", target)
    if wanted.assignment is None:
        raise CommandError(_("--to canvas needs --assignment: the column's name"))
    filled = fill_in(gradebook, wanted.assignment, results, wanted.zeros, wanted.points)
    _check_anybody(filled.rows, results, gradebook)
    write_bytes(into, filled.content)
    _tell_left(filled, gradebook)
    words = _("{count} of {all} learners have a score: upload {path} to {platform}")
    click.echo(
        words.format(count=filled.scored, all=len(filled.rows), path=into, platform="Canvas")
    )


def _to_moodle(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.cli.given import check_shown, give_to_participants
    from autograder.platforms.moodle import fill_in

    into, worksheet = needed(wanted, "into", target), needed(wanted, "gradebook", target)
    filled = fill_in(worksheet, results, wanted.zeros, wanted.points)
    _check_anybody(filled.rows, results, worksheet)
    check_file(wanted.feedback)
    if wanted.feedback:
        check_shown(out, read_folder(out))
    write_bytes(into, filled.content)
    _tell_left(filled, worksheet)
    words = _("{count} of {all} learners have a grade: upload {path} to {platform}")
    click.echo(
        words.format(count=filled.scored, all=len(filled.rows), path=into, platform="Moodle")
    )
    if wanted.feedback:
        give_to_participants(out, filled.rows, wanted.feedback)


def _to_classroom50(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.platforms.scores50 import fill_in

    into, scores = needed(wanted, "into", target), needed(wanted, "gradebook", target)
    if wanted.assignment is None:
        raise CommandError(_("--to classroom50 needs --assignment: its slug"))
    filled = fill_in(scores, wanted.assignment, results, wanted.points)
    write_bytes(into, filled.content)
    _tell_left(filled, scores)
    words = _(
        "{count} of {all} entries have a score, in whole points: commit {path} as scores.json"
    )
    click.echo(words.format(count=filled.scored, all=len(filled.rows), path=into))


def _tell_left(filled: Filled, where: Path) -> None:
    """Name the submissions that match nobody, the cells left alone, and other scores replaced."""
    _tell_unmatched(filled.unmatched, where)
    for identity, stands in filled.left:
        words = _(
            "left as it is: {id} ({what})", id=escape_control(identity), what=escape_control(stands)
        )
        click.echo(words, err=True)
    if filled.replaced:
        words = _("another score stood there ({count}): {names}")
        names = named([f"{identity} ({stood})" for identity, stood in filled.replaced])
        click.echo(words.format(count=len(filled.replaced), names=names), err=True)
    if filled.commented:
        words = _("somebody's comment stands there and stays, ours is left out ({count}): {names}")
        names = named(filled.commented)
        click.echo(words.format(count=len(filled.commented), names=names), err=True)


def _to_nbgrader(target: str, out: Path, results: list[Result], wanted: ExportOptions) -> None:
    from autograder.platforms.nbgrader import write_grades

    course = needed(wanted, "course", target)
    assignment = wanted.assignment or current_course().assignment
    left_out, is_new = write_grades(results, course, assignment)
    if is_new:
        words = _("{assignment} was not in the gradebook of {course}, and is now")
        click.echo(words.format(assignment=escape_control(assignment), course=course), err=True)
    words = _("{count} submissions are in the gradebook of {course}")
    click.echo(words.format(count=len(results) - len(left_out), course=course))
