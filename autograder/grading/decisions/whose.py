"""Whom a row of a file about a class concerns: a submission, or one of those whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from autograder.core.control import escape_control
from autograder.core.folding import folded
from autograder.core.languages import _

from ..handed_in import Lateness
from .groups import Groups, together
from .rows import known_ids

JOINED = "+"
"""Stands between the ids of a group's learners where one name is to mean all of them."""


@dataclass(frozen=True, order=True)
class Who:
    """A submission, or with `member` that one alone of those whose submission it is."""

    submission: str
    member: str = ""


@dataclass(frozen=True)
class Whose:
    """The submissions of a class, and whose each is.

    `learners` are those of submissions that belong to several; `groups` gives the submissions
    of each group by its name. `owners` are those of submissions of one whose id is written
    differently: an address that is no file's name, or several attempts.
    """

    ids: Collection[str]
    learners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> dict[str, set[Who]]:
        """Return whom each name means: an id, a group, a member, or `ada+bea` for all of them."""
        names: dict[str, set[Who]] = {}
        for identity in self.ids:
            one = self._learner(identity, identity)
            names.setdefault(identity, set()).add(Who(identity, one))
        for identity, learners in self.learners.items():
            names.setdefault(JOINED.join(learners), set()).add(Who(identity))
            for name in learners:
                if folded(name) != folded(identity):
                    names.setdefault(name, set()).add(Who(identity, name))
        for group, own in self.groups.items():
            names.setdefault(group, set()).update(Who(identity) for identity in own)
        as_written = {folded(name): name for name in names}
        for identity, owner in self.owners.items():
            name = as_written.setdefault(folded(owner), owner)
            names.setdefault(name, set()).add(Who(identity))
        return names

    def _learner(self, identity: str, name: str) -> str:
        """Return a learner of a submission of several as it is written there, empty where none."""
        learners = self.learners.get(identity, ())
        return next((one for one in learners if folded(one) == folded(name)), "")

    def written(self, who: Who) -> str:
        """Return a name that means exactly this."""
        if who.member:
            return who.member
        names = self.names()
        fitting = [name for name, meant in names.items() if meant == {who}]
        return who.submission if who.submission in fitting or not fitting else fitting[-1]


NOBODY = Whose(())


@dataclass(frozen=True)
class Finder:
    """Finds whom a name in a file means, as it is or as a spreadsheet shows it."""

    names: Mapping[str, Collection[Who]]
    known: Mapping[str, str]
    of_one: Collection[str] = ()

    @classmethod
    def of(cls, whose: Whose) -> Finder:
        """Return the one of a class."""
        names = whose.names()
        return cls(names, known_ids(names), set(whose.owners))

    def find(self, text: str) -> tuple[Who, ...]:
        """Return whom a name means, nobody where it is not known.

        That is one submission or one member; of attempts and of a group whose members handed in
        several, each. Raises ValueError where it could mean this or that.
        """
        pieces = [piece.strip() for piece in text.split(JOINED)]
        name = self.known.get(text) or self.known.get(folded(text))
        if name is None and len(pieces) > 1:
            name = self._of_all(pieces)
        found = sorted(self.names[name]) if name is not None else []
        kinds = {bool(who.member) for who in found if who.submission not in self.of_one}
        is_id = any(who.submission == name for who in found)
        if len(kinds) > 1 or (is_id and len({who.submission for who in found}) > 1):
            words = _(
                "{name} can mean one learner or a group: join the ids of all its learners "
                "with +, or call the group something else in groups.csv",
                name=repr(escape_control(text)),
            )
            raise ValueError(words)
        return tuple(found)

    def _of_all(self, pieces: Iterable[str]) -> str | None:
        """Return the name of a submission of all these learners, in whatever order."""
        wanted = sorted(folded(piece) for piece in pieces)
        for name in self.names:
            if sorted(folded(name).split(JOINED)) == wanted:
                return name
        return None


def whose(
    ids: Iterable[str], handed_in: Mapping[str, Lateness | None], groups: Groups
) -> tuple[Whose, dict[str, tuple[str, ...]]]:
    """Return whose each submission is, and those that are a group's by `groups` alone.

    `ids` may name more than `handed_in`: who is gone from the class. Raises CommandError as
    `together` does.
    """
    shared = together(handed_in, groups)
    every: dict[str, tuple[str, ...]] = {}
    for identity, lateness in handed_in.items():
        told = (lateness.learner, *lateness.members) if lateness else (identity,)
        every[identity] = shared.get(identity, told)
    by_group = {
        group: tuple(own)
        for group, names in groups.items()
        if (own := _submissions(every, {group, *names}))
    }
    several = {identity: names for identity, names in every.items() if len(names) > 1}
    all_ids = tuple(ids)
    taken = {folded(identity) for identity in all_ids}
    owners = {
        identity: names[0]
        for identity, names in every.items()
        if len(names) == 1 and folded(names[0]) not in taken
    }
    return Whose(all_ids, several, by_group, owners), shared


def _submissions(every: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> list[str]:
    """Return the submissions that are called so, or that learners called so have a share in."""
    wanted = {folded(name) for name in names}
    return [
        identity
        for identity, learners in every.items()
        if wanted & {folded(identity), *(folded(name) for name in learners)}
    ]
