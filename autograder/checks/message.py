"""What learners read of an answer that is not right, or of none: the parts of the message."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.languages import _, translate_sandbox_message
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.kinds import AnswerKind

from . import evidence, failure
from .brief import Brief, DetailLine, SummaryLine, summarize, whole
from .cases import Case
from .compare import Difference
from .diagnosis.diagnosis import Diagnosis
from .diagnosis.finding import finding_of
from .diagnosis.found import Finding, WrongAnswer
from .failure import CheckFailed
from .questions import function_of, questions
from .sides import Respondent
from .unwritten import not_written
from .verdict import Outcome


@dataclass(frozen=True)
class Message:
    """Writes the message of a check that is not passed.

    Where an argument is `refused`, `alone` says that not every other may be named with it.
    """

    submission: Respondent
    reference: Respondent
    diagnosis: Diagnosis | None
    refused: str | None = None
    alone: bool = False

    def wanted_error(self) -> list[str]:
        """Say which error is expected, where one is."""
        if self.refused is None:
            return []
        if self.alone:
            words = _("a ValueError whose message names `{name}` and does not list all arguments")
        else:
            words = _("a ValueError whose message names `{name}`")
        return [failure.line(_("expected"), words.format(name=self.refused))]

    def no_value(self, case: Case, got: Answer, expected: Answer | None) -> CheckFailed:
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
        lines = [words[got.kind], *self.wanted_error(), *failure.trace_lines(got.lines)]
        failed = self.failed(case, got, expected, lines, evidence.of_error(got))
        failed.forbidden = got.kind == AnswerKind.FORBIDDEN
        return failed

    def failed(
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
        line: Line | None = find(question.targets[0], found.at) if find else None
        return line
