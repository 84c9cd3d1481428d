"""Known mistakes: small wrong variants of the reference, each with a name and an explanation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One known mistake: the reference with a few words changed.

    `name` is unique in the whole catalogue and `function` the public name it is in. `says`
    tells the learner what their code does, `asks` is a question that leads to it. `edits`
    are pairs (old, new) of text, made one after the other. `also` names the other parts
    that the mistake may cost points in. `dear` says why it may cost more than half of its
    exercise: nothing of the exercise works, or every answer of it is wrong. `carries` is False
    where an answer of a function that builds on this one does not depend on each of its
    arguments any more.
    """

    name: str
    function: str
    says: str
    asks: str
    edits: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    dear: str = ""
    carries: bool = True


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
