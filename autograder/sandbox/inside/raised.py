"""What a submission's code raised, as an answer with the learner's own lines."""

from __future__ import annotations

import linecache
import traceback

from . import sentences
from .asked import Answer
from .budget import OutOfTime
from .kinds import AnswerKind
from .left_out import not_python
from .line import Line
from .meant import name_meant, why_unwritten
from .sentences import Words, sentence
from .workspace import Workspace

MAX_LINES = 6
NO_MEMORY = "can't allocate memory"
"""What torch says in a RuntimeError when the system gives it no more memory."""


def answer_of_error(error: BaseException, workspace: Workspace, loading: bool = False) -> Answer:
    """Return what a submission's code raised as its answer, with its own lines."""
    lines = own_lines(error, workspace)
    if not loading and _is_a_stubs(error, lines):
        text = workspace.texts.get(lines[-1].file, "") if lines else ""
        why = why_unwritten(text, lines[-1].function, lines[-1].number) if text else ""
        return Answer(AnswerKind.NOT_WRITTEN, message=why or _words(error), lines=lines)
    if isinstance(error, OutOfTime):
        words = sentence(sentences.LATE_COMPUTING, limit=f"{error.seconds:g}")
        return Answer(AnswerKind.TIMED_OUT, message=words, lines=lines, loading=loading)
    if isinstance(error, MemoryError) or NO_MEMORY in _words(error):
        asked = _words(error)[:500]
        words = sentence(sentences.NO_MEMORY)
        if asked:
            words = sentence(sentences.NO_MEMORY_FOR, error=asked)
        return Answer(AnswerKind.OUT_OF_MEMORY, message=words, lines=lines, loading=loading)
    bases = tuple(base.__name__ for base in type(error).__mro__)
    message: Words = _words(error)
    if loading and isinstance(error, SyntaxError):
        message = not_python(error)
    elif type(error) is NameError and isinstance(error.name, str):
        message = workspace.why_unbound(error.name) or message
    file, line = _innermost(error, workspace), lines[-1].text if lines else ""
    meant = name_meant(error, file, line)
    name = type(error).__name__
    return Answer(
        AnswerKind.RAISED, None, name, bases, message, lines, loading=loading, meant=meant
    )


def _words(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except Exception:  # the learner's own __str__ may raise
        return "(its message cannot be read)"


def own_lines(error: BaseException, workspace: Workspace) -> tuple[Line, ...]:
    """Keep the learner's own lines of a traceback, the innermost ones last."""
    lines = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        file_name = frame.f_code.co_filename
        name = workspace.name_of(file_name)
        if name:
            text = workspace.line_of(name, number or 0)
            if text is None:
                text = linecache.getline(file_name, number or 0).strip()
            lines.append(Line(name, number or 0, frame.f_code.co_name, text))
    if isinstance(error, SyntaxError) and error.filename:
        text, name = (error.text or "").strip(), workspace.name_of(error.filename)
        lines.append(Line(name or error.filename, error.lineno or 0, "", text))
    return tuple(lines[-MAX_LINES:])


def _innermost(error: BaseException, workspace: Workspace) -> str:
    """Return the file of the learner's code that is innermost in a traceback."""
    files = [f.f_code.co_filename for f, _ in traceback.walk_tb(error.__traceback__)]
    return next((file for file in reversed(files) if workspace.name_of(file)), "")


def _is_a_stubs(error: BaseException, lines: tuple[Line, ...]) -> bool:
    """Tell a stub's own error from torch's, which says what it cannot do.

    `raise NotImplemented` means the same, and Python answers with a TypeError.
    """
    if isinstance(error, NotImplementedError) and not error.args:
        return True
    raises = bool(lines) and lines[-1].text.startswith("raise NotImplemented")
    return raises and isinstance(error, NotImplementedError | TypeError)
