"""How the wrong programs of a proof were named, and the goals that this must reach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields

from autograder.checks.diagnosis.found import FindingKind
from autograder.checks.verdict import Outcome
from autograder.grading.results import Check

RIGHTLY, WRONGLY, WITH_PROPERTY = 0.9, 0.005, 0.8
"""Shares: of programs that are named rightly at least and wrongly at most, and of wrong answers
without a name of which something is seen at least."""
ALSO = re.compile(r"# also: (.+)")
"""The first line of a wrong program that makes another mistake as well."""


@dataclass
class Naming:
    """Counts over wrong programs: how many there are, and how they were named.

    A program is named rightly where one of its checks tells its mistake by name, and wrongly where
    one tells a mistake that it does not make. `unnamed` counts failed checks without a name, of
    them `with_property` those that say what is seen, an error in plain words included, and
    `with_next_step` those that ask a question or say what to do.
    """

    programs: int = 0
    rightly: int = 0
    wrongly: int = 0
    unnamed: int = 0
    with_property: int = 0
    with_next_step: int = 0

    def note(self, name: str, also: Collection[str], checks: Iterable[Check]) -> None:
        """Count one program that makes the mistake `name`, by its checks."""
        failed = [check for check in checks if check.outcome == Outcome.FAILED]
        named = [check.mistake for check in failed if check.mistake]
        self.programs += 1
        self.rightly += name in named
        self.wrongly += any(_is_false(each, {name, *also}) for each in named)
        for check in failed:
            if not check.mistake:
                self.unnamed += 1
                seen = (FindingKind.PROPERTY, FindingKind.PLAIN_WORDS)
                self.with_property += check.finding in seen
                self.with_next_step += bool(check.question or check.next_step)


def _is_false(told: str, made: set[str]) -> bool:
    """Tell whether a name says what is not so; of `a, b` it is one of the two, of `a + b` both."""
    return not made & set(told.split(", ")) and not set(told.split(" + ")) <= made


def also_made(source: str) -> frozenset[str]:
    """Read which further mistakes a wrong program says that it makes."""
    match = ALSO.match(source)
    return frozenset(match[1].split(", ")) if match else frozenset()


def together(namings: Iterable[Naming]) -> Naming:
    """Add counts up."""
    whole = Naming()
    for naming in namings:
        for each in fields(Naming):
            setattr(whole, each.name, getattr(whole, each.name) + getattr(naming, each.name))
    return whole


def unmet_goals(naming: Naming) -> list[str]:
    """Say which goals the counts of a proof miss; what is not there misses none."""
    programs, unnamed = max(1, naming.programs), max(1, naming.unnamed)
    rightly, wrongly = naming.rightly / programs, naming.wrongly / programs
    seen, steps = naming.with_property / unnamed, naming.with_next_step / unnamed
    goals = {
        f"named rightly {rightly:.1%}, at least {RIGHTLY:.0%}": rightly >= RIGHTLY,
        f"named wrongly {wrongly:.2%}, at most {WRONGLY:.1%}": wrongly <= WRONGLY,
        f"unnamed with a property {seen:.1%}, at least {WITH_PROPERTY:.0%}": seen >= WITH_PROPERTY,
        f"unnamed with a next step {steps:.1%}, of all": steps == 1,
    }
    there = [bool(naming.programs)] * 2 + [bool(naming.unnamed)] * 2
    return [words for (words, met), counts in zip(goals.items(), there) if counts and not met]
