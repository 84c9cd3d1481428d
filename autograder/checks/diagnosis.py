"""Name the mistake behind a wrong answer: the known mistake that answers the same."""

from __future__ import annotations

import dataclasses
import enum
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from autograder import kit
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import PARTS
from autograder.sandbox.inside.plain import Other

from .compare import first_difference, first_other_form
from .inputs import Draw, seed_of
from .mistakes import Call, Mistake, edited, mistaken_source
from .probes import further
from .routes import ROUTES, names_of, question_of
from .sides import Here, Remembering, Side

View = Callable[[Any], Any]
FURTHER_INPUTS = 6
FEW_NUMBERS = 6
"""An answer of no more numbers than this may equal a mistake's by chance."""


@dataclasses.dataclass(frozen=True)
class Known:
    """A known mistake, the side that makes it, and what its answers can be compared with.

    Of a recorded answer not everything is kept; `look` leaves the same of any other answer.
    """

    mistake: Mistake
    side: Side
    look: Callable[[Answer], Answer] = lambda answer: answer


class Aspect(enum.Enum):
    """What a check looks at in an answer, and at nothing else."""

    VALUE = "value"
    FORM = "form"
    PRODUCTS = "products"
    INPUTS = "inputs"


@dataclasses.dataclass(frozen=True)
class Case:
    """A question, what is looked at in its answers, and how closely.

    Where an argument is `refused`, not all `others` may stand in the message too.
    """

    name: str
    question: Question
    view: View
    tolerance: float
    aspect: Aspect = Aspect.VALUE
    refused: str | None = None
    others: tuple[str, ...] = ()

    def names_what_is_refused(self, answer: Answer) -> bool:
        """Tell whether the message of an error says which argument it is about."""
        every = bool(self.others) and all(name in answer.message for name in self.others)
        return self.refused is None or (self.refused in answer.message and not every)

    def seen(self, answer: Answer) -> Any:
        """Give what the check looks at in an answer."""
        try:
            return self.view(answer.value)
        except Exception as error:  # the view reads what a stranger's code gave back
            return Other("unreadable", f"something that cannot be read ({type(error).__name__})")


class Diagnosis:
    """Knows the catalogue; loads a part's mistakes when its first wrong answer comes."""

    def __init__(self, known_of: Callable[[str], list[Known]] | None = None) -> None:
        self.known_of = known_of or known_of_the_kit
        self.known: dict[str, list[Known]] = {}
        self.variants: dict[tuple[str, ...], Side | None] = {}

    def explain(self, case: Case, got: Answer, expected: Answer, submission: Side) -> list[Mistake]:
        """Give the known mistakes that answer as the submission does, mostly one or none.

        Where several do, or where the answer is so short that chance may have made it, the
        submission and the mistakes are asked further questions.
        """
        if got.kind not in ("value", "raised") or got.loading:
            return []
        matching = [
            known
            for known in self.of_part(case.question.part)
            if explains(known, case, got, expected)
        ]
        matching = _of_the_same_words(matching, case, got)
        if not matching and got.kind == "raised":
            return self._that_also_fails(case, expected, submission)
        if not matching or (len(matching) == 1 and not _may_be_chance(got)):
            return [known.mistake for known in matching]
        found = self._narrowed(matching, case, submission)
        if got.kind == "raised" and not self._is_its_error(found, matching, case, got, submission):
            return []
        return found

    def _is_its_error(
        self, found: list[Mistake], matching: list[Known], case: Case, got: Answer, submission: Side
    ) -> bool:
        """Tell whether an error is surely that of the one mistake found.

        Errors of one type come of many slips: it must be in the same words, or there must be
        other questions to which the submission has an answer, which is the mistake's too.
        """
        if len(found) != 1:
            return False
        known = next(k for k in matching if k.mistake == found[0])
        if known.side.answer(case.question).message == got.message:
            return True
        others = (_another(case, found[0], n).question for n in range(FURTHER_INPUTS))
        return any(submission.answer(question).kind == "value" for question in others)

    def _that_also_fails(self, case: Case, expected: Answer, submission: Side) -> list[Mistake]:
        """Give the one mistake that raises here too, if in another way, and agrees elsewhere.

        The same slip ends in a KeyError here and in an AttributeError there.
        """
        if expected.kind != "value":
            return []
        failing = [
            known
            for known in self.of_part(case.question.part)
            if known.mistake.function == case.question.name
            and known.side.answer(case.question).kind == "raised"
        ]
        for number in range(FURTHER_INPUTS):
            failing = [k for k in failing if _agrees(k, case, number, submission)]
            if not failing:
                return []
        another = _another(case, failing[0].mistake, 0)
        elsewhere = submission.answer(another.question).kind == "value"
        return [failing[0].mistake] if len(failing) == 1 and elsewhere else []

    def _narrowed(self, matching: list[Known], case: Case, submission: Side) -> list[Mistake]:
        """Keep the mistakes that also explain further answers, each asked where it is made.

        Of those that are left, the ones in the earliest function are the cause of the others.
        """
        left = matching
        for number in range(FURTHER_INPUTS):
            agreeing = [k for k in left if _agrees(k, case, number, submission)]
            if not agreeing and len(matching) > 1:
                # What is drawn at random differs, and what the check looks at may agree.
                agreeing = [k for k in left if _agrees(k, case, number, submission, case.view)]
                agreeing = agreeing if len(agreeing) == 1 else []
            if not agreeing:
                return []
            left = agreeing
            if len(left) == 1 < len(matching):
                break
        return _causes(left, case)

    def mistakes_of(self, part: str) -> list[Mistake]:
        """List the mistakes that are known of a part."""
        return [known.mistake for known in self.of_part(part)]

    def variant(self, mistakes: tuple[Mistake, ...]) -> Side | None:
        """Return the side that makes all of these mistakes; None where there is none."""
        names = tuple(mistake.name for mistake in mistakes)
        if names not in self.variants:
            self.variants[names] = self._variant(mistakes)
        return self.variants[names]

    def _variant(self, mistakes: tuple[Mistake, ...]) -> Side | None:
        if len(mistakes) == 1:
            known = self.of_part(part_of(mistakes[0].function))
            return next(k.side for k in known if k.mistake == mistakes[0])
        sources: dict[str, str] = {}
        try:
            for mistake in mistakes:
                part = part_of(mistake.function)
                source = sources.get(part) or reference_source(part)
                sources[part] = mistaken_source(source, mistake)
        except (ValueError, OSError):  # two that change the same words, or a kit without sources
            return None
        return Remembering(Here.of_reference(sources))

    def of_part(self, part: str) -> list[Known]:
        """Return a part's known mistakes, each with the side that makes it."""
        if part not in self.known:
            self.known[part] = self.known_of(part)
        return self.known[part]


