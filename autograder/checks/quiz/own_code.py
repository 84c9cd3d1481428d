"""Questions about a learner's own code, answered by following it while it runs.

What was followed ran beside the learner's code and could be made up by it: it asks a question
that a human hears the answer to, and decides no point.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import msgspec
import torch

from autograder.core.languages import _
from autograder.course import current_course
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import MAX_AXES
from autograder.sandbox.inside.tracing import MAX_KEPT, MAX_TOLD

from .. import failure
from ..brief import SummaryLine
from ..diagnosis.known import further_question
from ..questions import QuestionSpec, function_of, names_of, questions
from ..sides import Respondent

MAX_QUESTIONS = 5
"""So many there are about a submission, where its code gives as many."""
MAX_RUNS = 200
"""A line that runs more often is not one to count by hand."""

MAX_ELEMENT = 8
"""The run of a line, at most, whose element is asked for."""
CALLED_BY_LIBRARIES = {"__len__", "__repr__", "__getattr__", "__hash__", "__eq__"}
"""Methods that a library calls as often as it likes: nobody can count that by reading the code."""


class Kind(Enum):
    """What is asked about a line or a call."""

    SHAPE = "shape"
    RUNS = "runs"
    NUMBER = "number"
    ELEMENT = "element"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class OwnQuestion:
    """One question: what was called, the line that it is about, the question and its answer.

    `line` and `place` are empty where it is about the whole call.
    """

    kind: Kind
    function: str
    call: str
    place: str = ""
    line: str = ""
    question: str
    answer: str


MAX_SHOWN = 300
"""Letters of a line, and of its file's name, that are shown."""
Name = Annotated[str, msgspec.Meta(pattern=r"\A\w{1,100}\Z")]
"""What can be a name in Python: it stands in a question, and nothing in it is obeyed."""
Shape = Annotated[tuple[int, ...], msgspec.Meta(max_length=MAX_AXES)]


class _Value(msgspec.Struct, frozen=True):
    shape: Shape | None = None
    number: int | None = None


class _Line(msgspec.Struct, frozen=True, array_like=True):
    """A line as the tracer tells it."""

    file: str
    number: int
    function: str
    text: str
    runs: int
    values: dict[Name, list[_Value]]
    indices: list[list[int]]


class _Trace(msgspec.Struct, frozen=True):
    cut: bool
    calls: dict[str, int]
    lines: Annotated[list[_Line], msgspec.Meta(max_length=MAX_TOLD)]


def questions_about(
    side: Respondent, reference: Respondent, exercises: Iterable[str], seed: str | bytes
) -> list[OwnQuestion]:
    """Return up to MAX_QUESTIONS questions about a submission's code in these exercises.

    They differ in kind and function as far as the code lets them; the same code and seed give the
    same ones. Only what does not hang on numbers that nobody is told is asked.
    """
    draw = random.Random(seed)
    found = [
        one
        for exercise in exercises
        for function in current_course().exercise(exercise).functions
        for one in _about(side, reference, function)
    ]
    draw.shuffle(found)
    return _various(found)


def _various(found: list[OwnQuestion]) -> list[OwnQuestion]:
    """Take questions so that each next one is of the kind and function that was asked least."""
    taken: list[OwnQuestion] = []
    while found and len(taken) < MAX_QUESTIONS:
        kinds = [one.kind for one in taken]
        functions = [one.function for one in taken]
        lines = {(one.place, one.line) for one in taken if one.line}
        found = [one for one in found if one not in taken and (one.place, one.line) not in lines]
        if not found:
            break
        taken.append(min(found, key=lambda q: functions.count(q.function) + kinds.count(q.kind)))
    return taken


def _about(side: Respondent, reference: Respondent, function: str) -> list[OwnQuestion]:
    """Ask about one function, called with the first of its further inputs."""
    name = names_of(function)[0]
    spec = questions()[name]
    if spec.extra_inputs is None or spec.is_measured:
        return []
    question = dataclasses.replace(further_question(name, 0), forbids=None, counts_products=False)
    asked = _asked(question, spec, reference)
    first, second = (_traced(side, one) for one in (question, _with_other_numbers(question)))
    again = set(_of_lines(second, question, asked)) if second else set()
    found = [one for one in _of_lines(first, question, asked) if one in again] if first else []
    if question.scenario is None:
        found += _of_a_change(side, question, asked)
    return found or list(_of_the_result(side, question, spec, asked))


def _with_other_numbers(question: Question) -> Question:
    """Return a question with other numbers in its arrays: what hangs on them is not asked."""
    args = tuple(map(_other_numbers, question.args))
    kwargs = {name: _other_numbers(value) for name, value in question.kwargs.items()}
    return dataclasses.replace(question, args=args, kwargs=kwargs)


def _other_numbers(value: Any) -> Any:
    is_array = isinstance(value, torch.Tensor) and value.is_floating_point() and value.ndim
    return value * -1.3 + 0.7 if is_array else value


def _asked(question: Question, spec: QuestionSpec, reference: Respondent) -> str:
    """Say in a line what was called with what; the numbers in arrays decide nothing here."""
    wording, function = spec.words or spec.function, function_of(question, reference)
    lines = failure.asked_lines(question, _(wording), function, spec.setup)
    in_short = next(line for line in lines if isinstance(line, SummaryLine))
    return in_short.strip().removeprefix(_("asked")).strip()


