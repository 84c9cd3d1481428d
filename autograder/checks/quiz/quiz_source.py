"""Where the quiz's questions come from: drawn here, or drawn when the kit was released."""

from __future__ import annotations

import lzma
import random
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import RECORDED, Exercise, course_root
from autograder.course.reference import has_solutions

from .quiz import Item
from .quizzed import FOLDER, SUFFIX

SEED_COUNT = 1 << 31
FOREIGN = (EOFError, OSError, lzma.LZMAError, msgspec.MsgspecError)
"""What a damaged file ends in."""


class Source(Protocol):
    """Whoever has questions: by exercise, kind and seed."""

    @property
    def seeds(self) -> int:
        """How many seeds there are, from 0."""
        ...

    def names(self, exercise: Exercise) -> list[str]:
        """List the kinds of questions about an exercise."""
        ...

    def item(self, exercise: Exercise, name: str, seed: int) -> Item:
        """Return a question; raises CommandError where there is none."""
        ...


class Live:
    """Draws questions from the reference and the known mistakes, which the complete kit has."""

    seeds = SEED_COUNT

    def names(self, exercise: Exercise) -> list[str]:
        """List the kinds of questions about an exercise."""
        from .quiz_drawing import questions_of

        return list(questions_of(exercise))

    def item(self, exercise: Exercise, name: str, seed: int) -> Item:
        """Draw a question."""
        from .quiz_drawing import drawn

        return drawn(exercise, name, seed)


class Recorded:
    """Reads the questions that were drawn when the kit was released."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, list[list[Item]]] = {}

    @property
    def seeds(self) -> int:
        """How many seeds were drawn from; the same for each exercise."""
        files = sorted(self.folder.glob(f"*{SUFFIX}"))
        return len(self._items(files[0].stem)) if files else 0

    def names(self, exercise: Exercise) -> list[str]:
        """List the kinds of questions about an exercise."""
        if not (self.folder / f"{exercise.name}{SUFFIX}").is_file():
            return []
        return [item.name for item in self._items(exercise.name)[0]]

    def item(self, exercise: Exercise, name: str, seed: int) -> Item:
        """Find a question; raises CommandError for a seed that was not drawn from."""
        items = self._items(exercise.name)
        if not 0 <= seed < len(items):
            words = _(
                "--seed {seed}: this kit holds the questions of the seeds 0 to {last}; choose one "
                "of these, or leave --seed out",
                seed=seed,
                last=len(items) - 1,
            )
            raise CommandError(words)
        return next(item for item in items[seed] if item.name == name)

    def _items(self, exercise: str) -> list[list[Item]]:
        if exercise not in self.read:
            path = self.folder / f"{exercise}{SUFFIX}"
            try:
                self.read[exercise] = decoded(path.read_bytes())
            except FOREIGN:
                words = _("{path} cannot be read: take it from the kit again", path=path)
                raise CommandError(words) from None
        return self.read[exercise]


def source() -> Source:
    """Return where this kit's questions come from."""
    home = course_root()
    return Live() if has_solutions(home) else Recorded(home / RECORDED / FOLDER)


def encoded(items: list[list[Item]]) -> bytes:
    """Write the questions of each seed as a released kit keeps them."""
    return lzma.compress(msgspec.json.encode(items), preset=9 | lzma.PRESET_EXTREME)


def decoded(raw: bytes) -> list[list[Item]]:
    """Read what `encoded` wrote."""
    return msgspec.json.decode(lzma.decompress(raw), type=list[list[Item]])


def kinds(exercise: Exercise, questions: Source) -> list[str]:
    """List the kinds of questions about an exercise; raises CommandError where there are none."""
    names = questions.names(exercise)
    if not names:
        raise CommandError(_("there are no questions about {name}", name=exercise.name))
    return names


def chosen(
    exercise: Exercise, questions: Source, count: int, seed: int, asked: list[str]
) -> list[Item]:
    """Choose so many different kinds of questions, first those that were asked least often."""
    names = kinds(exercise, questions)
    random.Random(f"{seed} {exercise.name}").shuffle(names)
    names.sort(key=asked.count)
    return [questions.item(exercise, name, seed) for name in names[:count]]
