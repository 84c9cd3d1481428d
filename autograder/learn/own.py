"""The learner's own functions, called as they are; nobody else's stand in for what is missing."""

from __future__ import annotations

import ast
import contextlib
import inspect
import textwrap
import traceback
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from autograder.checks.errors.plain_words import in_plain_words
from autograder.checks.failure import raised_words, trace_lines
from autograder.checks.sides import InProcess
from autograder.core.errors import CommandError
from autograder.core.languages import _, translate_sandbox_message
from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer, Line
from autograder.sandbox.inside.files import LoadError
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.layout import TwoFilesOfOneName
from autograder.sandbox.inside.raised import answer_of_error
from autograder.sandbox.inside.workspace import Missing


class NotThere(Exception):
    """What the learner has not written yet; the message says which exercise and file it is."""


class OwnFailed(Exception):
    """The learner's code raised; the message has its own lines and what they mean."""


class Own:
    """The learner's functions as attributes, by their names.

    Where `path` is named, a function is read anew once its file was saved again.
    """

    def __init__(self, learner: InProcess, path: Path | None = None) -> None:
        self._learner, self._path = learner, path
        self._read = self._stamps()

    @classmethod
    def of_path(cls, path: Path) -> Own:
        """Return what lies at a path; raises CommandError where two files have one name."""
        return cls(learner_at(path), path)

    def __getattr__(self, name: str) -> Any:
        """Return the learner's object of this name; raises NotThere or OwnFailed."""
        if name.startswith("_"):
            raise AttributeError(name)
        target, where = _target_and_place(name)
        try:
            found = self._learner.function(target)
        except Missing as error:
            words = translate_sandbox_message(error.words)
            raise NotThere(_("{what} Exercise {place}", what=words, place=where)) from None
        except LoadError as error:
            raise self._failed(error.cause, loading=True) from None
        if is_a_stub(found):
            raise NotThere(_("{name} is not written yet: exercise {place}", name=name, place=where))
        return found

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Say of each name that is not written yet which exercise it is; raises OwnFailed."""
        lacking = []
        for name in names:
            try:
                getattr(self, name)
            except NotThere as error:
                lacking.append(str(error))
        return lacking

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let the learner's code run as a script of its own would; raises NotThere or OwnFailed."""
        self._read_anew()
        with self._learner.workspace.active(), self.telling():
            yield

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Tell what the learner's code raises in the block; raises NotThere or OwnFailed."""
        try:
            yield
        except (NotThere, OwnFailed, CommandError, KeyboardInterrupt):
            raise
        except BaseException as error:  # learner code may raise anything, SystemExit too
            raise self._failed(error) from error

    def lines_of(self, frame: types.FrameType | None) -> tuple[Line, ...]:
        """Return the learner's own lines of a stack, the innermost last."""
        lines = []
        for one in traceback.extract_stack(frame):
            name = self._learner.workspace.name_of(one.filename)
            if name:
                lines.append(Line(name, one.lineno or 0, one.name, one.line or ""))
        return tuple(lines)

    def _failed(self, error: BaseException, loading: bool = False) -> OwnFailed:
        answer = answer_of_error(error, self._learner.workspace, loading)
        if answer.kind == AnswerKind.NOT_WRITTEN and answer.lines:
            words = _("{name} is not written yet.", name=answer.lines[-1].function)
            return OwnFailed("\n".join([words, *trace_lines(answer.lines[-1:])]))
        return OwnFailed("\n".join(_lines_of(answer)))

    def _read_anew(self) -> None:
        """Read the files again where one was saved since."""
        if self._path is not None and self._stamps() != self._read:
            self._learner = learner_at(self._path)
            self._read = self._stamps()

    def _stamps(self) -> dict[str, int]:
        """Return when each file was last changed; one that is being renamed is not there."""
        root, layout = self._learner.workspace.root, self._learner.workspace.layout
        stamps = {}
        for file in [*layout.parts.values(), *layout.notebooks, layout.single]:
            with contextlib.suppress(OSError):
                stamps[str(file)] = (root / str(file)).stat().st_mtime_ns
        return stamps


def learner_at(path: Path) -> InProcess:
    """Return what answers with a learner's files; raises CommandError for two of one name."""
    try:
        return InProcess.of_path(path)
    except TwoFilesOfOneName as error:
        raise CommandError(translate_sandbox_message(error.words)) from None


def _target_and_place(name: str) -> tuple[str, str]:
    """Return what a function is asked for as, and where it is written."""
    for exercise in current_course().exercises:
        if name in exercise.functions:
            place = f"{exercise.number}, exercises/{exercise.file}"
            return f"{exercise.name}.{name}", place
    raise NotThere(_("{name} belongs to an exercise that this course leaves out", name=name))


def _lines_of(answer: Answer) -> list[str]:
    """Say an error in plain words where it is known, then as Python does, and where it was."""
    plain = in_plain_words(answer)
    known = [*plain.lines, ""] if plain else []
    words = [raised_words(answer)] if answer.error else []
    words = words or [translate_sandbox_message(answer.message)]
    return [*known, *words, *trace_lines(answer.lines[-1:])]


def is_a_stub(found: Any) -> bool:
    """Tell whether a function, or a method of a class, does nothing but raise NotImplementedError.

    What cannot be read is taken to be written.
    """
    inner = vars(found).values() if inspect.isclass(found) else [found]
    functions = [one for one in inner if inspect.isfunction(one)]
    return any(map(_only_raises, functions))


def _only_raises(function: Any) -> bool:
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, TypeError, ValueError, SyntaxError):
        return False
    if not isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    words = 1 if ast.get_docstring(tree) else 0
    last = tree.body[words:]
    return len(last) == 1 and isinstance(last[0], ast.Raise) and _is_not_written(last[0].exc)


def _is_not_written(raised: ast.expr | None) -> bool:
    named = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(named, ast.Name) and named.id == "NotImplementedError"
