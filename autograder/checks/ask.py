"""`ask`: put one question to the submission and to the reference, and compare the answers."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.core.languages import _, told
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Answer, Line, Question

from . import evidence, failure, properties, verdict
from .brief import Brief, InFull, InShort, in_short, whole
from .carried import Carrying
from .compare import Difference, first_difference, first_other_form
from .diagnosis import Aspect, Case, Diagnosis, View
from .failure import CheckFailed, ReferenceFailed
from .inputs import seed_of
from .mistakes import Mistake
from .plain_words import in_plain_words
from .questions import questions
from .sides import Respondent
from .variations import where_it_is_right


def _as_it_is(value: Any) -> Any:
    return value


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
    view: View = _as_it_is
    refused: str | None = None
    tolerance: float | None = None
    aspect: Aspect = Aspect.VALUE
    alone: bool = False
    numbers: Iterator[int] = dataclasses.field(default_factory=itertools.count)
    """Counts the questions of the check: each is sent with a seed of its own."""
    carrying: Carrying | None = None
    carried: list[str] = dataclasses.field(default_factory=list)

    def comparing(self, view: View, tolerance: float | None = None) -> Ask:
        """Compare `view(answer)` of both sides instead of the answers themselves."""
        return dataclasses.replace(self, view=view, tolerance=tolerance)

    def refusal(self, of: str, alone: bool = False) -> Ask:
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
        """Look only whether there are as many matrix products as the reference needs."""
        return dataclasses.replace(self, aspect=Aspect.PRODUCTS)

    def of_submission(self, name: str, question: Question) -> Any:
        """Return the submission's own value; raises CheckFailed where there is none."""
        asked = Case(name, question, self.view, questions()[name].tolerance)
        got = self.submission.answer(question)
        if got.kind != "value":
            raise self._no_value(asked, got, None)
        return got.value

    def _asked(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Case:
        spec = questions()[name]
        seed = seed_of("question", self.seed, next(self.numbers))
        question = spec.question(args, kwargs, seed)
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
        asked = self._asked(name, args, kwargs)
        expected = self.reference.answer(asked.question)
        got = self.submission.answer(asked.question)
        if self.refused is not None:
            self._refuses(asked, got, expected)
            return None
        if expected.kind != "value":
            raise ReferenceFailed(f"the reference did not answer: {expected}")
        if got.kind != "value":
            raise self._no_value(asked, got, expected)
        self._compare(asked, got, expected)
        return got.value

    def _compare(self, asked: Case, got: Answer, expected: Answer) -> None:
        """Raise CheckFailed where the answers differ in what is looked at."""
        if asked.aspect is Aspect.INPUTS:
            words = self._changed_words(asked, got)
        elif asked.aspect is Aspect.PRODUCTS:
            words = _product_words(got.products, expected.products)
        else:
            values = asked.seen(got), asked.seen(expected)
            if asked.aspect is Aspect.FORM:
                found = first_other_form(*values)
            else:
                found = first_difference(*values, asked.tolerance)
            if found and not self._follows(asked, got, expected):
                shown = evidence.of_difference(found, self._shown_arguments(asked.question))
                lines = failure.difference_lines(found)
                raise self._failed(asked, got, expected, lines, shown, found)
            if not found and self.carrying and asked.aspect is Aspect.VALUE:
                self.carrying.note_right(asked)
            return
        if words:
            raise self._failed(asked, got, expected, [failure.line(_("differs"), words)])

    def _changed_words(self, asked: Case, got: Answer) -> str:
        """Say which argument was changed in place, nothing where none was."""
        if not got.changed:
            return ""
        names = list(failure.argument_names(asked.question, self._function(asked.question)))
        which = got.changed[0]
        if which.isdecimal() and int(which) < len(names):
            which = names[int(which)]
        return _("`{name}` was changed in place: return something new instead", name=which)

    def _follows(self, asked: Case, got: Answer, expected: Answer) -> bool:
        """Tell whether a wrong value follows from a mistake made elsewhere, and note where."""
        cause = self.carrying.cause(asked, got, expected) if self.carrying else None
        if cause is not None:
            self.carried.append(cause)
        return cause is not None

    def _refuses(self, asked: Case, got: Answer, expected: Answer) -> None:
        if "ValueError" not in expected.bases or str(self.refused) not in expected.message:
            raise ReferenceFailed(f"the reference does not refuse {self.refused}: {expected}")
        if got.kind == "raised" and not got.loading and "ValueError" in got.bases:
            if asked.names_what_is_refused(got):
                return
            came = failure.raised_words(got)
        elif got.kind == "value":
            came = failure.shape_line(got.value)
        else:
            raise self._no_value(asked, got, expected)
        if self.alone:
            wanted = _(
                "a ValueError whose message names `{name}`, not all arguments", name=self.refused
            )
        else:
            wanted = _("a ValueError whose message names `{name}`", name=self.refused)
        lines = [failure.line(_("got"), came), failure.line(_("expected"), wanted)]
        raise self._failed(asked, got, expected, lines)

    def _other_arguments(self, question: Question) -> tuple[str, ...]:
        """Name the arguments of the asked function besides the one that is refused alone."""
        if not self.alone:
            return ()
        names = inspect.signature(self._function(question)).parameters
        return tuple(name for name in names if name != self.refused)

    def _no_value(self, asked: Case, got: Answer, expected: Answer | None) -> CheckFailed:
        """Say why there is no value to compare."""
        name = asked.question.name
        if got.kind == "not written":
            return CheckFailed(verdict.NOT_WRITTEN, _("{name} is not written yet.", name=name))
        if got.kind == "missing":
            return self._told(asked, got, [told(got.message)])
        if got.kind == "raised" and got.loading:
            error = failure.raised_words(got)
            file = got.lines[-1].file if got.lines else f"{asked.question.part}.py"
            first = _("{file} could not be imported: {error}", file=file, error=error)
            lines = [first, *failure.trace_lines(got.lines)]
            return self._told(asked, got, lines, shown_too=evidence.of_error(got))
        came, error = told(got.message), failure.raised_words(got)
        words = {
            "forbidden": InFull("  " + _("Not allowed here: {what}", what=came)),
            "raised": failure.line(_("got"), _("an error: {error}", error=error)),
            "unreadable": failure.line(_("got"), came),
        }
        if got.kind not in words:
            lines = [came, *failure.trace_lines(got.lines)]
            brief = Brief(came, details=in_short(lines[1:]), place=next(iter(got.lines[-1:]), None))
            return CheckFailed(got.kind, whole(lines), None, evidence.of_error(got), brief)
        lines = [words[got.kind], *failure.trace_lines(got.lines)]
        return self._failed(asked, got, expected, lines, evidence.of_error(got))

    def _failed(
        self,
        asked: Case,
        got: Answer,
        expected: Answer | None,
        lines: list[str],
        shown_too: evidence.Evidence | None = None,
        difference: Difference | None = None,
    ) -> CheckFailed:
        """Write the message: the mistake's words first, where it has a name."""
        spec = questions()[asked.name]
        words = _(spec.words) if spec.words else _("{name} with", name=asked.question.name)
        function = self._function(asked.question)
        shown = failure.asked_lines(asked.question, words, function, spec.setup) + lines
        if self.diagnosis is None or expected is None:
            return self._told(asked, got, shown, shown_too=shown_too)
        mistakes = self.diagnosis.explain(asked, got, expected, self.submission, self.reference)
        seen = ""
        if not mistakes and difference is not None:
            seen = self._what_is_seen(asked, difference)
        return self._told(asked, got, shown, mistakes, shown_too, seen)

    def _what_is_seen(self, asked: Case, difference: Difference) -> str:
        """Say what a wrong answer that has no name shows, or what to do next."""
        arguments = failure.argument_names(asked.question, self._function(asked.question))
        return (
            properties.seen(difference, arguments)
            or where_it_is_right(asked, list(arguments), self.submission, self.reference)
            or properties.next_step(difference)
        )

    def _told(
        self,
        asked: Case,
        got: Answer,
        lines: list[str],
        mistakes: Sequence[Mistake] = (),
        shown_too: evidence.Evidence | None = None,
        seen: str = "",
    ) -> CheckFailed:
        """Put the words of the mistake, or else plain words for an error, above the lines."""
        plain = in_plain_words(got) if got.kind in ("raised", "missing") and not mistakes else None
        head = failure.mistake_lines(list(mistakes)) or failure.plain_lines(plain)
        head = head or ([seen, ""] if seen else [])
        place = got.lines[-1] if got.lines else self._beginning(asked.question)
        at = failure.trace_lines((place,)) if place and not got.lines else []
        details = in_short([*lines, *map(InShort, at)])
        brief = failure.brief_of(mistakes, plain, got, details, place, seen)
        names = ", ".join(mistake.name for mistake in mistakes) or None
        return CheckFailed(verdict.FAILED, whole([*head, *lines]), names, shown_too, brief)

    def _beginning(self, question: Question) -> Line | None:
        """Find the line where the asked function begins, where the submission's files are here."""
        find = getattr(self.submission, "beginning", None)
        found: Line | None = find(question.targets[0]) if find else None
        return found

    def _shown_arguments(self, question: Question) -> dict[str, Any]:
        """Return the arguments that a page shows; a scenario's own are not the learner's."""
        arguments = failure.argument_names(question, self._function(question))
        if question.scenario is None:
            return arguments
        return {name: value for name, value in arguments.items() if name == "images"}

    def _function(self, question: Question) -> Any:
        """Give the function whose parameters name the arguments."""
        if question.scenario is not None:
            scenario = scenarios.find(question.scenario)
            return functools.partial(scenario, *[None] * len(question.targets))
        return getattr(self.reference, "function", lambda target: None)(question.targets[0])


def _product_words(count: int, enough: int) -> str:
    """Say that there are too many or too few matrix products, nothing where there are enough."""
    if count == enough:
        return ""
    if count < enough:
        return _("no matrix product was computed: one gives all feature maps")
    return _(
        "{count} matrix products were computed, {enough} is enough for all images and filters",
        count=count,
        enough=enough,
    )
