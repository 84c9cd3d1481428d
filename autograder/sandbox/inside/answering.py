"""A question, put to one submission, and the answer: the same inside and outside a sandbox."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import linecache
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import torch

from . import scenarios, sentences, wire
from .bases import working_bases
from .budget import from_the_keyboard
from .called import Called, called
from .files import LoadError
from .forbidding import forbidding
from .kinds import AnswerKind
from .left_out import not_python
from .line import Line as Line
from .meant import name_meant, why_unwritten
from .operators import ForbiddenOperator, Forbids, Watch
from .plain import to_plain
from .seeds import seed_all
from .sentences import Words, sentence
from .tracing import Tracer
from .workspace import Missing, Workspace

MAX_LINES = 6
NO_MEMORY = "can't allocate memory"
"""What torch says in a RuntimeError when the system gives it no more memory."""


@dataclass(frozen=True)
class Question:
    """What is asked of a submission.

    `targets` are the learner's objects as `part.name`. Without a scenario the first is
    called with the arguments; a scenario, `exercise.function`, gets the targets and then the
    arguments. `forbids` says which operators may not be used; `counts_products` asks how many
    matrix products were needed, with `in_proportion` only those to which the answer is in
    proportion. What `is_measured` may take longer. With `traced` the answer is
    what the learner's own lines did, as `tracing` tells it. What is `unscored` only explains the
    answer to another question. `parameters` are the first target's, as the course names them;
    `bases` are functions of its part that are replaced by ones that work.
    """

    targets: tuple[str, ...]
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    scenario: str | None = None
    forbids: Forbids | None = None
    counts_products: bool = False
    in_proportion: bool = False
    seed: int = 0
    is_measured: bool = False
    traced: bool = False
    unscored: bool = False
    parameters: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()

    @functools.cached_property
    def frame(self) -> bytes:
        """The question as it crosses the wire."""
        return wire.encode({f.name: getattr(self, f.name) for f in dataclasses.fields(self)})

    @functools.cached_property
    def fingerprint(self) -> bytes:
        """A short digest: equal for equal questions."""
        return hashlib.blake2b(self.frame, digest_size=16).digest()

    def copied(self) -> Question:
        """Copy the tensors, strides and all: what is done to them harms no other side."""
        args = tuple(a.clone() if isinstance(a, torch.Tensor) else a for a in self.args)
        kwargs = {
            k: v.clone() if isinstance(v, torch.Tensor) else v for k, v in self.kwargs.items()
        }
        return dataclasses.replace(self, args=args, kwargs=kwargs)

    @property
    def part(self) -> str:
        """The part whose answer it is."""
        return self.targets[0].split(".")[0]

    @property
    def name(self) -> str:
        """The learner's function or class that is asked."""
        return self.targets[0].split(".")[1]


@dataclass(frozen=True)
class Answer:
    """What came of a question.

    Of the kinds, some come from a sandbox only. `error` is the type of what was
    raised and `bases` the types it inherits from; `changed` lists the arguments that are not
    what they were before; `products` counts matrix products where they are watched.
    `doing` stands for the lines of a recorded error, which would show the reference's source;
    `meant` is the name that is most like one that there is not, or of what is None; `doubted`
    says that nothing showed products to be what the answer is made of; `renamed` are parameters
    that were handed over by name and have another one, each as `name own_name`.
    """

    kind: AnswerKind
    value: Any = None
    error: str = ""
    bases: tuple[str, ...] = ()
    message: Words = ""
    lines: tuple[Line, ...] = ()
    changed: tuple[str, ...] = ()
    products: int = -1
    loading: bool = False
    doing: tuple[str, ...] = ()
    meant: str = ""
    doubted: bool = False
    renamed: tuple[str, ...] = ()


def answer(question: Question, workspace: Workspace, trusted: bool = False) -> Answer:
    """Put `question` to the submission in `workspace`, or to `trusted` code of the kit's own."""
    with workspace.active():
        try:
            seed_all(question.seed)
            targets = [workspace.find(target) for target in question.targets]
            targets[0] = called(targets[0], question.parameters)
        except Missing as error:
            return Answer(AnswerKind.MISSING, message=error.words)
        except LoadError as error:
            return answer_of_error(error.cause, workspace, loading=True)
        workspace.stand_beside(*question.targets)
        seed_all(question.seed)
        with working_bases(workspace, question.part, question.bases):
            return _answer_of(question, targets, workspace, trusted)


