"""When a submission was handed in, and what lateness costs: one line says the rule."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.system import read_bounded

from ..handed_in import Lateness
from ..results import Result, Status, rounded, write_text

MANIFEST = ".handed_in.json"
"""Lies in a folder of submissions; `autograder collect` writes it."""
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_RULE = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?) ?% ?(?:/|per |a |an )(?P<unit>hour|day)"
    r"(?:,? (?:up to|at most) (?P<most>\d+(?:\.\d+)?) ?%)?"
    r"(?:,? after (?P<grace>\d+) (?P<grace_unit>minute|hour|day)s?)?"
    r"(?:,? with (?P<late_days>\d+) late days?)?"
)
_UNITS_LATE = {
    "hour": (N_("1 hour late"), N_("{count} hours late")),
    "day": (N_("1 day late"), N_("{count} days late")),
}


@dataclass(frozen=True)
class LateRule:
    """What lateness costs: per cent of the points earned, for each hour or day begun.

    Nothing within `grace` seconds; `late_days` are days that cost a learner nothing.
    """

    words: str
    percent: Fraction
    unit: str
    most: Fraction = Fraction(100)
    grace: int = 0
    late_days: int = 0

    @classmethod
    def read(cls, text: str) -> LateRule:
        """Read `10%/day up to 50%`, `5%/hour after 15 minutes`, `10%/day with 2 late days`.

        Raises CommandError for what is no rule.
        """
        words = " ".join(text.lower().split())
        match = _RULE.fullmatch(words)
        if match is None:
            raise CommandError(
                _(
                    "--late {text}: write it like '10%/day up to 50% after 15 minutes' or "
                    "'10%/day with 2 late days'",
                    text=repr(text),
                )
            )
        if match["late_days"] and match["unit"] != "day":
            words = _("--late {text}: late days are for a rule that counts days")
            raise CommandError(words.format(text=repr(text)))
        grace = int(match["grace"] or 0) * SECONDS[match["grace_unit"] or "minute"]
        most = min(Fraction(match["most"] or 100), Fraction(100))
        late_days = int(match["late_days"] or 0)
        return cls(words, Fraction(match["percent"]), match["unit"], most, grace, late_days)

    def share_off(self, lateness: Lateness) -> tuple[Fraction, int]:
        """Return the share of the points that is taken off, and the units of time begun.

        A platform that only says *late* and not by how much is taken for one unit.
        """
        if lateness.seconds_late is None:
            units = 1 if lateness.late else 0
        elif lateness.seconds_late <= self.grace:
            units = 0
        else:
            units = math.ceil(lateness.seconds_late / SECONDS[self.unit])
        costly = units - self.late_days_used(lateness, units)
        return min(costly * self.percent, self.most) / 100, units

    def late_days_used(self, lateness: Lateness, units: int) -> int:
        """Return how many of the days late are covered by late days."""
        own = self.late_days if lateness.late_days is None else lateness.late_days
        return min(units, own) if self.unit == "day" else 0


def rule_for(requested: str | None, before: str) -> LateRule | None:
    """Return the rule of a run: that asked for (`none` is none), or that of the run before."""
    words = before if requested is None else requested
    return None if words.strip().lower() in ("", "none") else LateRule.read(words)


def apply_lateness(result: Result, lateness: Lateness | None, rule: LateRule | None) -> Result:
    """Write into a result how it was handed in, and take off what the rule says.

    Starts from the parts' points, so that it may be done again with another rule.
    """
    earned = Fraction(str(sum(part.score for part in result.parts)))
    penalty, reason = Fraction(0), ""
    if result.status == Status.GRADED:
        penalty, reason = penalty_of(earned, lateness, rule)
        if lateness and rule:
            used = rule.late_days_used(lateness, rule.share_off(lateness)[1])
            lateness = dataclasses.replace(lateness, late_days_used=used)
    return dataclasses.replace(
        result,
        score=rounded(earned - penalty),
        penalty=rounded(penalty),
        penalty_reason=reason,
        handed_in=lateness,
    )


def told_anew(result: Result, rule: LateRule | None) -> Result:
    """Return a stored result whose penalty is told in the language chosen, and not that of then."""
    earned = Fraction(str(sum(part.score for part in result.parts)))
    penalty, reason = penalty_of(earned, result.handed_in, rule)
    if not result.penalty_reason or rounded(penalty) != result.penalty:
        return result
    return dataclasses.replace(result, penalty_reason=reason)


def penalty_of(
    earned: Fraction, lateness: Lateness | None, rule: LateRule | None
) -> tuple[Fraction, str]:
    """Return what a rule takes off the points earned, and why; empty where nothing was late."""
    share, units = rule.share_off(lateness) if lateness and rule else (Fraction(0), 0)
    if not (units and lateness and rule):
        return Fraction(0), ""
    late = _(_UNITS_LATE[rule.unit][units > 1]).format(count=units)
    if lateness.seconds_late is None:
        late = _("{late}, by how much is not known", late=late)
    if used := rule.late_days_used(lateness, units):
        late = _("{late}, {count} covered by late days", late=late, count=used)
    if not share:
        return Fraction(0), _("{late} ({rule})", late=late, rule=rule.words)
    words = _("{late}: {share} % of the points earned are taken off ({rule})")
    reason = words.format(late=late, share=f"{float(100 * share):.4g}", rule=rule.words)
    return Fraction(str(rounded(earned * share))), reason


def read_manifest(submissions: Path) -> dict[str, Lateness]:
    """Read how the entries of a folder of submissions were handed in; empty without a manifest."""
    path = submissions / MANIFEST
    tree = _manifest(path)
    try:
        return msgspec.convert(tree.get("submissions", {}), dict[str, Lateness])
    except ValueError:
        raise _unreadable(path) from None


def rule_of_manifest(submissions: Path) -> str:
    """Return the rule for lateness that submissions were collected with, in words."""
    return str(_manifest(submissions / MANIFEST).get("late", ""))


def _manifest(path: Path) -> dict[str, Any]:
    """Read a manifest, empty where there is none; raises CommandError when it is damaged."""
    try:
        tree: dict[str, Any] = json.loads(read_bounded(path).decode("utf-8"))
        if not isinstance(tree["submissions"], dict):
            raise ValueError("not an object")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise _unreadable(path) from None
    return tree


def _unreadable(path: Path) -> CommandError:
    return CommandError(_("{path} cannot be read: collect the submissions anew", path=path))


def write_manifest(submissions: Path, entries: dict[str, Lateness], late: str = "") -> None:
    """Write how a folder's submissions were handed in, and the rule for lateness."""
    handed_in = {name: dataclasses.asdict(entry) for name, entry in sorted(entries.items())}
    tree = {"format": 1, "late": late, "submissions": handed_in}
    write_text(submissions / MANIFEST, json.dumps(tree, indent=1, ensure_ascii=False) + "\n")
