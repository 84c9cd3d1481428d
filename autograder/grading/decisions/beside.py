"""What counts for a class besides what grading finds: people's files, and when it was handed in."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded

from ..decided import Changed
from ..handed_in import Lateness
from ..record import RunRecord
from ..results import Result, write_bytes
from .adjusting import NO_ADJUSTMENTS, Adjustments, stored_adjustments, take
from .adjustments import ADJUSTMENTS
from .extensions import EXTENSIONS, extended, of_submissions, read_extensions
from .groups import GROUPS, read_groups, with_learners
from .lateness import LateRule, apply_lateness, rule_for, told_anew
from .whose import NOBODY, Whose, whose

FILES = {"adjustments": ADJUSTMENTS, "extensions": EXTENSIONS, "groups": GROUPS}
"""What people write about a class, and where in a results folder it lies."""
Given = Mapping[str, Path]
"""The files, by their kind, that a command names in the place of those of the results folder."""
NONE_GIVEN: Given = {}
MAX_NAMED = 3


@dataclass(frozen=True)
class Beside:
    """What is known of a class besides its grading.

    `handed_in` is how each submission was handed in, extensions included, `rule` what lateness
    costs; `extensions` says each in words. `learners` are those of submissions that belong to
    several. `given` are files that a command named; `not_used` has more time and no submission,
    and of the members of `empty_groups` none has one. `whose` tells whom a name means.
    """

    handed_in: Mapping[str, Lateness] = field(default_factory=dict)
    rule: LateRule | None = None
    extensions: Mapping[str, str] = field(default_factory=dict)
    adjustments: Adjustments = NO_ADJUSTMENTS
    learners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: Given = field(default_factory=dict)
    not_used: tuple[str, ...] = ()
    empty_groups: tuple[str, ...] = ()
    whose: Whose = NOBODY

    def finish(self, verdict: Result) -> Result:
        """Return a verdict with its lateness, as it is stored."""
        return apply_lateness(verdict, self.handed_in.get(verdict.submission_id), self.rule)

    def shown(self, result: Result) -> tuple[Result, ...]:
        """Return a stored result as pages and exports tell it.

        Of a group's there may be several: whoever has a row or an extension of their own is one.
        """
        learners = self.learners.get(result.submission_id, ())
        return self.adjustments.lines_of(with_learners(told_anew(result, self.rule), learners))

    def is_shown_anew(self, identity: str) -> bool:
        """Tell whether what is shown of a submission may be another than it was."""
        was_adjusted = any(identity == of for of, *_what in self.adjustments.taken)
        return was_adjusted or identity in self.adjustments.rows or identity in self.learners

    def taken(self, out: Path, stored: Iterable[Result]) -> Beside:
        """Write down what the machine says where people adjusted it; raises OSError."""
        return dataclasses.replace(self, adjustments=take(out, self.adjustments, stored))


NOTHING = Beside()


def read_beside(
    out: Path,
    ids: Collection[str],
    exercises: Collection[str],
    handed_in: Mapping[str, Lateness],
    rule: LateRule | None,
    given: Given,
    gone: Collection[str] = (),
) -> Beside:
    """Return what people wrote about a class; raises CommandError where it cannot be taken.

    `handed_in` is what the platform told. Of ids that are `gone` from the class rows may stay.
    """
    every = {*ids, *gone}
    paths = {kind: given.get(kind, out / name) for kind, name in FILES.items()}
    told = {identity: handed_in.get(identity) for identity in ids}
    groups = read_groups(paths["groups"])
    people, shared = whose(every, told, groups)
    if "adjustments" in given:
        check_nothing_lost(out, given["adjustments"], people, exercises)
    extensions = read_extensions(paths["extensions"], every)
    found, others = of_submissions(extensions, told, people)
    return Beside(
        extended(handed_in, found),
        rule,
        {who.member or who.submission: extension.words for who, extension in found.items()},
        stored_adjustments(out, people, exercises, rule, paths["adjustments"]),
        shared,
        given,
        tuple(name for name in others if name not in gone),
        tuple(
            name
            for name in groups
            if name not in people.groups and not set(groups[name]) & set(gone)
        ),
        people,
    )


def read_shown(
    out: Path,
    ids: Collection[str],
    record: RunRecord,
    handed_in: Mapping[str, Lateness | None],
    given: Given = NONE_GIVEN,
) -> tuple[Beside, Whose]:
    """Return what is shown of stored results beside them, and whose they are.

    `handed_in` is as stored, extensions included. Raises CommandError as `read_beside` does.
    """
    rule = rule_for(None, record.late)
    path = given.get("adjustments")
    people, shared = whose(ids, handed_in, read_groups(given.get("groups", out / GROUPS)))
    adjustments = stored_adjustments(out, people, record.exercises, rule, path)
    return Beside(rule=rule, adjustments=adjustments, learners=shared), people


def keep(out: Path, given: Given) -> None:
    """Copy files that a command named into the results folder, as they are; raises OSError."""
    for kind, source in given.items():
        if source.resolve() != (out / FILES[kind]).resolve():
            write_bytes(out / FILES[kind], read_bounded(source))


def check_nothing_lost(out: Path, path: Path, people: Whose, exercises: Collection[str]) -> None:
    """Raise CommandError where a file of adjustments lacks rows of the one whose place it takes."""
    there = stored_adjustments(out, people, exercises).rows
    new = stored_adjustments(out, people, exercises, path=path).rows
    kept = {(row.id, row.member, row.exercise) for rows in new.values() for row in rows}
    every = [row for rows in there.values() for row in rows]
    lost = [row for row in every if (row.id, row.member, row.exercise) not in kept]
    if lost:
        shown = (f"{row.member or row.id} {row.exercise}".strip() for row in lost[:MAX_NAMED])
        names = ", ".join(shown)
        words = _(
            "{there} has rows that are not in {path} ({count}: {names}): add them, "
            "or remove {there}",
            there=out / ADJUSTMENTS,
            path=path,
            count=len(lost),
            names=escape_control(names),
        )
        raise CommandError(words)


def changed_in_words(changed: Changed) -> str:
    """Say in a line that a row was written for another verdict of the machine's."""
    what = changed.row.exercise or _("the whole submission")
    if changed.then == changed.now:
        words = _(
            "{what}: adjusted when the machine's verdicts were different, though its"
            " points are the same"
        )
        return words.format(what=what)
    words = _("{what}: adjusted when the machine's points were {then}, now they are {now}")
    return words.format(what=what, then=f"{changed.then:g}", now=f"{changed.now:g}")
