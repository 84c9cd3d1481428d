"""`autograder lab`: an exercise's page to play with, opened in the browser."""

from __future__ import annotations

from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.course import Exercise, course_root, current_course

from .browser import open_address

PAGE = "lab.html"
"""Of an exercise's folder: its lab, complete."""
OPENED = Path(".autograder") / "labs"
"""Where the page lies that is opened, in the kit's folder: not every browser may read /tmp."""


def lab(exercise: str, into: Path | None = None, browser: bool = True) -> str:
    """Write an exercise's lab in the language chosen, and open it; say where it is.

    `into` names another place, and nothing is opened then. Raises CommandError without a lab.
    """
    source = page_of(current_course().exercise(exercise))
    name = source.parent.name
    path = into or course_root() / OPENED / f"{name}.html"
    text = source.read_text(encoding="utf-8")
    text = text.replace('<html lang="en">', f'<html lang="en" data-lang="{chosen()}">', 1)
    try:
        _write(path, text)
    except OSError:
        if into is not None:
            raise
        path = source  # a kit that cannot be written to; the page has a switch of its own
    if browser and into is None:
        open_address(path.resolve().as_uri())
    return _("To play with: {path}", path=path)


def page_of(exercise: Exercise) -> Path:
    """Return the path of an exercise's lab; raises CommandError where it has none."""
    if has_lab(exercise):
        return _path(exercise)
    names = [one.name for one in current_course().exercises if has_lab(one)]
    if not names:
        raise CommandError(_("this course has no labs"))
    words = _("{name} has no lab; there is one for {known}")
    raise CommandError(words.format(name=exercise.name, known=", ".join(names)))


def has_lab(exercise: Exercise) -> bool:
    """Tell whether an exercise has a lab."""
    return _path(exercise).is_file()


def _path(exercise: Exercise) -> Path:
    return course_root() / "exercises" / exercise.folder / PAGE


def _write(path: Path, text: str) -> None:
    """Write a page aside and put it in place, so that nobody ever opens half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
