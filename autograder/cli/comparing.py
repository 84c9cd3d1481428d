"""The command that puts two runs side by side: `autograder compare`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.places import check_not_own
from autograder.core.languages import _
from autograder.core.system import check_file
from autograder.grading.folder import read_folder


@click.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Write it as CSV too.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), help="The page (default: NEW/compare.html)."
)
def compare(old: Path, new: Path, table: Path | None, page: Path | None) -> None:
    """Show whose score differs between the results folders OLD and NEW, by which checks, and why.

    To compare a folder with itself before a regrade, copy it first.
    """
    from autograder.grading.comparison import compare as compared
    from autograder.grading.known import read_people
    from autograder.grading.record import use_course_of
    from autograder.grading.results import write_text
    from autograder.reports import comparing

    use_course_of(new)
    for name, path in (("csv", table), ("html", page)):
        for folder in (old, new):
            check_not_own(f"--{name}", path, folder)
        check_file(path)
    there = read_folder(new)
    comparison = compared(read_folder(old), there)
    people = read_people(new)
    target = page or new / comparing.PAGE
    names = {} if page else there.names
    write_text(target, comparing.page(comparison, (old.resolve(), new.resolve()), names, people))
    if table is not None:
        write_text(table, comparing.to_csv(comparison, people))
    comparing.show(comparison, target)
    click.echo(_("Page: {path}", path=target))
