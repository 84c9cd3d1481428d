"""Who answers: the learner's files here in this process, or the reference."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from autograder.course import course_root, current_course
from autograder.course.reference import SOLUTIONS, solution_files
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.answering import Answer, Line, Question, answer
from autograder.sandbox.inside.budget import OutOfTime, limited
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.raised import answer_of_error
from autograder.sandbox.inside.sentences import Words
from autograder.sandbox.inside.source import raw_of, text_of
from autograder.sandbox.inside.workspace import Workspace
from autograder.sandbox.limits import Limits, Slowness

from .property import RETURN


class Respondent(Protocol):
    """Whoever answers questions: the submission here, in a sandbox, or the reference."""

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        ...


class InProcess:
    """Answers with files imported into this process, so that pdb, print and tracebacks work."""

    def __init__(self, workspace: Workspace, limits: Limits | None = None) -> None:
        self.workspace, self.limits = workspace, limits
        self.slowness = Slowness()

    @property
    def notes(self) -> list[tuple[Words, Words]]:
        """What was taken or left out: where, and why."""
        taken: list[tuple[Words, Words]] = [("", note) for note in self.workspace.layout.notes]
        left_out = [(one.place, one.why) for one in self.workspace.loader.left_out if one.noted]
        return [*taken, *left_out]

    @classmethod
    def of_path(cls, path: Path, limits: Limits | None = None) -> InProcess:
        """Answer with a folder of files, or with one `.py` file or notebook.

        With `limits`, what computes longer than a check may is interrupted.
        """
        return cls(Workspace.of_path(path.resolve(), current_course().functions), limits)

    @classmethod
    def of_reference(cls, sources: Mapping[str, str] | None = None) -> InProcess:
        """Answer with the reference, some parts' text replaced by `sources`."""
        course, root = current_course(), course_root() / SOLUTIONS
        layout = Layout(solution_files(), functions=course.functions)
        return cls(Workspace(root, layout, sources, trusted=True))

    def answer(self, question: Question, trusted: bool = False) -> Answer:
        """Answer one question in this process; no operator is refused to `trusted` code."""
        if self.limits is None or trusted:
            return answer(question, self.workspace, trusted)
        seconds = (
            self.limits.accuracy_seconds if question.is_measured else self.limits.check_seconds
        )
        seconds *= self.slowness.share(question.targets)
        try:
            with limited(seconds, may_wait=True):
                found = answer(question, self.workspace)
        except OutOfTime as error:  # between two lines of the learner's
            found = answer_of_error(error, self.workspace)
        is_late = found.kind == AnswerKind.TIMED_OUT
        (self.slowness.ran_out if is_late else self.slowness.answered).add(question.targets)
        return found

    def function(self, target: str) -> Any:
        """Return the object that a target names."""
        return self.workspace.find(target)

    def beginning(self, target: str, named: Sequence[str] = ()) -> Line | None:
        """Find the line of a file where a target is defined; None where no file defines it.

        Of a class it is the line of what is `named` first, where one is.
        """
        part, name = target.split(".")
        file = self.workspace.layout.parts.get(part) or self.workspace.layout.single
        try:
            text = text_of(raw_of(self.workspace.root / str(file)))
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
                    number = _number_of(node, named) or node.lineno
                    return Line(str(file), number, "", text.splitlines()[number - 1])
        except (OSError, ValueError, SyntaxError, RecursionError):
            return None
        return None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes out, where the system can."""
    with path.open("a", encoding="utf-8") as file:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def without_memory(side: Any) -> Any:
    """Return the side itself behind one that remembers: for what is asked only once."""
    return side.side if isinstance(side, Cached) else side


class Cached:
    """Answers as the kit's own code does, and asks it only once for each question.

    Processes that have a `shared` folder train only once for all of them.
    """

    def __init__(self, side: InProcess, shared: Path | None = None) -> None:
        self.side, self.shared = side, shared
        self.answers: dict[bytes, Answer] = {}

    def answer(self, question: Question) -> Answer:
        """Answer from memory where the same question was asked before."""
        key = question.fingerprint
        if key not in self.answers:
            is_shared = self.shared is not None and question.is_measured
            ask = self._from_all if is_shared else self._from_side
            self.answers[key] = ask(question)
        return self.answers[key]

    def _from_side(self, question: Question) -> Answer:
        return self.side.answer(question, trusted=True)

    def _from_all(self, question: Question) -> Answer:
        """Answer from what any of the processes found out; the first one does."""
        assert self.shared is not None
        path = self.shared / question.fingerprint.hex()
        with locked(path.with_suffix(".lock")):
            if path.exists():
                return Answer(AnswerKind.VALUE, wire.read(path.read_bytes()))
            answer = self._from_side(question)
            if answer.kind == AnswerKind.VALUE:
                path.write_bytes(wire.encode(answer.value))
            return answer

    def function(self, target: str) -> Any:
        """Return the object that a target names."""
        return self.side.function(target)


class Heard:
    """Answers as another side does, and notes that an answer came."""

    def __init__(self, side: Respondent) -> None:
        self.side = side
        self.any = False

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        answer = self.side.answer(question)
        self.any = True
        return answer

    def function(self, target: str) -> Any:
        """Return the object that a target names, where the side is in this process."""
        side: Any = self.side
        return side.function(target)

    def beginning(self, target: str, named: Sequence[str] = ()) -> Line | None:
        """Find the line where a target is defined, where the other side has the files."""
        find = getattr(self.side, "beginning", None)
        line: Line | None = find(target, named) if find else None
        return line


def _number_of(node: ast.AST, named: Sequence[str]) -> int | None:
    """Return the line of a class where the first of these is: a method, a layer of `self`, RETURN.

    A layer is where it is used, but of `fc1.weight` it is where `fc1` is made.
    """
    inside = list(ast.walk(node)) if isinstance(node, ast.ClassDef) else []
    for name in named:
        if name == RETURN:
            return _line_of_return(node)
        layer, _, piece = name.partition(".")
        places: dict[bool, list[int]] = {True: [], False: []}
        for each in inside:
            if isinstance(each, ast.FunctionDef) and each.name == name:
                return each.lineno
            if isinstance(each, ast.Attribute) and each.attr == layer:
                places[isinstance(each.ctx, ast.Store)].append(each.lineno)
        for lines in (places[bool(piece)], places[not piece]):
            if lines:
                return min(lines)
    return None


def _line_of_return(node: ast.AST) -> int | None:
    """Return the last line of a network's class that returns something, in `forward` if there."""
    methods = [each for each in ast.walk(node) if isinstance(each, ast.FunctionDef)]
    forward = [each for each in methods if each.name == "forward"]
    inside = [each for method in forward or methods for each in ast.walk(method)]
    first = forward[0].lineno if forward else None
    return max((e.lineno for e in inside if isinstance(e, ast.Return) and e.value), default=first)