def _answer_of(
    question: Question, targets: list[Any], workspace: Workspace, trusted: bool
) -> Answer:
    again, question = question, question.copied()
    before = list(_tensors(question))
    copies = [tensor.clone() for _, tensor in before]
    call = call_of(question, targets)
    watch = None
    try:
        with _watching(question, workspace, trusted) as watch:
            if watch is not None:
                watch.products.keeps = question.in_proportion
            value = to_plain(_traced(call, workspace) if question.traced else call())
    except ForbiddenOperator as error:
        return Answer(AnswerKind.FORBIDDEN, message=error.words, lines=_own_lines(error, workspace))
    except BaseException as error:  # learner code may raise anything, SystemExit too
        if from_the_keyboard(error):
            raise
        if watch is not None and watch.caught:
            return Answer(AnswerKind.FORBIDDEN, message=watch.caught)
        return answer_of_error(error, workspace)
    if watch is not None and watch.caught:
        return Answer(AnswerKind.FORBIDDEN, message=watch.caught)
    changed = [name for (name, now), was in zip(before, copies) if not _same(now, was)]
    products, doubted = _products(watch, value, again, targets, workspace)
    renamed = tuple(targets[0].renamed) if isinstance(targets[0], Called) else ()
    return Answer(
        AnswerKind.VALUE,
        value,
        changed=tuple(changed),
        products=products,
        doubted=doubted,
        renamed=renamed,
    )


def _products(
    watch: Watch | None, value: Any, question: Question, targets: list[Any], workspace: Workspace
) -> tuple[int, bool]:
    """Count the matrix products that an answer comes from, and tell whether that is in doubt.

    Where they are not counted it is -1.
    """
    if watch is None or not question.counts_products:
        return -1, False
    products, doubted = watch.products.count(getattr(targets[0], "function", targets[0])), False
    if question.in_proportion and products:
        given = [tensor for _, tensor in _tensors(question)]
        units = functools.partial(_of_units, question, targets, workspace)
        counts, doubted = watch.products.make(value, given, units)
        products *= counts
    return products, doubted


def _of_units(question: Question, targets: list[Any], workspace: Workspace) -> Any:
    """Ask once more where all products are units; returns None where that raises anything."""
    seed_all(question.seed)
    try:
        with _watching(question, workspace, trusted=False) as watch:
            assert watch is not None
            watch.products.units = True
            return to_plain(call_of(question.copied(), targets)())
    except BaseException as error:  # learner code may raise anything, SystemExit too
        if from_the_keyboard(error):
            raise
        return None


def _watching(
    question: Question, workspace: Workspace, trusted: bool
) -> AbstractContextManager[Watch | None]:
    """Look at the operators that a question forbids, or counts; nothing of it is free."""
    if question.forbids is None or (trusted and not question.counts_products):
        return contextlib.nullcontext()
    return forbidding(question.forbids, workspace.namespaces, question.counts_products)


def call_of(question: Question, targets: list[Any]) -> Callable[[], Any]:
    """Return what puts a question to the learner's objects that it names."""
    if question.scenario is None:
        return lambda: targets[0](*question.args, **question.kwargs)
    scenario = scenarios.find(question.scenario)
    return lambda: scenario(*targets, *question.args, **question.kwargs)


def _traced(call: Callable[[], Any], workspace: Workspace) -> dict[str, Any]:
    tracer = Tracer(workspace.name_of)
    with tracer.tracing():
        call()
    return tracer.told()


def _tensors(question: Question) -> Iterator[tuple[str, torch.Tensor]]:
    if question.scenario is None:
        for index, value in enumerate(question.args):
            if isinstance(value, torch.Tensor):
                yield str(index), value
        for name, value in question.kwargs.items():
            if isinstance(value, torch.Tensor):
                yield name, value


def _same(now: torch.Tensor, was: torch.Tensor) -> bool:
    return now.shape == was.shape and torch.equal(now, was)


def answer_of_error(error: BaseException, workspace: Workspace, loading: bool = False) -> Answer:
    """Return what a submission's code raised as its answer, with its own lines."""
    lines = _own_lines(error, workspace)
    if isinstance(error, NotImplementedError) and not loading and _is_a_stubs(error, lines):
        text = workspace.texts.get(lines[-1].file, "") if lines else ""
        why = why_unwritten(text, lines[-1].function, lines[-1].number) if text else ""
        return Answer(AnswerKind.NOT_WRITTEN, message=why or _words(error), lines=lines)
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


def _own_lines(error: BaseException, workspace: Workspace) -> tuple[Line, ...]:
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


def _is_a_stubs(error: NotImplementedError, lines: tuple[Line, ...]) -> bool:
    """Tell a stub's own error from torch's, which says what it cannot do."""
    return not error.args or bool(lines and lines[-1].text.startswith("raise NotImplemented"))
