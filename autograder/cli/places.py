"""Where commands read and write: what an option must name, and what it must not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import click

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import read_table
from autograder.grading.folder import OWN_FILES
from autograder.grading.record import read_record


def tell_guessed(*files: Path | None) -> None:
    """Name the files whose letters may be read wrongly, since nothing tells their encoding."""
    for path in filter(None, files):
        form = read_table(path, least=1).form
        if form.is_guessed:
            words = _(
                "{file} is not UTF-8, and is read as {encoding}: save it as UTF-8 where names "
                "look wrong"
            )
            click.echo(words.format(file=path, encoding=form.encoding), err=True)


def needed(options: object, name: str, target: str) -> Path:
    """Return an option that a platform cannot do without; raises CommandError."""
    value: Path | None = getattr(options, name)
    if value is None:
        raise CommandError(_("--to {target} needs --{name}", target=target, name=name))
    return value


def tell_unused(options: object, target: str, uses: Mapping[str, Collection[str]]) -> None:
    """Name the options that say something, and are for another platform."""
    of_some = sorted(set().union(*uses.values()))
    for name in of_some:
        if getattr(options, name) and name not in uses[target]:
            words = _("--{name} is not used with --to {target}", name=name, target=target)
            click.echo(words, err=True)


def check_not_own(option: str, path: Path | None, out: Path) -> None:
    """Raise CommandError where an option would write over a results folder's own files.

    So it does for a place among the submissions: what lies there is one, and would be graded.
    """
    record = read_record(out) if path is not None else None
    folder = Path(record.submissions) if record and record.submissions else None
    if path is not None and folder is not None and path.resolve().is_relative_to(folder.resolve()):
        words = _("{option} {path} lies inside {folder}, where it would be a submission")
        raise CommandError(words.format(option=option, path=path, folder=folder))
    if path is None or not path.resolve().is_relative_to(out.resolve()):
        return
    inside = path.resolve().relative_to(out.resolve()).parts
    if not inside or inside[0] in OWN_FILES:
        words = _("{option} {path} is the results folder's own: name another place")
        raise CommandError(words.format(option=option, path=path))


def check_apart(out: Path, options: object, written: Sequence[str], read: Sequence[str]) -> None:
    """Raise CommandError where what is written would be written over what it is made from."""
    for name in written:
        path: Path | None = getattr(options, name)
        for other in read:
            source: Path | None = getattr(options, other)
            if path is not None and source is not None and _is_same(path, source):
                words = _("--{name} and --{other} are the same file: name a new one for --{name}")
                raise CommandError(words.format(name=name, other=other))
        check_not_own(f"--{name}", path, out)


def _is_same(path: Path, other: Path) -> bool:
    """Tell whether two paths are one file, by another path or a link too."""
    try:
        return path.resolve() == other.resolve() or path.samefile(other)
    except OSError:
        return False
