"""The same pictures from the learner's own functions, next to those expected."""

from __future__ import annotations

import base64
import html
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks.sides import InProcess
from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.course import course_root, current_course, handout
from autograder.drawing.made import drawn, path_of, pictures
from autograder.drawing.marks import frame_differences, plain

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 0 auto; padding: 1rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
figure { margin: 0; } img { max-width: 100%; background: #fff; border-radius: .5rem; }
pre { white-space: pre-wrap; border-left: .25rem solid #b42318; padding-left: .75rem; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class Shown:
    """A picture from the learner's functions, or why there is none, and the one expected.

    `words` are those that the handout has for it.
    """

    name: str
    own: str | None
    problem: str
    expected: str
    words: str = ""


def shown(exercise: str, learner: InProcess) -> list[Shown]:
    """Draw an exercise's pictures with the learner's functions; raises CommandError without any."""
    chosen_one = current_course().exercise(exercise)
    every = pictures()
    names = [picture for picture in every if picture.split("/")[0] == chosen_one.name]
    if not names:
        if not every:
            raise CommandError(_("this course has no pictures to show"))
        exercises = ", ".join(dict.fromkeys(picture.split("/")[0] for picture in every))
        words = _("{name} has no pictures to show; there are some for {known}")
        raise CommandError(words.format(name=chosen_one.name, known=exercises))
    functions = SimpleNamespace(
        **{
            n: _Late(learner, p, n)
            for p, functions_of_exercise in current_course().functions.items()
            for n in functions_of_exercise
        }
    )
    pictures_shown, language = [], chosen()
    for picture in names:
        expected = path_of(picture, language).read_text(encoding="utf-8")
        try:
            functions_of_exercise, problem = drawn(picture, language, functions), ""
        except Exception as error:  # whatever the learner's code raises is what is shown
            functions_of_exercise, problem = None, f"{type(error).__name__}: {error}"
        name, words = picture.split("/")[1], _words_for(picture)
        pictures_shown.append(Shown(name, functions_of_exercise, problem, expected, words))
    return pictures_shown


def _words_for(picture: str) -> str:
    """Return the sentence that stands in the handout for those who cannot see a picture."""
    exercise, name = picture.split("/")
    text = (course_root() / handout(exercise)).read_text(encoding="utf-8")
    found = re.search(rf"!\[([^\]]+)\]\(pictures/{name}\.", text)
    return found[1] if found else name


class _Late:
    """A function of the learner's that is looked for when it is called."""

    def __init__(self, learner: InProcess, part: str, name: str) -> None:
        self.learner, self.target = learner, f"{part}.{name}"

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self.learner.function(self.target)(*args, **named)


def fragment(pairs: list[Shown]) -> str:
    """Write the pairs as HTML, each picture as an image of its own."""
    pieces = []
    for number, one in enumerate(pairs, 1):
        expected, differing = one.expected, 0
        if one.own is None:
            title = _("Picture {number}: your code stopped.", number=number)
            body = f"<pre>{html.escape(one.problem)}</pre>"
        else:
            own, differing = frame_differences(one.own, one.expected)
            expected, missing = frame_differences(one.expected, one.own)
            body = _image(own, one.words)
            if plain(one.own) == plain(one.expected):
                title = _("Picture {number}: yours is as expected.", number=number)
            elif differing or missing:
                words = _("Picture {number}: not as expected yet. What differs is framed in red.")
                title = words.format(number=number)
            else:
                title = _("Picture {number}: not as expected yet.", number=number)
        pieces.append(
            f"<h2>{html.escape(title)}</h2><p>{html.escape(one.words)}</p>"
            + f'<div class="pair">{_figure(_("yours"), body)}'
            + _figure(_("expected"), _image(expected, one.words))
            + "</div>"
        )
    return "\n".join(pieces)


def _figure(caption: str, inner: str) -> str:
    return f"<figure><figcaption>{caption}</figcaption>{inner}</figure>"


def _image(svg: str, words: str) -> str:
    packed = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{packed}" alt="{html.escape(words)}">'


def write_page(exercise: str, pairs: list[Shown], path: Path | None = None) -> Path:
    """Write a page of the pairs, by default into a temporary folder; returns its path."""
    path = path or Path(tempfile.mkdtemp(prefix="autograder-show-")) / f"{exercise}.html"
    text = (
        f'<!doctype html>\n<html lang="{chosen()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{html.escape(exercise)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{html.escape(exercise)}</h1>{fragment(pairs)}</main></body></html>\n"
    )
    path.write_text(text, encoding="utf-8")
    return path
