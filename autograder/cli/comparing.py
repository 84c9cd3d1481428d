"""The command that puts two runs side by side: `autograder compare`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.grading.folder import OWN_FILES, read_folder


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
    from autograder.grading.record import use_course_of
    from autograder.grading.results import write_text
    from autograder.reports import comparing

    use_course_of(new)
    for name, path in (("csv", table), ("html", page)):
        for folder in (old, new):
            _check_not_own(f"--{name}", path, folder)
    there = read_folder(new)
    comparison = compared(read_folder(old), there)
    target = page or new / comparing.PAGE
    names = {} if page else there.names
    write_text(target, comparing.page(comparison, (old, new), names))
    if table is not None:
        write_text(table, comparing.to_csv(comparison))
    comparing.show(comparison, target)
    click.echo(_("Page: {path}", path=target))


def _check_not_own(option: str, path: Path | None, folder: Path) -> None:
    """Raise CommandError where a file would be written over one of a results folder's own."""
    if path is None or not path.resolve().is_relative_to(folder.resolve()):
        return
    inside = path.resolve().relative_to(folder.resolve()).parts
    if not inside or inside[0] in OWN_FILES:
        words = _("{option} {path} is the results folder's own: name another file")
        raise CommandError(words.format(option=option, path=path))