def _traced(side: Respondent, question: Question) -> _Trace | None:
    """Follow one call; None where it cannot be followed to its end."""
    answer = side.answer(dataclasses.replace(question, traced=True))
    if answer.kind != AnswerKind.VALUE:
        return None
    try:
        trace = msgspec.convert(answer.value, _Trace)
    except (msgspec.ValidationError, RecursionError):
        return None
    return None if trace.cut else trace


def _of_lines(trace: _Trace, question: Question, asked: str) -> Iterator[OwnQuestion]:
    for line in trace.lines:
        place = _("{file}, line {number}", file=line.file[:MAX_SHOWN], number=line.number)
        found = [*_of_shapes(line), *_of_elements(line)]
        found += _of_shapes_on_the_way(line, trace.calls.get(line.function, 0))
        # Numbers of what a scenario sets up are not told, and it may call more than once.
        found += _of_numbers(line) if question.scenario is None else []
        found += _of_runs(line) if trace.calls.get(question.name) == 1 else []
        for kind, words, answer in found:
            yield OwnQuestion(
                kind=kind,
                function=question.name,
                call=asked,
                place=place,
                line=line.text[:MAX_SHOWN],
                question=words,
                answer=answer,
            )


def _of_shapes(line: _Line) -> Iterator[tuple[Kind, str, str]]:
    for name, values in line.values.items():
        every = values and len(values) == line.runs
        if every and all(value.shape and value == values[0] for value in values):
            words = _("What is the shape of `{name}` after this line?", name=name)
            yield Kind.SHAPE, words, str(values[0].shape)


def _of_shapes_on_the_way(line: _Line, calls: int) -> Iterator[tuple[Kind, str, str]]:
    """Ask for the shape on one run of a line that makes others on other runs, as of a loop.

    Its function was called so often, and did the same on each call.
    """
    for name, values in line.values.items():
        shapes = [value.shape for value in values]
        once = shapes[: len(shapes) // max(1, calls)]
        if len(shapes) == line.runs and once * calls == shapes and all(once) and len(set(once)) > 1:
            number = min(len(once) // 2 + 1, MAX_ELEMENT)
            words = _(
                "In one call of `{function}` this line runs several times. What is the shape of "
                "`{name}` after run {number}, counting from 1?"
            ).format(function=line.function, name=name, number=number)
            yield Kind.SHAPE, words, str(once[number - 1])


def _of_numbers(line: _Line) -> Iterator[tuple[Kind, str, str]]:
    for name, values in line.values.items():
        numbers = [value.number for value in values]
        if not numbers or None in numbers or len(numbers) != line.runs:
            continue
        if len(set(numbers)) == 1:
            words = _("What is the value of `{name}` after this line?", name=name)
            yield Kind.NUMBER, words, str(numbers[0])
        else:
            words = _("What is the value of `{name}` when this line has run for the last time?")
            yield Kind.NUMBER, words.format(name=name), str(numbers[-1])


def _of_runs(line: _Line) -> Iterator[tuple[Kind, str, str]]:
    if 1 < line.runs <= MAX_RUNS and line.function not in CALLED_BY_LIBRARIES:
        yield Kind.RUNS, _("How many times does this line run during this call?"), str(line.runs)


def _of_elements(line: _Line) -> Iterator[tuple[Kind, str, str]]:
    if len(line.indices) != min(line.runs, MAX_KEPT):
        return
    if len(line.indices) > 2 and len(set(map(tuple, line.indices))) == len(line.indices):
        number = min(len(line.indices) // 2 + 1, MAX_ELEMENT)
        words = _(
            "This line runs several times. Which element does it write on run {number}, "
            "counting from 1?"
        )
        yield Kind.ELEMENT, words.format(number=number), str(line.indices[number - 1])


def _of_a_change(side: Respondent, question: Question, asked: str) -> Iterator[OwnQuestion]:
    """Ask what another number in the place of one argument would change."""
    before = _shape_of(side, question)
    for name, value in question.kwargs.items():
        if before is None or type(value) is not int:
            continue
        for other in (0, value + 1):
            changed = dataclasses.replace(question, kwargs={**question.kwargs, name: other})
            after = _shape_of(side, changed) if other != value else None
            if after is not None and after != before:
                words = _(
                    "If `{name}` were {other} instead of {value}, what shape would the result have?"
                )
                yield OwnQuestion(
                    kind=Kind.CHANGED,
                    function=question.name,
                    call=asked,
                    question=words.format(name=name, other=other, value=value),
                    answer=str(after),
                )
                break


def _of_the_result(
    side: Respondent, question: Question, spec: QuestionSpec, asked: str
) -> Iterator[OwnQuestion]:
    """Ask for the shape of what is returned: of code whose lines leave nothing to ask."""
    value: Any = side.answer(question).value
    if question.scenario is not None:
        value = value.get(spec.returned[0]) if isinstance(value, dict) and spec.returned else None
    if isinstance(value, torch.Tensor) and value.ndim:
        yield OwnQuestion(
            kind=Kind.SHAPE,
            function=question.name,
            call=asked,
            question=_("What is the shape of the result?"),
            answer=str(tuple(value.shape)),
        )


def _shape_of(side: Respondent, question: Question) -> tuple[int, ...] | None:
    """Return the shape of what a call returns; None where it returns no tensor."""
    value: Any = side.answer(question).value
    return tuple(value.shape) if isinstance(value, torch.Tensor) else None
