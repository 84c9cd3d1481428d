"""`ask`: put one question to the submission and to the reference, and compare the answers."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

from autograder.languages import _, told
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Answer

from . import evidence, failure
from .carried import Carrying
from .compare import first_difference
from .diagnosis import Case, Diagnosis, View
from .failure import CheckFailed, ReferenceFailed
from .routes import ROUTES, question_of
from .sides import Side


def _as_it_is(value: Any) -> Any:
    return value


@dataclasses.dataclass(frozen=True)
class Ask:
    """Ask the submission and the reference the same, and compare once.

    `ask.NAME(arguments)` for every NAME of ROUTES; returns the submission's value when it
    is right and raises CheckFailed when it is not. What is right given a mistake that was made
    elsewhere is right; `carried` notes the function that it was made in.
    """

    submission: Side
    reference: Side
    seed: int
    diagnosis: Diagnosis | None = None
    view: View = _as_it_is
    refused: str | None = None
    tolerance: float | None = None
    products: bool = False
    carrying: Carrying | None = None
    carried: list[str] = dataclasses.field(default_factory=list)

    def comparing(self, view: View, tolerance: float | None = None) -> Ask:
        """Compare `view(answer)` of both sides instead of the answers themselves."""
        return dataclasses.replace(self, view=view, tolerance=tolerance)

    def refusal(self, of: str) -> Ask:
        """Expect a ValueError whose message names the argument `of`."""
        return dataclasses.replace(self, refused=of)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in ROUTES:
            raise AttributeError(f"ask knows no {name!r}; there are {', '.join(ROUTES)}")
        return lambda *args, **kwargs: self._named(name, args, kwargs)

    def counting_products(self) -> Ask:
        """Refuse more matrix products than the reference needs."""
        return dataclasses.replace(self, products=True)

    def of_submission(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Give the submission's own value, where there is nothing to compare it with."""
        asked = self._asked(name, args, kwargs)
        got = self.submission.answer(asked.question)
        if got.kind != "value":
            raise self._no_value(asked, got, None)
        return got.value

    def _asked(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Case:
        route = ROUTES[name]
        question = question_of(name, args, kwargs, self.seed)
        tolerance = route.tolerance if self.tolerance is None else self.tolerance
        return Case(name, question, self.view, tolerance, self.products, self.refused)

    def _named(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            return self._same(name, args, kwargs)
        except CheckFailed as failed:
            failed.function = ROUTES[name].targets[0].split(".")[1]
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
        found = first_difference(asked.seen(got), asked.seen(expected), asked.tolerance)
        if found and not self._follows(asked, got, expected):
            arguments = failure.argument_names(asked.question, self._function(asked))
            shown = evidence.of_difference(found, arguments)
            raise self._failed(asked, got, expected, failure.difference_lines(found), shown)
        if got.changed:
            names = list(failure.argument_names(asked.question, self._function(asked)))
            which = got.changed[0]
            if which.isdecimal() and int(which) < len(names):
                which = names[int(which)]
            words = _("`{name}` was changed in place: give back something new instead", name=which)
            line = failure.line(_("differs"), words)
            raise self._failed(asked, got, expected, [line])
        if asked.products and got.products > expected.products:
            words = _(
                "{count} matrix products were computed, {enough} is enough for all images and "
                "filters",
                count=got.products,
                enough=expected.products,
            )
            line = failure.line(_("differs"), words)
            raise self._failed(asked, got, expected, [line])

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
            if str(self.refused) in got.message:
                return
            came = failure.raised_words(got)
        elif got.kind == "value":
            came = failure.shape_line(got.value)
        else:
            raise self._no_value(asked, got, expected)
        wanted = _("a ValueError whose message names `{name}`", name=self.refused)
        lines = [failure.line(_("got"), came), failure.line(_("expected"), wanted)]
        raise self._failed(asked, got, expected, lines)

    def _no_value(self, asked: Case, got: Answer, expected: Answer | None) -> CheckFailed:
        """Say why there is no value to compare."""
        name = asked.question.name
        if got.kind == "not written":
            return CheckFailed(failure.NOT_WRITTEN, _("{name} is not written yet.", name=name))
        if got.kind == "missing":
            return CheckFailed(failure.FAILED, told(got.message))
        if got.kind == "raised" and got.loading:
            error = failure.raised_words(got)
            first = _("The file of {name} could not be imported: {error}", name=name, error=error)
            text = "\n".join([first, *failure.trace_lines(got.lines)])
            return CheckFailed(failure.FAILED, text, evidence=evidence.of_error(got))
        came, error = told(got.message), failure.raised_words(got)
        words = {
            "forbidden": "  " + _("Not allowed here: {what}", what=came),
            "raised": failure.line(_("got"), _("an error: {error}", error=error)),
            "unreadable": failure.line(_("got"), came),
        }
        if got.kind not in words:
            text = "\n".join([came, *failure.trace_lines(got.lines)])
            return CheckFailed(got.kind, text, evidence=evidence.of_error(got))
        lines = [words[got.kind], *failure.trace_lines(got.lines)]
        return self._failed(asked, got, expected, lines, evidence.of_error(got))

    def _failed(
        self,
        asked: Case,
        got: Answer,
        expected: Answer | None,
        lines: list[str],
        shown_too: evidence.Evidence | None = None,
    ) -> CheckFailed:
        """Write the message: the mistake's words first, where it has a name."""
        own = ROUTES[asked.name].words
        words = _(own) if own else _("{name} with", name=asked.question.name)
        shown = failure.asked_lines(asked.question, words, self._function(asked)) + lines
        if self.diagnosis is None or expected is None:
            return CheckFailed(failure.FAILED, "\n".join(shown), evidence=shown_too)
        mistakes = self.diagnosis.explain(asked, got, expected, self.submission)
        if not mistakes and got.kind == "value":
            shown.append("  " + _("No known mistake gives this answer."))
        names = ", ".join(mistake.name for mistake in mistakes) or None
        text = "\n".join([*failure.mistake_lines(mistakes), *shown])
        return CheckFailed(failure.FAILED, text, names, shown_too)

    def _function(self, asked: Case) -> Any:
        """Give the function whose parameters name the arguments."""
        question = asked.question
        if question.scenario is not None:
            scenario = getattr(scenarios, question.scenario)
            return functools.partial(scenario, *[None] * len(question.targets))
        return getattr(self.reference, "function", lambda target: None)(question.targets[0])
