"""Whether a mistake gives a submission's further answers too: what tells a name from chance."""

from __future__ import annotations

import dataclasses
from typing import Any

from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import Unsupported

from ..cases import Aspect, Case, alike
from ..compare import TOLERANCE, first_difference
from ..mistakes import Mistake
from ..questions import names_of, questions
from .known import FURTHER_INPUTS, UNWRITTEN, KnownMistake, Sides, further_case

INPUTS_IF_SURE = 2
"""Further inputs that are asked where one mistake alone gives an answer of many numbers."""


@dataclasses.dataclass(frozen=True)
class Evidence:
    """The case whose answer is to be explained, who is asked further, and if it is `sure`.

    It is where one mistake alone explains an answer of many numbers. Then a further answer that is
    an error tells of another mistake; of several that explain it, it tells them apart.
    """

    case: Case
    sides: Sides
    sure: bool


def loosely(case: Case) -> Case:
    """Return a case whose numbers are compared as floats are: in other words they are rounded."""
    return dataclasses.replace(case, tolerance=max(case.tolerance, TOLERANCE))


def agreeing(matching: list[KnownMistake], evidence: Evidence) -> tuple[list[KnownMistake], int]:
    """Keep the mistakes that also explain further answers, each asked where it is made.

    Return them with the number of further answers that could tell. All of them are looked at:
    where a mistake does not show, a right answer agrees with it too. Of several that agree in
    some pieces of an answer only, none is kept: another one is made.
    """
    remaining, count, is_in_pieces = matching, 0, False
    for number in range(INPUTS_IF_SURE if evidence.sure else FURTHER_INPUTS):
        agree = [(candidate, _agrees(candidate, evidence, number)) for candidate in remaining]
        if all(agrees is False for _, agrees in agree):
            is_in_pieces = True
            agree = [
                (candidate, _agrees_in_its_pieces(candidate, evidence, number))
                for candidate in remaining
            ]
        count += any(agrees is not None for _, agrees in agree)
        remaining = [candidate for candidate, agrees in agree if agrees is not False]
        if not remaining:
            break
    return [] if is_in_pieces and len(remaining) > 1 else remaining, count


def _agrees(candidate: KnownMistake, evidence: Evidence, number: int) -> bool | None:
    """Tell whether a further answer is the mistake's too; None where it cannot tell.

    All of the answer is looked at. Where both end in an error, in another style of code it is
    another one: what is sure is named all the same.
    """
    found = _further(candidate, evidence, number)
    if found is None:
        return None
    another, theirs, ours = found
    if fails_elsewhere(theirs, ours) and evidence.sure:
        return None
    both_fail = theirs.kind == ours.kind == AnswerKind.RAISED
    if both_fail and evidence.sure and not alike(theirs, ours, another):
        return None
    # Whatever the check looks at, a mistake that gives other values is another one.
    by_value = dataclasses.replace(another, aspect=Aspect.VALUE)
    return alike(theirs, ours, another) and alike(theirs, ours, by_value)


def fails_elsewhere(theirs: Answer, ours: Answer) -> bool:
    """Tell whether a submission ends in an error where a mistake returns a value."""
    return theirs.kind == AnswerKind.VALUE and ours.kind == AnswerKind.RAISED


def _agrees_in_its_pieces(candidate: KnownMistake, evidence: Evidence, number: int) -> bool | None:
    """Tell whether a further answer agrees in all that the mistake changes in a right one.

    In the rest of it another mistake may show, and so it may in an error that no mistake ends in.
    What a mistake draws at random is another thing each time: of that, only what the check looks
    at is compared, where that can be read.
    """
    found = _further(candidate, evidence, number)
    if found is None:
        return None
    another, theirs, ours = found
    if fails_elsewhere(theirs, ours) and isinstance(theirs.value, dict):
        return None
    if candidate.mistake.random:
        if another.name != evidence.case.name:
            return False
        seen = dataclasses.replace(another, view=evidence.case.view)
        if isinstance(seen.project(theirs), Unsupported):
            return None
        return alike(theirs, ours, seen)
    try:
        right = candidate.look(evidence.sides.reference.answer(another.question))
    except LookupError:  # a released kit keeps no such answer
        return None
    mistaken, own, expected = (another.project(answer) for answer in (theirs, ours, right))
    if another.aspect is not Aspect.VALUE or not isinstance(own, dict):
        return False
    if not isinstance(mistaken, dict) or not isinstance(expected, dict):
        return False
    basis = questions()[another.name].basis
    if any(first_difference(own.get(n), mistaken.get(n), another.tolerance) for n in basis):
        return False
    return _agree_where_changed(mistaken, own, expected, another.tolerance)


def _agree_where_changed(
    theirs: dict[str, Any], ours: dict[str, Any], right: dict[str, Any], tolerance: float
) -> bool | None:
    """Tell whether an answer equals a mistake's wherever this changes one; None if nowhere.

    A piece that is empty says nothing: what fills it may not be written yet.
    """
    changed = [
        name
        for name in {**theirs, **right}
        if first_difference(theirs.get(name), right.get(name), tolerance)
        and (not _is_empty(ours.get(name)) or _is_empty(theirs.get(name)))
    ]
    if not changed:
        return None
    return not any(
        first_difference(ours.get(name), theirs.get(name), tolerance) for name in changed
    )


def _is_empty(piece: Any) -> bool:
    return isinstance(piece, list | dict | tuple) and not piece


def _further(
    candidate: KnownMistake, evidence: Evidence, number: int
) -> tuple[Case, Answer, Answer] | None:
    """Ask a further question where the mistake is made; return its answer, and the submission's.

    What is not written yet says nothing: then the function is asked that was wrong.
    """
    case, sides = evidence.case, evidence.sides
    another = _another(case, candidate.mistake, number)
    if sides.own(another.question).kind in UNWRITTEN:
        another = _another(
            case, dataclasses.replace(candidate.mistake, function=case.question.name), number
        )
    got = sides.own(another.question)
    if got.kind in UNWRITTEN or not sides.has_value(another.question):
        return None
    try:
        return another, candidate.side.answer(another.question), candidate.look(got)
    except LookupError:  # a released kit keeps no such answer
        return None


def _another(case: Case, mistake: Mistake, number: int) -> Case:
    """Draw one more question, to the function that the mistake is in.

    All of the answer is looked at, but for the order of what the loaders give.
    """
    here = mistake.function == case.question.name
    name = case.name if here else names_of(mistake.function)[0]
    another = further_case(name, number)
    tolerance = case.tolerance if here else another.tolerance
    return loosely(dataclasses.replace(another, tolerance=tolerance, aspect=case.aspect))
