"""Put a question to one submission, and answer it: the same inside and outside a sandbox."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import torch

from . import scenarios
from .asked import Answer as Answer
from .asked import Question as Question
from .budget import from_the_keyboard
from .called import Called, called
from .files import LoadError
from .forbidding import forbidding
from .kinds import AnswerKind
from .line import Line as Line
from .operators import ForbiddenOperator, Watch
from .placeholders import placeholder_called, placeholder_in
from .plain import to_plain
from .raised import answer_of_error, own_lines
from .seeds import seed_all
from .tracing import Tracer
from .workspace import Missing, Workspace


def answer(question: Question, workspace: Workspace, trusted: bool = False) -> Answer:
    """Put `question` to the submission in `workspace`, or to `trusted` code of the kit's own."""
    workspace = workspace.afresh() if question.afresh else workspace
    with workspace.active():
        try:
            seed_all(question.seed)
            targets = [workspace.find(target) for target in question.targets]
            unwritten = placeholder_in(targets[0], workspace)
            if unwritten is not None:
                return unwritten
            targets[0] = called(targets[0], question.parameters, question.scenario is None)
        except Missing as error:
            return Answer(AnswerKind.MISSING, message=error.words)
        except LoadError as error:
            return answer_of_error(error.cause, workspace, loading=True)
        workspace.stand_beside(*question.targets)
        seed_all(question.seed)
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
        return Answer(AnswerKind.FORBIDDEN, message=error.words, lines=own_lines(error, workspace))
    except BaseException as error:  # learner code may raise anything, SystemExit too
        if from_the_keyboard(error):
            raise
        if watch is not None and watch.caught:
            return Answer(AnswerKind.FORBIDDEN, message=watch.caught)
        return placeholder_called(targets[0], workspace) or answer_of_error(error, workspace)
    if watch is not None and watch.caught:
        return Answer(AnswerKind.FORBIDDEN, message=watch.caught)
    if value is None and (unwritten := placeholder_called(targets[0], workspace)):
        return unwritten
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
