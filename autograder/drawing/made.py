"""Which pictures there are, where they lie, and how they are written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from matplotlib.figure import Figure

from autograder.checks.sides import InProcess
from autograder.course import course_root, current_course
from autograder.course.modules import PICTURES, module_of
from autograder.drawing.tools import svg
from autograder.drawing.words import LANGUAGES, Say

Picture = Callable[[Any, Say], "Figure | str"]


def pictures(kind: str = "PICTURES") -> dict[str, Any]:
    """Return the pictures of the course, as `exercise/name`: what each `pictures.py` says."""
    every: dict[str, Any] = {}
    for exercise in current_course().exercises:
        own = getattr(module_of(exercise, PICTURES), kind, {})
        every |= {f"{exercise.name}/{name}": picture for name, picture in own.items()}
    return every


@functools.cache
def solutions() -> SimpleNamespace:
    """Return every public function of the reference."""
    reference = InProcess.of_reference()
    functions = {
        name: reference.function(f"{part}.{name}")
        for part, names in current_course().functions.items()
        for name in names
    }
    return SimpleNamespace(**functions)


def path_of(picture: str, language: str, root: Path | None = None) -> Path:
    """Return the path of a picture in a language."""
    exercise, name = picture.split("/")
    folder = current_course().exercise(exercise).folder
    return (root or course_root()) / "exercises" / folder / "pictures" / f"{name}.{language}.svg"


def drawn(picture: str, language: str, functions: Any = None) -> str:
    """Draw a picture with the reference's functions or others; the text of an SVG file."""
    picture_drawn = pictures()[picture](functions or solutions(), LANGUAGES[language])
    return picture_drawn if isinstance(picture_drawn, str) else svg(picture_drawn)


def write_pictures() -> None:
    """Write every picture of the course in every language."""
    for language, say in LANGUAGES.items():
        texts = {picture: drawn(picture, language) for picture in pictures()}
        trained = {name: svg(draw(say)) for name, draw in pictures("TRAINED").items()}
        for picture, text in (texts | trained).items():
            path = path_of(picture, language)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
