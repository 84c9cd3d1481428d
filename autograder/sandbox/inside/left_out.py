"""What was left out of a submission while it was loaded: where, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import sentences
from .sentences import Sentence, Words, sentence
from .source import UnreadableSource, python_version


@dataclass(frozen=True)
class LeftOut:
    """A piece of a submission that did not run to its end: where, why, and what it binds.

    `noted` tells whether it is worth a word of its own: an old cell that was switched off is not.
    """

    place: Words
    why: Words
    names: frozenset[str]
    noted: bool = True

    @property
    def unknown_name(self) -> str:
        """The name that was not known where it was left out; empty where it had another reason."""
        error, message = self._raised
        found = re.match(r"name '(\w+)' is not defined", message)
        return found[1] if found and error == "NameError" else ""

    @property
    def is_import_error(self) -> bool:
        """Whether it was left out because a library is not there."""
        return self._raised[0] in ("ImportError", "ModuleNotFoundError")

    @property
    def _raised(self) -> tuple[str, str]:
        """What was raised and what that says; two empty texts where nothing was."""
        if not isinstance(self.why, Sentence) or self.why.template != sentences.RAISED_SAYING:
            return "", ""
        raised = dict(self.why.values)
        return str(raised["error"]), str(raised["message"])


def lacks_library(left_out: Iterable[LeftOut], name: object) -> bool:
    """Tell whether a name is unbound because a library could not be imported."""
    causes = {bound: one for one in left_out for bound in one.names}
    while isinstance(name, str) and name in causes:
        cause = causes.pop(name)
        if cause.is_import_error:
            return True
        name = cause.unknown_name
    return False


def what_was_raised(error: BaseException) -> Sentence:
    """Say which error was raised, and what it says."""
    try:
        text = str(error)[:300]
    except Exception:  # the learner's own __str__ may raise
        text = ""
    name = type(error).__name__
    if not text:
        return sentence(sentences.RAISED, error=name)
    return sentence(sentences.RAISED_SAYING, error=name, message=text)


def not_python(error: BaseException) -> Words:
    """Say why a text is no Python: what it is instead, or the version that reads it."""
    if isinstance(error, UnreadableSource):
        return error.words
    text = _reason(error) if isinstance(error, SyntaxError) else str(error)
    return sentence(sentences.NOT_PYTHON, version=python_version(), error=text)


def _reason(error: SyntaxError) -> str:
    """Return what Python says; 3.10 takes a wide comma after a digit for a part of the number."""
    after = (error.text or "")[error.offset or 0 :][:1]
    if error.msg == "invalid decimal literal" and after > "\x7f":
        code = f"U+{ord(after):04X}"
        if after.isprintable():
            return f"invalid character '{after}' ({code})"
        return f"invalid non-printable character {code}"
    return error.msg
