"""The commands that make pages of what was graded: `autograder report` and `similar`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.people import given_files, keep_given, people_options, tell_changed
from autograder.cli.places import check_not_own, tell_guessed
from autograder.core.control import escape_control
from autograder.core.languages import _
from autograder.course import course_root
from autograder.grading.results import RESULTS


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--id", "identity", metavar="ID", help="Show this one here instead.")
@people_options("adjustments", "groups")
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The class as CSV: its names are on the pages from now on.",
)
@click.option(
    "--anonymous",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write pages without ids, names and seed into a new folder instead.",
)
def report(
    out: Path,
    identity: str | None,
    roster: Path | None,
    anonymous: Path | None,
    **files: Path | None,
) -> None:
    """Write the pages and grades of the results folder OUT anew, without grading."""
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.record import use_course_of
    from autograder.reports.show import show, write_pages

    use_course_of(out)
    check_not_own("--anonymous", anonymous, out)
    tell_guessed(roster, *files.values())
    keep_given(out, given_files(None, **files))
    if roster is not None:
        _keep_names(out, roster)
    if identity is not None:
        show(out, identity)
    elif anonymous is not None:
        _without_names(out, anonymous)
    else:
        if not (out / RESULTS).is_dir():
            read_folder(out)  # says that there is nothing
        with results_folder(out):
            results = write_pages(out)
        page = out / "index.html"
        count = len({result.stored_id for result in results})
        click.echo(_("Pages of {count} submissions: {page}", count=count, page=page))
        tell_changed(results)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--submissions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="By default what was graded into OUT.",
)
@click.option("--pairs", type=click.IntRange(1), default=30, show_default=True)
def similar(out: Path, submissions: Path | None, pairs: int) -> None:
    """Show which submissions look alike, side by side: places to look at, not proof of cheating."""
    from autograder.grading.classroom import list_entries
    from autograder.grading.record import submissions_of, use_course_of
    from autograder.grading.similar import closest, given_to_all, texts_of
    from autograder.reports.similar import write_page

    use_course_of(out)
    entries = list_entries(submissions or submissions_of(out))
    texts, refused = texts_of(entries)
    closest_pairs = closest(texts, given_to_all(course_root()), pairs)
    names = {item.entry.id: item.file_name for item in entries}
    path = write_page(out, closest_pairs, names, len(texts), _names_known(out))
    for identity in refused:
        words = _("left out, because it was refused: {id}", id=escape_control(identity))
        click.echo(words, err=True)
    for pair in closest_pairs[:5]:
        pair_of_ids = escape_control(_(" and ").join(pair.ids))
        click.echo(f"{pair.similarity:4.0%}  {pair_of_ids}")
    click.echo(_("Places to look at, not proof of cheating: {path}", path=path))


def _keep_names(out: Path, roster: Path) -> None:
    """Keep the names and addresses of a roster beside the results, and name who is not in it."""
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.known import write_people
    from autograder.platforms.people import people_of

    people, unmatched = people_of(read_folder(out).results, roster)
    with results_folder(out):
        write_people(out, people)
    for result in unmatched:
        words = _("matches nobody in {where}: {id}", where=roster, id=result.submission_id)
        click.echo(escape_control(words), err=True)


def _without_names(out: Path, folder: Path) -> None:
    """Write pages that tell nobody's name into a new folder."""
    from autograder.learn.starting import put_in_place
    from autograder.reports.anonymous import write_anonymous

    with put_in_place(folder) as new:
        count = write_anonymous(out, new)
    page = folder / "index.html"
    click.echo(_("Pages of {count} submissions, nobody named: {page}", count=count, page=page))


def _names_known(out: Path) -> dict[str, str]:
    """Return the names of the learners of a results folder, as far as they are known."""
    from autograder.grading.folder import read_folder
    from autograder.grading.known import person_of, read_people

    people = read_people(out)
    if not (out / RESULTS).is_dir():
        return {identity: person.name for identity, person in people.items()}
    return {r.submission_id: person_of(r, people).name for r in read_folder(out).results}