def explains(known: Known, case: Case, got: Answer, expected: Answer) -> bool:
    """Tell whether a mistake answers a question as the submission does, and wrongly."""
    return answers_as(known, case, got) and not answers_as(known, case, expected)


def answers_as(known: Known, case: Case, answer: Answer) -> bool:
    """Tell whether a mistake answers a question in this way."""
    return _alike(known.side.answer(case.question), known.look(answer), case)


def known_of_the_kit(part: str) -> list[Known]:
    """Give a part's known mistakes, each made in the kit's own reference.

    Its other parts call what they build on, so that the mistake shows in their answers too.
    """
    source, others = reference_source(part), calling_sources(kit.home())
    return [
        Known(m, Remembering(Here.of_reference({**others, part: mistaken_source(source, m)})))
        for m in catalogue(kit.home()).get(part, [])
    ]


def reference_source(part: str) -> str:
    """Read the reference's source of a part; raises OSError in a kit that does not have it."""
    return (kit.home() / "solutions" / f"{part}.py").read_text(encoding="utf-8")


def part_of(function: str) -> str:
    """Name the part that defines a public function or class."""
    return next(part for part, names in PARTS.items() if function in names)


def _another(case: Case, mistake: Mistake, number: int) -> Case:
    """Draw one more question, to the function that the mistake is in.

    All of the answer is looked at, but for the order of what the loaders give.
    """
    here = mistake.function == case.question.name
    name = case.name if here else names_of(mistake.function)[0]
    question = further_question(name, number)
    view = _without_order if name == "mnist_loaders" else _whole
    tolerance = case.tolerance if here else ROUTES[name].tolerance
    return Case(name, question, view, tolerance, case.aspect)


def further_question(name: str, number: int) -> Question:
    """Draw one of the further questions of a name: the same in every run, so it can be recorded."""
    draw = Draw(seed_of("further", name, number))
    args, kwargs = further(name, draw)
    return question_of(name, args, kwargs, draw.seed % 2**31)


def _whole(value: Any) -> Any:
    return value


