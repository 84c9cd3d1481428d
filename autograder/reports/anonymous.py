"""Pages that tell nobody's id or name: to show a class, or to be marked by somebody else."""

from __future__ import annotations

import dataclasses
import json
import random
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.core.languages import _
from autograder.grading.decided import Adjusted
from autograder.grading.decisions.groups import learners_of
from autograder.grading.folder import Details, page_path, read_details, read_folder
from autograder.grading.handed_in import BETWEEN_NAMES
from autograder.grading.known import People, person_of, read_people
from autograder.grading.results import Result, from_json, to_json, write_text

from .pages import class_page, submission_page

SHORTEST = 3
"""Letters of a name that is taken out of messages too; shorter ones are parts of words."""
STRUCTURAL = frozenset(
    {"name", "part", "check", "outcome", "status", "mistake", "carried", "walls", "graded_with"}
)
"""Fields whose texts are the course's or the grader's own."""


def write_anonymous(out: Path, folder: Path) -> int:
    """Write the pages of a class into a folder, in an order that tells nothing; count them.

    What learners wrote themselves, as a comment in a line of code that is shown, stays.
    """
    there, people = read_folder(out), read_people(out)
    shuffled = list(there.results)
    random.SystemRandom().shuffle(shuffled)
    file_names, results, training = {}, [], None
    learners: dict[str, str] = {}  # of attempts the first alias: the page tells which counts
    for number, result in enumerate(shuffled, 1):
        alias, file_name = _("learner {n}", n=number), f"learner-{number}"
        names = _names(result, people)
        details = read_details(out, there.names[result.stored_id])
        told: Details = _without(details, names, alias)
        training = training or told["training"]
        learner = learners.setdefault(learners_of(result)[0], alias)
        renamed = without_names(result, names, alias, learner)
        write_text(page_path(folder, file_name), submission_page(renamed, told))
        results.append(renamed)
        file_names[alias] = file_name
    write_text(folder / "index.html", class_page(results, file_names, training))
    return len(results)


def _names(result: Result, people: People) -> list[str]:
    """Return what a learner is called, the longest first: one may be a piece of another."""
    person = person_of(result, people)
    names = {result.submission_id, *learners_of(result), person.mail}
    names |= set(result.handed_in.mails.values()) if result.handed_in else set()
    # A group's names are told in one, and a comment may call one of them.
    for every in (person.name, result.handed_in.every_name if result.handed_in else ""):
        names |= {every, *re.split(r"[,;] ", every), *every.split(BETWEEN_NAMES)}
    return sorted(filter(None, names), key=len, reverse=True)


def without_names(result: Result, names: Sequence[str], alias: str, learner: str = "") -> Result:
    """Return a result under another name; who decided something is not told either.

    `learner` is the name that all attempts of one learner have in common.
    """
    plain = dataclasses.replace(result, submission_id=alias, adjusted=None)
    renamed = from_json(json.dumps(_without(json.loads(to_json(plain)), names, alias)))
    handed_in = renamed.handed_in
    if handed_in is not None:
        nameless = dataclasses.replace(handed_in, name="", members=(), names={}, mails={})
        handed_in = dataclasses.replace(nameless, learner=learner or alias)
    adjusted = _nobodys(result.adjusted, names, alias) if result.adjusted else None
    return dataclasses.replace(renamed, handed_in=handed_in, adjusted=adjusted)


def _nobodys(adjusted: Adjusted, names: Sequence[str], alias: str) -> Adjusted:
    rows = tuple(
        dataclasses.replace(row, id=alias, by="", comment=_without(row.comment, names, alias))
        for row in adjusted.rows
    )
    return dataclasses.replace(adjusted, rows=rows)


def _pattern(name: str) -> str:
    """Return where a name stands in a text, empty where it is too short to tell.

    Chinese has no blanks between words, and names of two letters.
    """
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in name):
        return re.escape(name) if len(name) > 1 else ""
    return rf"(?<!\w){re.escape(name)}(?!\w)" if len(name) >= SHORTEST else ""


def _without(value: Any, names: Sequence[str], alias: str) -> Any:
    """Return plain data with another name in every text, where it stands as a word."""
    if isinstance(value, str):
        for pattern in filter(None, map(_pattern, names)):
            value = re.sub(pattern, lambda _found: alias, value)
        return value
    if isinstance(value, list):
        return [_without(item, names, alias) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in STRUCTURAL else _without(item, names, alias)
            for key, item in value.items()
        }
    return value
