"""When a submission was handed in, and what lateness costs: one line says the rule."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _

from .results import Lateness, Result, Status, rounded, write_text

MANIFEST = ".handed_in.json"
"""Lies in a folder of submissions; `autograder collect` writes it."""
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_RULE = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?) ?% ?(?:/|per |a |an )(?P<unit>hour|day)"
    r"(?:,? (?:up to|at most) (?P<most>\d+(?:\.\d+)?) ?%)?"
    r"(?:,? after (?P<grace>\d+) (?P<grace_unit>minute|hour|day)s?)?"
)


@dataclass(frozen=True)
class LateRule:
    """What lateness costs: per cent of the points earned, for each hour or day begun."""

    words: str
    percent: Fraction
    unit: str
    most: Fraction = Fraction(100)
    grace: int = 0

    @classmethod
    def read(cls, text: str) -> LateRule:
        """Read `10%/day`, `10%/day up to 50%`, `5%/hour after 15 minutes`; or CommandError."""
        words = " ".join(text.lower().split())
        match = _RULE.fullmatch(words)
        if match is None:
            raise CommandError(
                _(
                    "--late {text}: write it like '10%/day up to 50% after 15 minutes'",
                    text=repr(text),
                )
            )
        grace = int(match["grace"] or 0) * SECONDS[match["grace_unit"] or "minute"]
        most = min(Fraction(match["most"] or 100), Fraction(100))
        return cls(words, Fraction(match["percent"]), match["unit"], most, grace)

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
        return min(units * self.percent, self.most) / 100, units


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
    return dataclasses.replace(
        result,
        score=rounded(earned - penalty),
        penalty=rounded(penalty),
        penalty_reason=reason,
        handed_in=lateness,
    )


def penalty_of(
    earned: Fraction, lateness: Lateness | None, rule: LateRule | None
) -> tuple[Fraction, str]:
    """Return what a rule takes off the points earned, and why; empty where it takes nothing."""
    share, units = rule.share_off(lateness) if lateness and rule else (Fraction(0), 0)
    if not (units and lateness and rule):
        return Fraction(0), ""
    plural = "s" if units > 1 else ""
    unknown = "" if lateness.seconds_late is not None else ", by how much is not known"
    reason = (
        f"{units} {rule.unit}{plural} late{unknown}: {float(100 * share):.4g} % of the "
        f"points earned are taken off ({rule.words})"
    )
    return Fraction(str(rounded(earned * share))), reason


def read_manifest(submissions: Path) -> dict[str, Lateness]:
    """Read how the entries of a folder of submissions were handed in; empty without a manifest."""
    path = submissions / MANIFEST
    if not path.exists():
        return {}
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        return {name: Lateness(**entry) for name, entry in tree["submissions"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        words = _("{path} cannot be read: collect the submissions anew", path=path)
        raise CommandError(words) from None


def write_manifest(submissions: Path, entries: dict[str, Lateness]) -> None:
    """Write how the entries of a folder of submissions were handed in."""
    tree = {name: dataclasses.asdict(entry) for name, entry in sorted(entries.items())}
    text = json.dumps({"format": 1, "submissions": tree}, indent=1, ensure_ascii=False)
    write_text(submissions / MANIFEST, text + "\n")