def _without_order(value: Any) -> Any:
    """Look at what loaders give, and whether in one order, whatever this order is."""
    seen = {}
    for name, epochs in value.items():
        labels = [epoch["labels"] for epoch in epochs]
        images = epochs[0]["images"].double().flatten(1)
        order = (images @ torch.linspace(1, 2, images.shape[1], dtype=torch.float64)).argsort()
        same = [len(one) == len(labels[0]) and bool((one == labels[0]).all()) for one in labels]
        sizes = [epoch["batch sizes"] for epoch in epochs]
        seen[name] = [images[order], labels[0][order], sizes, same]
    return seen


def _agrees(
    known: Known, case: Case, number: int, submission: Side, view: View | None = None
) -> bool:
    """Tell whether a mistake answers a further question as the submission does.

    All of the answer is looked at, or what a `view` leaves of it where it is the same function's.
    """
    another = _another(case, known.mistake, number)
    if view is not None:
        if known.mistake.function != case.question.name:
            return False
        another = dataclasses.replace(another, view=view)
    theirs, got = known.side.answer(another.question), submission.answer(another.question)
    return _alike(theirs, known.look(got), another)


def _of_the_same_words(matching: list[Known], case: Case, got: Answer) -> list[Known]:
    """Of errors of one type, prefer those that also say the same."""
    said = [k for k in matching if k.side.answer(case.question).message == got.message]
    return said or matching


def _causes(left: list[Known], case: Case) -> list[Mistake]:
    order = PARTS[case.question.part]
    first = min(order.index(known.mistake.function) for known in left)
    return [k.mistake for k in left if order.index(k.mistake.function) == first]


def catalogue(home: Path) -> dict[str, list[Mistake]]:
    """Read the named mistakes of the kit at `home`, by part; none where there are none."""
    paths = sorted((home / "solutions" / "mistakes").glob("in_*.py"))
    return {path.stem.removeprefix("in_"): list(_module(path).MISTAKES) for path in paths}


def calls_between_files(home: Path) -> list[Call]:
    """Read how the reference's functions call those of other files, as learners' may."""
    path = home / "solutions" / "mistakes" / "calls.py"
    return list(_module(path).CALLS) if path.is_file() else []


def calling_sources(home: Path) -> dict[str, str]:
    """Give the reference's parts that may call another file's function, changed to do so."""
    sources: dict[str, str] = {}
    for call in calls_between_files(home):
        part = part_of(call.function)
        if part not in sources:
            sources[part] = (home / "solutions" / f"{part}.py").read_text(encoding="utf-8")
        sources[part] = edited(sources[part], call.edits, f"{call.function} on {call.base}")
    return sources


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"mistakes_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _alike(one: Answer, other: Answer, case: Case) -> bool:
    """Tell whether two answers are the same, as far as the check looks at them."""
    if one.kind != other.kind or one.loading != other.loading:
        return False
    if one.kind == "raised":
        named = [case.names_what_is_refused(answer) for answer in (one, other)]
        return _of_one_type(one, other) and named[0] == named[1]
    if one.kind != "value":
        return one.kind == "not written"
    if case.aspect is Aspect.INPUTS:
        return bool(one.changed) == bool(other.changed)
    if case.aspect is Aspect.PRODUCTS:
        return one.products == other.products
    if case.aspect is Aspect.FORM:
        return first_other_form(case.seen(one), case.seen(other)) is None
    values = [_with_plain_numbers(case.seen(a)) for a in (one, other)]
    return first_difference(values[0], values[1], case.tolerance) is None


def _of_one_type(one: Answer, other: Answer) -> bool:
    """Tell whether two errors are of one type; a class of the learner's own is its base's too."""
    if one.error == other.error:
        return True
    pairs = ((one, other), (other, one))
    return any(a.error != "Exception" and a.error in b.bases for a, b in pairs)


def _with_plain_numbers(value: Any) -> Any:
    """Give tensors of one number without their shape: the axes make no other mistake of it."""
    if isinstance(value, dict):
        return {name: _with_plain_numbers(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_with_plain_numbers(item) for item in value)
    if isinstance(value, torch.Tensor) and value.numel() == 1:
        return value.double().reshape(())
    return value


def _may_be_chance(answer: Answer) -> bool:
    return _numbers(answer.value) <= FEW_NUMBERS


def _numbers(value: Any) -> int:
    """Count the numbers in a plain value."""
    if isinstance(value, dict):
        return sum(_numbers(item) for item in value.values())
    if isinstance(value, list | tuple):
        return sum(_numbers(item) for item in value)
    return int(value.numel()) if hasattr(value, "numel") else 1
