"""`ask`: put one question to the submission and to the reference, and compare the answers."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any, Protocol

from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import PARTS
from autograder.sandbox.inside.plain import Other

from . import failure
from .compare import TOLERANCE, first_difference
from .failure import CheckFailed

View = Callable[[Any], Any]


class Side(Protocol):
    """Whoever answers questions: the submission here, in a sandbox, or the reference."""

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        ...


@dataclasses.dataclass(frozen=True)
class Route:
    """How a name of `ask` becomes a question, and in what words it is told."""

    targets: tuple[str, ...]
    scenario: str | None = None
    forbids: str | None = None
    tolerance: float = TOLERANCE
    words: str = ""


def _functions(part: str, **settings: Any) -> dict[str, Route]:
    return {name: Route((f"{part}.{name}",), **settings) for name in PARTS[part]}


ROUTES: dict[str, Route] = {
    **_functions("output_shape", tolerance=0),
    **_functions("filters", forbids="convolution"),
    "im2col": Route(("im2col.im2col",), forbids="convolution", tolerance=0),
    "conv2d_matmul": Route(("im2col.conv2d_matmul",), forbids="convolution"),
    **_functions("layers", forbids="layers", tolerance=0),
    "linear": Route(("layers.linear",), forbids="layers"),
    "transformed": Route(
        ("mnist_data.make_transform",),
        "transformed",
        words="make_transform() applied to a 28x28 gray image",
    ),
    "mnist_loaders": Route(
        ("mnist_data.make_loaders",),
        "mnist_loaders",
        words="make_loaders on a small data set in MNIST's layout, both loaders read to the end",
    ),
    "lenet_parameters": Route(
        ("lenet.LeNet",), "lenet_parameters", words="the parameters of a new LeNet"
    ),
    "lenet_logits": Route(
        ("lenet.LeNet",), "lenet_logits", words="the logits of a LeNet with the weights given"
    ),
    "training": Route(
        ("train.train",),
        "training",
        words="train, for one epoch, a small network with batch normalisation; before, it is "
        "in evaluation mode and holds old gradients; the last batch is smaller",
    ),
    "evaluation": Route(
        ("evaluate.evaluate",),
        "evaluation",
        words="evaluate a small network with batch normalisation that was in training mode; "
        "the last batch is smaller",
    ),
    "several_epochs": Route(
        ("fit.fit",),
        "several_epochs",
        words="fit, with a train and an evaluate of the check's own",
    ),
    "preprocessed": Route(
        ("predict.preprocess_image",), "preprocessed", words="preprocess_image on an image file"
    ),
    "prediction": Route(
        ("predict.predict_image",),
        "prediction",
        words="predict_image with a small network that was in training mode",
    ),
    "show_dataset": Route(
        ("predict.show_dataset",), "figure", words="show_dataset(images, labels)"
    ),
    "show_images": Route(
        ("predict.show_images",), "figure", words="show_images(images, labels, preds)"
    ),
    "accuracy": Route(
        ("lenet.LeNet", "train.train"),
        "accuracy",
        words="your LeNet, trained by your train",
    ),
}
"""Every name that can be asked."""


class Diagnosis(Protocol):
    """Whoever knows the mistakes: gives the names that explain an answer, and its words."""

    def explain(self, question: Question, got: Answer, view: View, tolerance: float) -> Any:
        """Find the known mistake that an answer equals."""
        ...


@dataclasses.dataclass(frozen=True)
class Ask:
    """Ask the submission and the reference the same, and compare once.

    `ask.NAME(arguments)` for every NAME of ROUTES; returns the submission's value when it
    is right and raises CheckFailed when it is not.
    """

    submission: Side
    reference: Side
    seed: int
    diagnosis: Diagnosis | None = None
    view: View = staticmethod(lambda value: value)  # type: ignore[assignment]
    refused: str | None = None
    tolerance: float | None = None

    def comparing(self, view: View, tolerance: float | None = None) -> Ask:
        """Compare `view(answer)` of both sides instead of the answers themselves."""
        return dataclasses.replace(self, view=view, tolerance=tolerance)

    def refusal(self, of: str) -> Ask:
        """Expect a ValueError whose message names the argument `of`."""
        return dataclasses.replace(self, refused=of)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in ROUTES:
            raise AttributeError(f"ask knows no {name!r}; there are {', '.join(ROUTES)}")
        return lambda *args, **kwargs: self._same(name, args, kwargs)

    def of_submission(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Give the submission's own value, where there is nothing to compare it with."""
        route = ROUTES[name]
        question = self._question(route, args, kwargs)
        got = self.submission.answer(question)
        if got.kind != "value":
            raise self._no_value(route, question, got)
        return got.value

    def products_of(self, name: str, *args: Any, **kwargs: Any) -> int:
        """Compare as usual, and count the matrix products that the submission computed."""
        self._same(name, args, kwargs)
        return self.submission.answer(self._question(ROUTES[name], args, kwargs)).products

    def _question(self, route: Route, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Question:
        return Question(route.targets, args, kwargs, route.scenario, route.forbids, self.seed)

    def _same(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        route = ROUTES[name]
        question = self._question(route, args, kwargs)
        expected = self.reference.answer(question)
        got = self.submission.answer(question)
        if self.refused is not None:
            self._refuses(route, question, got, expected)
            return None
        if expected.kind != "value":
            raise AssertionError(f"the reference did not answer: {expected}")
        if got.kind != "value":
            raise self._no_value(route, question, got)
        self._compare(route, question, got, expected)
        return got.value

    def _compare(self, route: Route, question: Question, got: Answer, expected: Answer) -> None:
        tolerance = route.tolerance if self.tolerance is None else self.tolerance
        try:
            seen = self.view(got.value)
        except Exception as error:  # the view reads what a stranger's code gave back
            seen = Other("unreadable", f"{failure.shape_line(got.value)} ({error})")
        wanted = self.view(expected.value)
        found = first_difference(seen, wanted, tolerance)
        if found:
            lines = failure.difference_lines(found)
            raise self._failed(route, question, got, lines)
        if got.changed:
            names = list(failure.argument_names(question, self._function(route)))
            which = [names[int(c)] if c.isdigit() else c for c in got.changed]
            line = f"  differs   `{which[0]}` was changed in place: give back something new instead"
            raise self._failed(route, question, got, [line])

    def _refuses(self, route: Route, question: Question, got: Answer, expected: Answer) -> None:
        if "ValueError" not in expected.bases or str(self.refused) not in expected.message:
            raise AssertionError(f"the reference does not refuse {self.refused}: {expected}")
        if got.kind == "raised" and not got.loading and "ValueError" in got.bases:
            if str(self.refused) in got.message:
                return
            lines = [
                f"  got       {failure.raised_words(got)}",
                f"  expected  a ValueError whose message names `{self.refused}`",
            ]
        elif got.kind == "value":
            lines = [
                f"  got       {failure.shape_line(got.value)}",
                f"  expected  a ValueError whose message names `{self.refused}`",
            ]
        else:
            raise self._no_value(route, question, got)
        raise self._failed(route, question, got, lines)

    def _no_value(self, route: Route, question: Question, got: Answer) -> CheckFailed:
        """Say why there is no value to compare."""
        name = question.name
        if got.kind == "not written":
            return CheckFailed(failure.NOT_WRITTEN, f"{name} is not written yet.")
        if got.kind == "missing":
            return CheckFailed(failure.FAILED, got.message)
        if got.kind == "forbidden":
            lines = ["  Not allowed here: " + got.message, *failure.trace_lines(got.lines)]
            return self._failed(route, question, got, lines)
        if got.kind == "raised" and got.loading:
            lines = [
                f"The file of {name} could not be imported: {failure.raised_words(got)}",
                *failure.trace_lines(got.lines),
            ]
            return CheckFailed(failure.FAILED, "\n".join(lines))
        if got.kind == "raised":
            lines = [
                f"  got       an error: {failure.raised_words(got)}",
                *failure.trace_lines(got.lines),
            ]
            return self._failed(route, question, got, lines)
        if got.kind == "unreadable":
            lines = [f"  got       {got.message}"]
            return self._failed(route, question, got, lines)
        return CheckFailed(got.kind, got.message)

    def _failed(
        self, route: Route, question: Question, got: Answer, lines: list[str]
    ) -> CheckFailed:
        asked = failure.asked_lines(question, self._wording(route), self._function(route))
        mistake, words = None, []
        if self.diagnosis is not None:
            tolerance = route.tolerance if self.tolerance is None else self.tolerance
            mistake, words = self.diagnosis.explain(question, got, self.view, tolerance)
        return CheckFailed(failure.FAILED, "\n".join([*words, *asked, *lines]), mistake)

    def _wording(self, route: Route) -> str:
        return route.words or f"{route.targets[0].split('.')[1]} with"

    def _function(self, route: Route) -> Any:
        """Give the function whose parameters name the arguments."""
        if route.scenario is not None:
            scenario = getattr(scenarios, route.scenario)
            return _without_targets(scenario, len(route.targets))
        return getattr(self.reference, "function", lambda target: None)(route.targets[0])


def _without_targets(scenario: Callable[..., Any], count: int) -> Callable[..., Any]:
    return functools.partial(scenario, *[None] * count)

