"""`ask`: put one question to the submission and to the reference, and compare the answers."""

from __future__ import annotations

import dataclasses
import inspect
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from autograder.core.languages import _, translate_sandbox_message
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.kinds import AnswerKind

from . import evidence, failure
from .brief import Brief, DetailLine, SummaryLine, summarize, whole
from .carried import Carrying
from .cases import (
    Aspect,
    Case,
    Listener,
    Projection,
    as_it_is,
    difference_of,
    nobody_listens,
)
from .compare import Difference, with_missing_return
from .diagnosis.diagnosis import Diagnosis
from .diagnosis.finding import finding_of
from .diagnosis.found import Finding, WrongAnswer
from .failure import CheckFailed, ReferenceFailed
from .inputs import seed_of
from .questions import function_of, questions
from .sides import Respondent
from .unwritten import not_written
from .verdict import Outcome


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
            raise self._no_value(case, got, None)
        return got.value

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
        if got.kind != AnswerKind.VALUE:
            raise self._no_value(case, got, expected)
        self._compare(case, got, expected)
        return got.value

    def _compare(self, case: Case, got: Answer, expected: Answer) -> None:
        """Raise CheckFailed where the answers differ in what is looked at."""
        words = ""
        if case.aspect is Aspect.INPUTS:
            words = self._changed_words(case, got)
        elif case.aspect is Aspect.PRODUCTS:
            words = failure.product_words(got.products, expected.products)
        if words:
            raise self._failed(case, got, expected, [failure.line(_("differs"), words)])
        case, difference = difference_of(case, got, expected)
        if difference and not self._follows(case, got, expected):
            difference = with_missing_return(difference, questions()[case.name].returned)
            function = function_of(case.question, self.reference)
            wrong = WrongAnswer(case, got, expected, difference, function)
            shown = evidence.of_difference(difference, wrong.arguments)
            lines = failure.difference_lines(difference)
            raise self._failed(case, got, expected, lines, shown, difference)
        if not difference and self.carrying and case.aspect is Aspect.VALUE:
            self.carrying.note_right(case)

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
        """Tell whether a wrong value follows from a mistake made elsewhere, and note where."""
        cause = self.carrying.cause(case, got, expected) if self.carrying else None
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
            raise self._no_value(case, got, expected)
        lines = [failure.line(_("got"), error), *self._wanted_error()]
        raise self._failed(case, got, expected, lines)

    def _wanted_error(self) -> list[str]:
        """Say which error is expected, where one is."""
        if self.refused is None:
            return []
        if self.alone:
            words = _("a ValueError whose message names `{name}` and does not list all arguments")
        else:
            words = _("a ValueError whose message names `{name}`")
        return [failure.line(_("expected"), words.format(name=self.refused))]

    def _other_arguments(self, question: Question) -> tuple[str, ...]:
        """Name the arguments of the asked function besides the one that is refused alone."""
        if not self.alone:
            return ()
        names = inspect.signature(function_of(question, self.reference)).parameters
        return tuple(name for name in names if name != self.refused)

    def _no_value(self, case: Case, got: Answer, expected: Answer | None) -> CheckFailed:
        """Say why there is no value to compare."""
        if got.kind == AnswerKind.NOT_WRITTEN:
            return not_written(case, got)
        if got.kind == AnswerKind.MISSING:
            wrong = WrongAnswer(case, got, None, None)
            return self._with_words(wrong, [translate_sandbox_message(got.message)])
        if got.kind == AnswerKind.RAISED and got.loading:
            error = failure.raised_words(got)
            file = got.lines[-1].file if got.lines else f"{case.question.part}.py"
            first = _("{file} could not be imported: {error}", file=file, error=error)
            lines = [first, *failure.trace_lines(got.lines)]
            wrong = WrongAnswer(case, got, None, None)
            return self._with_words(wrong, lines, evidence.of_error(got))
        message, error = translate_sandbox_message(got.message), failure.raised_words(got)
        words = {
            AnswerKind.FORBIDDEN: DetailLine("  " + _("Not allowed here: {what}", what=message)),
            AnswerKind.RAISED: failure.line(_("got"), _("an error: {error}", error=error)),
            AnswerKind.UNREADABLE: failure.line(_("got"), message),
        }
        if got.kind not in words:
            lines = [message, *failure.trace_lines(got.lines)]
            brief = Brief(
                message, details=summarize(lines[1:]), place=next(iter(got.lines[-1:]), None)
            )
            return CheckFailed(
                Outcome(got.kind.value), whole(lines), None, evidence.of_error(got), brief
            )
        lines = [words[got.kind], *self._wanted_error(), *failure.trace_lines(got.lines)]
        failed = self._failed(case, got, expected, lines, evidence.of_error(got))
        failed.forbidden = got.kind == AnswerKind.FORBIDDEN
        return failed

    def _failed(
        self,
        case: Case,
        got: Answer,
        expected: Answer | None,
        lines: list[str],
        shown_too: evidence.Evidence | None = None,
        difference: Difference | None = None,
    ) -> CheckFailed:
        """Write the message: first what is known of the answer, then what was asked."""
        spec = questions()[case.name]
        words = _(spec.words) if spec.words else _("{name} with", name=case.question.name)
        function = function_of(case.question, self.reference)
        shown = failure.asked_lines(case.question, words, function, spec.setup) + lines
        wrong = WrongAnswer(case, got, expected, difference, function)
        return self._with_words(wrong, shown, shown_too)

    def _with_words(
        self,
        wrong: WrongAnswer,
        lines: list[str],
        shown_too: evidence.Evidence | None = None,
    ) -> CheckFailed:
        """Put what is known of a wrong answer above the lines."""
        got = wrong.got
        found = finding_of(wrong, self.diagnosis, self.submission, self.reference)
        shown = [*found.details, *(each for each in lines if each.strip() != found.explanation)]
        place = got.lines[-1] if got.lines else self._beginning(wrong.case.question, found)
        at = failure.trace_lines((place,)) if place and not got.lines else []
        error = failure.raised_words(got) if got.kind == AnswerKind.RAISED else ""
        brief = Brief(
            found.explanation,
            found.question,
            found.next_step,
            error,
            summarize([*shown, *map(SummaryLine, at)]),
            place,
        )
        message = whole([*found.head, *([""] if found.head else []), *shown])
        failed = CheckFailed(Outcome.FAILED, message, found.name, shown_too, brief)
        failed.finding = found.kind
        return failed

    def _beginning(self, question: Question, found: Finding) -> Line | None:
        """Find the line where what is asked begins, where the submission's files are here.

        Of a class it is the line of the method or layer that is told of first.
        """
        find = getattr(self.submission, "beginning", None)
        named = re.findall(r"`([\w.]+)`", " ".join(found.head))
        line: Line | None = find(question.targets[0], named) if find else None
        return line
