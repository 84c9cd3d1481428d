"""The message of a check that was not passed: what was asked, what came back, what was expected."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import torch

from autograder.core.languages import _, padded, place_words, translate_sandbox_message
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.plain import Unsupported
from autograder.sandbox.inside.source import UnreadableSource

from .brief import Brief, DetailLine, SummaryLine
from .compare import Difference, a_kind_of
from .evidence import Evidence
from .verdict import Outcome
from .written import written

SMALL = 48

MAX_MESSAGE = 8000
"""Characters of a message, however long the value is that it tells of."""
LARGE = 1e7
Setup = Callable[[dict[str, Any]], Iterable[str]]
"""What tells, from its arguments, what a scenario sets up: a few words each."""


class ReferenceFailed(Exception):
    """The reference did not answer as it must: never the submission's doing."""


class CheckFailed(Exception):
    """A check was not passed, with its outcome and the learner's message."""

    def __init__(
        self,
        outcome: Outcome,
        message: str,
        mistake: str | None = None,
        evidence: Evidence | None = None,
        brief: Brief | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome, self.message, self.mistake = outcome, shortened(message), mistake
        self.evidence = evidence
        self.brief = brief or Brief(self.message)
        self.function = ""
        """The learner's function that was asked, where `ask` raised this."""
        self.finding = ""
        """How much is known of it, as FindingKind says; empty for what `ask` did not raise."""
        self.forbidden = False
        """Whether it called what its exercise forbids."""
        self.review: tuple[str, ...] = ()
        """Why a human must look at it; the learner does not read this."""

    def add(self, words: str) -> None:
        """Add a line to what the learner reads."""
        self.message = f"{self.message}\n{words}"
        self.brief = dataclasses.replace(self.brief, details=(*self.brief.details, words))


def shortened(text: str, most: int = MAX_MESSAGE) -> str:
    """Cut a text that a stranger's value made long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def shape_line(value: Any) -> str:
    """Describe a value in one line: its shape, or itself when it is short."""
    if isinstance(value, torch.Tensor):
        if value.ndim == 0:
            return _("a tensor with the number {number}", number=f"{value.item():.5g}")
        dtype = str(value.dtype).removeprefix("torch.")
        return _("a tensor of shape {shape}, {dtype}", shape=tuple(value.shape), dtype=dtype)
    if isinstance(value, Unsupported):
        return translate_sandbox_message(value.text)
    if isinstance(value, bytes):
        return _("a file of {count} bytes", count=len(value))
    if isinstance(value, dict):
        first = list(value.items())[:4]
        inner = ", ".join(f"{shortened(name, 60)}: {_brief(item)}" for name, item in first)
        return "{" + inner + (", …" if len(value) > 4 else "") + "}"
    if isinstance(value, tuple | list) and any(isinstance(i, torch.Tensor | dict) for i in value):
        return _("{kind} of {count}", kind=a_kind_of(value), count=len(value))
    return written(float(f"{value:.6g}") if isinstance(value, float) else value, 200)


def _brief(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return _("a tensor {shape}", shape=tuple(value.shape))
    if isinstance(value, int | float | str | tuple):
        return written(value, 60)
    return a_kind_of(value)


def format_array(value: Any) -> str | None:
    """Write a small array in full, or give None when it is large."""
    if not isinstance(value, torch.Tensor) or value.ndim == 0 or not 0 < value.numel() <= SMALL:
        return None
    if not value.is_floating_point():
        texts = [str(item) for item in value.flatten().tolist()]
    else:
        places = max(_decimals(item) for item in value.flatten().tolist())
        texts = [
            f"{item:.{places}f}" if abs(item) < LARGE else f"{item:.5g}"
            for item in value.flatten().tolist()
        ]
    width = max(len(text) for text in texts)
    return "\n".join(_rows([text.rjust(width) for text in texts], list(value.shape)))


def _decimals(item: float) -> int:
    """Count the decimals that a number needs, at most four."""
    digits = f"{item:.4f}" if abs(item) < LARGE else ""
    return len(digits.rstrip("0").partition(".")[2]) if "." in digits else 0


def _rows(texts: list[str], shape: list[int]) -> list[str]:
    """Write an array row by row, a blank line between two-dimensional pieces."""
    if len(shape) == 1:
        return [f"[{', '.join(texts)}]"]
    size = len(texts) // shape[0]
    lines: list[str] = []
    for start in range(0, len(texts), size):
        lines += [""] if lines and len(shape) > 2 else []
        lines += _rows(texts[start : start + size], shape[1:])
    return lines


def line(label: str, words: str) -> str:
    """Write a line of a message: what it tells, and the words in a column of their own."""
    return f"  {padded(label, 9)} {words}"


def value_lines(label: str, value: Any) -> list[str]:
    """Show a value; in short, what differs tells of shapes, numbers and texts already."""
    first = line(label, shape_line(value))
    is_told = value is None or isinstance(value, torch.Tensor | bool | int | float | str | dict)
    return [DetailLine(first) if is_told else first, *_array_lines(value)]


def _array_lines(value: Any) -> list[str]:
    full = format_array(value)
    return [DetailLine((" " * 14 + row).rstrip()) for row in full.splitlines()] if full else []


def asked_lines(
    question: Question, wording: str, function: Any, setup: Setup | None = None
) -> list[str]:
    """Say what was asked: the call and its arguments, small arrays in full; in short, one line.

    Of a scenario the learner's code did not get the arguments: `setup` tells what it sets up.
    """
    names, comma = argument_names(question, function), _(", ")
    if question.scenario is not None:
        words = list(setup(names)) if setup else []
        setting = _("{what} ({setup})", what=wording, setup=comma.join(words))
        short = setting if words else wording
        rest: list[str] = [DetailLine(line("", each)) for each in words]
    else:
        words = [f"{name} {_one_word(value)}" for name, value in names.items()]
        short = f"{wording} {comma.join(words)}"
        rest = []
        for name, value in names.items():
            rest.append(DetailLine(line("", f"{name:<12} {shape_line(value)}")))
            rest += _array_lines(value)
    return [SummaryLine(line(_("asked"), short)), DetailLine(line(_("asked"), wording)), *rest]


def _one_word(value: Any) -> str:
    return (
        str(tuple(value.shape)) if isinstance(value, torch.Tensor) and value.ndim else _brief(value)
    )


def parameter_names(function: Any) -> list[str]:
    """Name the parameters of a function; none where it does not tell."""
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def argument_names(question: Question, function: Any) -> dict[str, Any]:
    """Name the arguments of a question as the asked function does."""
    names = parameter_names(function)
    names += [_("argument {n}", n=n) for n in range(len(names) + 1, len(question.args) + 1)]
    return {**dict(zip(names, question.args)), **question.kwargs}


def plain_defaults(function: Any) -> dict[str, int | None]:
    """Return the parameters of a function that are a whole number or None by default, and which."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return {}
    return {p.name: p.default for p in parameters if p.default is None or type(p.default) is int}


def difference_lines(difference: Difference) -> list[str]:
    """Say what came, what was expected, and where they first differ."""
    where = [line(_("in"), place_words(difference.where))] if difference.where else []
    return [
        *where,
        *value_lines(_("got"), difference.got),
        *value_lines(_("expected"), difference.expected),
        line(_("differs"), difference.why),
    ]


def trace_lines(lines: tuple[Line, ...]) -> list[str]:
    """Show the learner's own lines of a traceback; in short the innermost one.

    One that is met several times on end, in a recursion or within brackets, is shown once.
    """
    shown: list[str] = []
    places = [(line.file, line.number) for line in lines]
    lines = tuple(one for n, one in enumerate(lines) if not n or places[n] != places[n - 1])
    for line in lines:
        place = _("{file}, line {number}", file=line.file, number=line.number)
        if line.function and not line.function.startswith("<"):  # <module>, <listcomp>, <lambda>
            place = _("{place}, in {function}", place=place, function=line.function)
        pair = [f"  {place}", *([f"      {line.text}"] if line.text else [])]
        shown.extend(pair if line is lines[-1] else map(DetailLine, pair))
    return shown


def raised_words(answer: Answer) -> str:
    """Write an error as Python does: its type and its message; of ours the message alone."""
    if not answer.message:
        return answer.error
    message = translate_sandbox_message(answer.message)
    return message if answer.error == UnreadableSource.__name__ else f"{answer.error}: {message}"


def renamed_words(renamed: tuple[str, ...]) -> str:
    """Say which parameter has another name, nothing where none has."""
    name, _blank, own = renamed[0].partition(" ") if renamed else ("", "", "")
    return _("the parameter `{own}` should be called `{name}`", own=own, name=name) if own else ""


def product_words(count: int, enough: int) -> str:
    """Say that there are too many or too few matrix products, nothing where there are enough."""
    if count == enough:
        return ""
    if count < enough:
        words = _("The result comes from {count} matrix products; it takes {enough}")
    else:
        words = _("{count} matrix products were computed; {enough} is enough")
    return words.format(count=count, enough=enough)
