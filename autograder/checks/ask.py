"""`ask`: put one question to the submission and to the reference, and compare the answers."""

from __future__ import annotations

import dataclasses
import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from autograder.core.languages import _
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from . import evidence, failure
from .carried import Carrying
from .cases import (
    Aspect,
    Case,
    Listener,
    Projection,
    as_it_is,
    difference_of,
    is_right,
    nobody_listens,
)
from .compare import with_missing_return
from .diagnosis.diagnosis import Diagnosis
from .diagnosis.found import WrongAnswer
from .failure import CheckFailed, ReferenceFailed
from .inputs import seed_of
from .message import Message
from .questions import function_of, questions
from .sides import Respondent


@dataclasses.dataclass(frozen=True)
class Ask:
    """Ask the submission and the reference the same, and compare once.

    `ask.NAME(arguments)` for every NAME that can be asked; returns the submission's value when it
    is right and raises CheckFailed when it is not. What is right given a mistake that was made
    elsewhere is right; `carried` notes the function that it was made in.
    """

    submission: Respondent
    reference: Respondent
    seed: int
    diagnosis: Diagnosis | None = None
    view: Projection = as_it_is
    refused: str | None = None
    tolerance: float | None = None
    aspect: Aspect = Aspect.VALUE
    alone: bool = False
    numbers: Iterator[int] = dataclasses.field(default_factory=itertools.count)
    """Counts the questions of the check: each is sent with a seed of its own."""
    carrying: Carrying | None = None
    carried: list[str] = dataclasses.field(default_factory=list)
    listener: Listener = nobody_listens

    def projected(self, view: Projection, tolerance: float | None = None) -> Ask:
        """Compare `view(answer)` of both sides instead of the answers themselves."""
        return dataclasses.replace(self, view=view, tolerance=tolerance)

    def raises_naming(self, of: str, alone: bool = False) -> Ask:
        """Expect a ValueError whose message names the argument `of`.

        `alone` asks for a message that does not name every other argument as well.
        """
        return dataclasses.replace(self, refused=of, alone=alone)

    def in_form(self) -> Ask:
        """Compare of what kind the answers are, not what they hold."""
        return dataclasses.replace(self, aspect=Aspect.FORM)

    def leaving_inputs(self) -> Ask:
        """Look only whether the arguments are still what they were."""
        return dataclasses.replace(self, aspect=Aspect.INPUTS)

    def accepted(self) -> Ask:
        """Look only whether a call is not refused, whatever comes back."""
        return dataclasses.replace(self, aspect=Aspect.ANSWERED)

    def by_name(self) -> Ask:
        """Look only whether the arguments that are handed over by name have these names."""
        return dataclasses.replace(self, aspect=Aspect.NAMES)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in questions():
            raise AttributeError(f"ask knows no {name!r}; there are {', '.join(questions())}")
        return lambda *args, **kwargs: self._named(name, args, kwargs)

    def counting_products(self) -> Ask:
        """Look only whether the answer comes from as many matrix products as the reference's.

        It must be in proportion to them: ask for one to which nothing is added.
        """
        return dataclasses.replace(self, aspect=Aspect.PRODUCTS)

    def submission_only(self, name: str, question: Question) -> Any:
        """Return the submission's own value; raises CheckFailed where there is none."""
        case = Case(name, question, self.view, questions()[name].tolerance)
        self.listener(case, None)
        got = self.submission.answer(question)
        if got.kind != AnswerKind.VALUE:
            raise self._message.no_value(case, got, None)
        return got.value

    @property
    def _message(self) -> Message:
        return Message(self.submission, self.reference, self.diagnosis, self.refused, self.alone)

    def _case_of(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Case:
        spec = questions()[name]
        seed = seed_of("question", self.seed, next(self.numbers))
        question = spec.question(args, kwargs, seed)
        if self.aspect is Aspect.PRODUCTS:
            question = dataclasses.replace(question, in_proportion=True)
        tolerance = spec.tolerance if self.tolerance is None else self.tolerance
        others = self._other_arguments(question)
        return Case(name, question, self.view, tolerance, self.aspect, self.refused, others)

    def _named(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            return self._same(name, args, kwargs)
        except CheckFailed as failed:
            if not questions()[name].is_measured:
                failed.function = questions()[name].targets[0].split(".")[1]
            raise

    def _same(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        case = self._case_of(name, args, kwargs)
        expected = self.reference.answer(case.question)
        self.listener(case, expected)
        got = self.submission.answer(case.question)
        if self.refused is not None:
            self._refuses(case, got, expected)
            return None
        if expected.kind != AnswerKind.VALUE:
            raise ReferenceFailed(f"the reference did not answer: {expected}")
        if is_right(case, got, expected):
            if self.carrying and case.aspect is Aspect.VALUE:
                self.carrying.note_right(case)
        elif not self._follows(case, got, expected):
            raise self._wrong(case, got, expected)
        return got.value

    def _wrong(self, case: Case, got: Answer, expected: Answer) -> CheckFailed:
        """Say in what an answer differs, or why there is none."""
        if got.kind != AnswerKind.VALUE:
            return self._message.no_value(case, got, expected)
        words = ""
        if case.aspect is Aspect.INPUTS:
            words = self._changed_words(case, got)
        elif case.aspect is Aspect.NAMES:
            words = failure.renamed_words(got.renamed)
        elif case.aspect is Aspect.PRODUCTS:
            words = failure.product_words(got.products, expected.products)
        case, difference = difference_of(case, got, expected)
        if words or difference is None:
            return self._message.failed(case, got, expected, [failure.line(_("differs"), words)])
        difference = with_missing_return(difference, questions()[case.name].returned)
        function = function_of(case.question, self.reference)
        wrong = WrongAnswer(case, got, expected, difference, function)
        shown = evidence.of_difference(difference, wrong.arguments)
        lines = failure.difference_lines(difference)
        return self._message.failed(case, got, expected, lines, shown, difference)

    def _changed_words(self, case: Case, got: Answer) -> str:
        """Say which argument was changed in place, nothing where none was."""
        if not got.changed:
            return ""
        names = list(
            failure.argument_names(case.question, function_of(case.question, self.reference))
        )
        which = got.changed[0]
        if which.isdecimal() and int(which) < len(names):
            which = names[int(which)]
        return _("`{name}` was changed in place: return something new instead", name=which)

    def _follows(self, case: Case, got: Answer, expected: Answer) -> bool:
        """Tell whether a wrong answer follows from a mistake made elsewhere, and note where."""
        if self.carrying is None:
            return False
        cause = self.carrying.cause(case, got, expected)
        if cause is not None:
            self.carried.append(cause)
        return cause is not None

    def _refuses(self, case: Case, got: Answer, expected: Answer) -> None:
        if "ValueError" not in expected.bases or not case.names_what_is_refused(expected):
            raise ReferenceFailed(f"the reference does not refuse {self.refused}: {expected}")
        if got.kind == AnswerKind.RAISED and not got.loading and "ValueError" in got.bases:
            if case.names_what_is_refused(got):
                return
            error = failure.raised_words(got)
        elif got.kind == AnswerKind.VALUE:
            error = failure.shape_line(got.value)
        else:
            raise self._message.no_value(case, got, expected)
        lines = [failure.line(_("got"), error), *self._message.wanted_error()]
        raise self._message.failed(case, got, expected, lines)

    def _other_arguments(self, question: Question) -> tuple[str, ...]:
        """Name the arguments of the asked function besides the one that is refused alone."""
        if not self.alone:
            return ()
        names = inspect.signature(function_of(question, self.reference)).parameters
        return tuple(name for name in names if name != self.refused)
