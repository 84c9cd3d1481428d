"""The command that begins a class: `autograder collect`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.places import tell_guessed
from autograder.cli.shared import named
from autograder.core.control import escape_control
from autograder.core.folding import folded
from autograder.core.languages import _

if TYPE_CHECKING:
    from autograder.grading.decisions.extensions import Extension
    from autograder.platforms.collect import Collection
    from autograder.platforms.pieces import Wanted

PLATFORMS = (
    *("canvas", "moodle", "gradescope", "classroom50", "git"),
    *("nbgrader", "blackboard", "google", "github"),
)


@click.command()
@click.argument("download", type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--from", "platform", type=click.Choice(PLATFORMS), help="Recognised by default.")
@click.option("--due", metavar="TIME", help="For example '2026-11-20 23:59 Europe/Berlin'.")
@click.option("--late", metavar="RULE", help="What lateness costs; late submissions are then kept.")
@click.option(
    "--count",
    type=click.Choice(["latest", "best"]),
    default="latest",
    show_default=True,
    help="Which of several attempts counts.",
)
@click.option(
    "--times",
    type=click.Path(path_type=Path),
    help="When each came: Moodle's grading worksheet, or a CSV with id, time, commit.",
)
@click.option(
    "--roster", type=click.Path(path_type=Path), help="The class as CSV, column id first."
)
@click.option(
    "--extensions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who has more time, as for grade: what they handed in later is in time.",
)
@click.option(
    "--assignment", metavar="NAME", help="nbgrader's assignment; by default that of this course."
)
def collect(download: Path, into: Path, platform: str | None, **options: str | Path | None) -> None:
    """Make a folder of submissions from what a platform hands out.

    DOWNLOAD is Canvas's submissions.zip, Moodle's zip, a Gradescope export, a folder of clones of
    any git host, what Classroom 50 hands out, nbgrader's submitted/, or Blackboard's or Google
    Classroom's zip; a zip or its unpacked folder.
    """
    from autograder.platforms.collect import collect as make

    wanted, rule = _wanted(options)
    tell_guessed(wanted.roster)
    collected = make(download, into, platform, wanted, rule)
    late = [entry for entry in collected.entries.values() if entry.late]
    more = ["--extensions", str(options["extensions"])] if options["extensions"] else []
    command = shlex.join(["autograder", "grade", str(into), "--out", "OUT", *more])
    words = _("{count} submissions from {platform} in {folder}, {late} late: {command}")
    count, platform = len(collected.entries), collected.platform
    click.echo(
        words.format(count=count, platform=platform, folder=into, late=len(late), command=command)
    )
    for note in collected.notes:
        click.echo(escape_control(note), err=True)
    _tell_unused(collected.unused, into)
    if wanted.due is not None:
        _tell_times(collected)


def _wanted(options: Mapping[str, str | Path | None]) -> tuple[Wanted, str]:
    """Read what is asked of a download, and the rule for lateness in words."""
    from autograder.core.due import in_words, read_due
    from autograder.core.table import read_table
    from autograder.grading.decisions.counting import Count
    from autograder.grading.decisions.lateness import rule_for
    from autograder.platforms.pieces import Wanted
    from autograder.platforms.times import read_times

    due, late, times = options["due"], options["late"], options["times"]
    moment = read_due(str(due)) if due is not None else None
    if moment is not None:
        click.echo(_("the deadline is {moment}", moment=in_words(moment)), err=True)
    rule = rule_for(str(late) if late else None, "")
    zone = moment.tzinfo if moment else None
    wanted = Wanted(
        due=moment,
        costs=rule is not None,
        count=Count(str(options["count"])),
        times=read_times(times, zone) if isinstance(times, Path) else {},
        worksheet=read_table(times) if isinstance(times, Path) else None,
        roster=options["roster"],  # type: ignore[arg-type]
        assignment=options["assignment"],  # type: ignore[arg-type]
        extensions=_extensions(options["extensions"]),
    )
    return wanted, rule.words if rule else ""


def _extensions(path: str | Path | None) -> Mapping[str, Extension]:
    """Read who has more time, by names in lower case, of whomever the file has a row."""
    from autograder.grading.decisions.extensions import read_extensions
    from autograder.grading.decisions.rows import read_rows

    if not isinstance(path, Path):
        return {}
    rows = read_rows(path, ("id", "until"), ("late_days",))[1]
    found = read_extensions(path, [row.cells["id"] for row in rows])
    return {folded(name): extension for name, extension in found.items()}


def _tell_unused(reasons: Mapping[str, str], into: Path) -> None:
    """Count the entries of a download that are not used, and name them with the reason."""
    if not reasons:
        return
    from autograder.platforms.collect import NOT_USED

    place = into / NOT_USED
    words = _(
        "parts of the download that were not used ({count}), all listed in {path}:",
        count=len(reasons),
        path=place,
    )
    click.echo(words, err=True)
    for reason in sorted(set(reasons.values())):
        paths = [path for path, why in reasons.items() if why == reason]
        click.echo(f"  {reason} ({len(paths)}): {named(paths)}", err=True)


def _tell_times(collected: Collection) -> None:
    """Say for whom the deadline could not be used, and whose time is only what they say."""
    entries = collected.entries
    claimed = [name for name, entry in entries.items() if entry.claimed]
    if claimed:
        words = _(
            "by the date of the last commit, which the learner's own clock wrote ({count} of "
            "{all}): name the platform's times with --times"
        )
        click.echo(words.format(count=len(claimed), all=len(entries)), err=True)
    untimed = [name for name, entry in entries.items() if not entry.time]
    if len(untimed) < len(entries):
        for name in untimed:
            click.echo(
                _("{id}: when it was handed in is not known", id=escape_control(name)), err=True
            )
    elif any(entry.late for entry in entries.values()):
        words = _(
            "{platform} gives no times: --due is not used, and late is whoever it marks as late"
        )
        click.echo(words.format(platform=collected.platform), err=True)
    else:
        words = _("{platform} gives no times: nobody is marked late")
        click.echo(words.format(platform=collected.platform), err=True)
