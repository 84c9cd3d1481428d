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
    if lateness and rule and result.status == Status.GRADED:
        share, units = rule.share_off(lateness)
        penalty = Fraction(str(rounded(earned * share)))
        if units:
            plural = "s" if units > 1 else ""
            unknown = "" if lateness.seconds_late is not None else ", by how much is not known"
            reason = (
                f"{units} {rule.unit}{plural} late{unknown}: {float(100 * share):.4g} % of the "
                f"points earned are taken off ({rule.words})"
            )
    return dataclasses.replace(
        result,
        score=rounded(earned - penalty),
        penalty=rounded(penalty),
        penalty_reason=reason,
        handed_in=lateness,
    )


def read_manifest(submissions: Path) -> dict[str, Lateness]:
    """Read how the entries of a folder of submissions were handed in; empty without a manifest."""
    path = submissions / MANIFEST
    tree = _manifest(path)
    try:
        return {name: Lateness(**entry) for name, entry in tree.get("submissions", {}).items()}
    except (TypeError, AttributeError):
        raise _unreadable(path) from None


def rule_of_manifest(submissions: Path) -> str:
    """Return the rule for lateness that submissions were collected with, in words."""
    return str(_manifest(submissions / MANIFEST).get("late", ""))


def _manifest(path: Path) -> dict[str, Any]:
    """Read a manifest, empty where there is none; raises CommandError when it is damaged."""
    try:
        tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
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
