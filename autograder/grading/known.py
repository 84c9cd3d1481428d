"""Who the learners are: names and addresses as a roster has them, beside the results.

They lie in `OUT/names.json`, so that every page made later shows them too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded

from .results import Result, write_text

NAMES = "names.json"


@dataclass(frozen=True)
class Person:
    """A learner's name as the gradebook writes it, and an address; either may be empty."""

    name: str = ""
    mail: str = ""


People = Mapping[str, Person]
"""Learners by the id of their submission."""


NOBODY_KNOWN: People = {}


def read_people(out: Path) -> People:
    """Return who the learners of a results folder are; raises CommandError where it is damaged."""
    path = out / NAMES
    try:
        return msgspec.convert(json.loads(read_bounded(path).decode("utf-8")), dict[str, Person])
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        words = _("{path} is damaged ({error}): write it anew with report --roster, or remove it")
        problem = " ".join(str(error).split())
        raise CommandError(words.format(path=path, error=problem)) from None


def write_people(out: Path, people: People) -> None:
    """Keep who the learners are; raises OSError."""
    tree = msgspec.to_builtins(dict(people))
    write_text(out / NAMES, json.dumps(tree, indent=1, ensure_ascii=False) + "\n")


def person_of(result: Result, people: People) -> Person:
    """Return who handed a submission in: by the roster, else by what the platform told."""
    told = result.handed_in.every_name if result.handed_in else ""
    person = people.get(result.submission_id, Person())
    handed = result.handed_in
    mails = (
        [handed.mails.get(who, "") for who in (handed.learner, *handed.members)] if handed else []
    )
    return Person(person.name or told, person.mail or ", ".join(filter(None, mails)))
