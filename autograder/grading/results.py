"""Results: what grading found out, as data, and how it is written and read again."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import msgspec

from autograder.checks.verdict import Outcome
from autograder.core.languages import N_, _, check_title, with_case
from autograder.core.system import check_file
from autograder.core.words import Word

from .decided import Adjusted
from .handed_in import BOUNDS, Float, Lateness


class Status(Word):
    """How the grading of a submission ended."""

    GRADED = N_("graded")
    REJECTED = N_("rejected")
    ERROR = N_("error")


DETAILS_FORMAT = 2
"""Pages leave out what details of another format hold."""
RESULTS, DETAILS, REPORTS, GRADES = "results", "details", "reports", "grades.csv"
Number = Annotated[int, BOUNDS] | Float
"""Points: whole ones stay whole where they are written."""


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict of one check (`outcome` as the contract lists them).

    `carried` names the function whose known mistake explains the answer: it is right given
    that mistake, and keeps its points. `case` is what stands in brackets at the end of its
    name. `explanation` and `question` are those of a known mistake or of a property, with which
    the message begins; `next_step` is what to do where there is no question. `forbidden` tells
    that it called what its exercise forbids, `finding` how much is known of a wrong answer.
    """

    name: str
    outcome: Outcome
    passed: bool
    score: Number
    max_score: Number
    message: str
    mistake: str | None
    carried: str | None = None
    case: str = ""
    explanation: str = ""
    question: str = ""
    forbidden: bool = False
    finding: str = ""
    next_step: str = ""

    @property
    def title(self) -> str:
        """What people read of its name, in the language chosen."""
        return check_title(self.name.removesuffix(with_case("", self.case)), self.case)

    @property
    def rest(self) -> str:
        """The message without the explanation and the question that it begins with."""
        head = f"{self.explanation}\n{self.question}" if self.explanation else ""
        return self.message.removeprefix(head).strip("\n") if head else self.message


@dataclass(frozen=True, slots=True)
class Told:
    """What a stored part keeps of a check beside the contract's fields."""

    case: str = ""
    explanation: str = ""
    question: str = ""
    forbidden: bool = False
    finding: str = ""
    next_step: str = ""


BESIDE = tuple(field.name for field in dataclasses.fields(Told))


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said about a submission besides its verdicts, and where it stands.

    `place` is a file and line, a notebook's cell, an exercise, or empty.
    """

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part's points and its checks.

    `told` is there in a stored part only: of each check what the contract does not list.
    `graded_with` digests what besides the submission's bytes decided them: checks, seed,
    data, limits. It is empty where the grader failed.
    """

    name: str
    score: Number
    max_score: Number
    checks: tuple[Check, ...]
    graded_with: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Result:
    """What one submission got, and how it was found out.

    `fingerprint` digests the submission's bytes; `seconds` are by the clock. `score` is the
    sum of the parts less `penalty`. `notes` is what the learner reads too (cells left out,
    names taken), `review` why a human must look at it. `adjusted` is never stored: it is what
    people changed of it, `score` and the parts' points included. Nor is `of`: the id of the
    group's submission of which it is a line, `alone` where that is one member's own.
    """

    submission_id: str
    status: Status
    score: Number
    max_score: Number
    test_accuracy: Float | None
    message: str
    walls: tuple[str, ...]
    parts: tuple[Part, ...]
    seconds: Float = 0.0
    fingerprint: str = ""
    handed_in: Lateness | None = None
    penalty: Number = 0
    penalty_reason: str = ""
    notes: tuple[Note, ...] = ()
    review: tuple[Note, ...] = ()
    adjusted: Adjusted | None = None
    of: str = ""
    alone: bool = False

    @property
    def stored_id(self) -> str:
        """The id of the submission whose stored result it is made of."""
        return self.of or self.submission_id

    @property
    def excused(self) -> bool:
        """Tell whether the submission counts for nothing: its score is no score."""
        return self.adjusted is not None and self.adjusted.excused

    @property
    def points(self) -> dict[str, Number]:
        """The points of each part that counts, by its name."""
        excused = self.adjusted.excused_parts if self.adjusted else ()
        return {part.name: part.score for part in self.parts if part.name not in excused}

    @property
    def has_score(self) -> bool:
        """Tell whether there is a score: not where the grader failed and nobody decided one."""
        decided = self.adjusted is not None and self.adjusted.decides_total
        return not self.excused and (self.status != Status.ERROR or decided)


_RESULT = msgspec.json.Decoder(Result)


@dataclass(frozen=True)
class Graded:
    """What grading one submission gives: its result, and as JSON what its page shows besides.

    `log` is the traceback of what failed in the grader itself.
    """

    result: Result
    details: str = ""
    log: str = ""


def rounded(number: Fraction | float) -> float:
    """Write points with at most four decimals; whole numbers stay whole in JSON and CSV."""
    value = round(float(number), 4)
    return int(value) if value == int(value) else value


def to_json(result: Result) -> str:
    """Write a result as the contract's JSON."""
    return json.dumps(tree_of(result), indent=1) + "\n"


def tree_of(result: Result) -> dict[str, Any]:
    """Return a result as plain data, of each check the contract's fields."""
    tree = dataclasses.asdict(result)
    for name in ("adjusted", "of", "alone"):
        if not tree[name]:
            del tree[name]
    for part in tree["parts"]:
        beside = [{name: check.pop(name) for name in BESIDE} for check in part["checks"]]
        part["told"] = [{n: value for n, value in each.items() if value} for each in beside]
    return tree


def from_json(text: str) -> Result:
    """Read a result, of earlier versions too; raises ValueError when it is none."""
    try:
        result = _RESULT.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        result = _from_odd_json(text)
    parts = tuple(map(_with_told, result.parts))
    return dataclasses.replace(result, parts=parts, adjusted=None, of="", alone=False)


def _from_odd_json(text: str) -> Result:
    """Read what msgspec's own JSON does not: ids of odd file names hold halves of surrogates."""
    try:
        return msgspec.convert(json.loads(text, parse_constant=_no_number), Result)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ValueError(f"not a result: {error}") from None


def _with_told(part: Part) -> Part:
    """Give each check what is told of it; what belongs to none is left out."""
    checks = list(part.checks)
    for number, told in enumerate(part.told[: len(checks)]):
        check = checks[number]
        checks[number] = Check(  # not `replace`: a class has tens of thousands of them
            check.name,
            check.outcome,
            check.passed,
            check.score,
            check.max_score,
            check.message,
            check.mistake,
            check.carried,
            told.case,
            told.explanation,
            told.question,
            told.forbidden,
            told.finding,
            told.next_step,
        )
    return dataclasses.replace(part, checks=tuple(checks), told=())


def _no_number(name: str) -> float:
    raise ValueError(f"not a result: {name} is no number")


def summary(parts: Sequence[Part]) -> str:
    """Say in a line how a submission stands."""
    wrong = [(part, check) for part in parts for check in part.checks if not check.passed]
    if not wrong:
        return ""
    part, first = wrong[0]
    rest = _(", and {count} more", count=len(wrong) - 1) if len(wrong) > 1 else ""
    what = _("{check} ({outcome})", check=first.title, outcome=_(first.outcome))
    return part.name + _(": ") + what + rest


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, aside and then renamed."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


ASIDE = ".part"
"""How the name of a file ends that is being written beside the one whose place it takes."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file aside and rename it: nobody ever sees half of it. Any OSError names `path`."""
    try:
        check_file(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=ASIDE, dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(aside, 0o644)  # noqa: PTH101
            os.replace(aside, path)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)  # noqa: PTH108
            raise
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
