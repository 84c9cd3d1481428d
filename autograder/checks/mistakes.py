"""Known mistakes: small wrong variants of the reference, each with a name and an explanation."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import current_course
from autograder.course.reference import MISTAKES, solution_folder, solution_of


@dataclass(frozen=True)
class Mistake:
    """One known mistake: the reference with a few words changed.

    `name` is unique in the whole catalogue and `function` the public name it is in. `explanation`
    tells the learner what their code does, `question` is a question that leads to it. `edits`
    are pairs (old, new) of text, made one after the other. `also` names the other parts
    that the mistake may cost points in. `dear` says why it may cost more than half of its
    exercise: nothing of the exercise works, or every answer of it is wrong. `carries` is False
    where an answer of a function that builds on this one does not depend on each of its
    arguments any more. A `random` one answers each time with other numbers. `at` names what of a
    class it is about, the first that is there: a method or a layer.
    """

    name: str
    function: str
    explanation: str
    question: str
    edits: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    dear: str = ""
    carries: bool = True
    random: bool = False
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """The reference so changed that `function` calls `base`, which lies in another file.

    Learners may call it; the reference does without, so that one file can be read alone.
    """

    function: str
    base: str
    edits: tuple[tuple[str, str], ...]


def mistaken_source(source: str, mistake: Mistake) -> str:
    """Make the mistake in the reference's source; raises ValueError where it does not fit."""
    return edited(source, mistake.edits, mistake.name)


def edited(source: str, edits: tuple[tuple[str, str], ...], name: str) -> str:
    """Change a source; raises ValueError with `name` where an old text does not stand once."""
    for old, new in edits:
        count = source.count(old)
        if count != 1:
            raise ValueError(f"{name}: {old!r} stands {count} times in the source, not once")
        source = source.replace(old, new)
    return source


def catalogue(root: Path | None = None) -> dict[str, list[Mistake]]:
    """Read the named mistakes of the course at `root`, by exercise; none where there are none."""
    return {name: mistakes_of(name, root) for name in current_course().functions}


def mistakes_of(exercise: str, root: Path | None = None) -> list[Mistake]:
    """Read the named mistakes of one exercise."""
    module = _module(exercise, root)
    return list(module.MISTAKES) if module else []


def calls_between_files(root: Path | None = None) -> list[Call]:
    """Read how the reference's functions call those of other files, as learners' may."""
    modules = [_module(name, root) for name in current_course().functions]
    return [call for module in modules for call in getattr(module, "CALLS", [])]


def calling_sources(root: Path | None = None) -> dict[str, str]:
    """Return the reference's files that may call another's function, changed to do so."""
    sources: dict[str, str] = {}
    for call in calls_between_files(root):
        name = current_course().exercise_of(call.function).name
        source = sources.get(name) or solution_of(name, root)
        sources[name] = edited(source, call.edits, f"{call.function} on {call.base}")
    return sources


def _module(exercise: str, root: Path | None) -> Any:
    path = solution_folder(exercise, root) / MISTAKES
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location(f"mistakes of {exercise}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
