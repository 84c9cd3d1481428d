"""The pages of a class on their way back: as each platform takes them, one for each learner."""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import N_, _
from autograder.core.system import read_bounded
from autograder.core.table import cell, read_table
from autograder.grading.decisions.groups import learners_of
from autograder.grading.decisions.rows import without_apostrophe
from autograder.grading.folder import page_path
from autograder.grading.known import People, Person
from autograder.grading.names import csv_safe, file_names
from autograder.grading.results import Result, Status, write_bytes, write_text
from autograder.platforms.clones import FEEDBACK
from autograder.platforms.gradebook import Row
from autograder.platforms.gradescope import to_results
from autograder.platforms.moodle import feedback_path, known_in
from autograder.platforms.roster import called, read_roster

LIST, PAGES = "list.csv", "pages"
NO_PAGE = N_("it has no page: autograder report writes it")
FAILED = N_("the grader failed on it")
NOT_NAMED = N_("it was not collected from {platform}, which would name it")
QUIZ = N_("it is an answer in a quiz, for which Canvas takes no files")
NOT_LISTED = N_("only Moodle's grading worksheet says whose it is (add it with --gradebook)")
NOBODYS = N_("it matches nobody in the worksheet")
_CANVAS = re.compile(r"(LATE_)?[^/]*?(\d+|anon_[A-Za-z0-9]{5})_(LATE_)?\d+")
_MOODLE = re.compile(r"(?P<name>.*)_(?P<number>\d+)")


@dataclass(frozen=True)
class Page:
    """One learner's page: whose it is, how the platform calls what was handed in, and its bytes."""

    result: Result
    content: bytes

    @property
    def learner(self) -> str:
        """The platform's id of the learner."""
        handed = self.result.handed_in
        return handed.learner if handed else self.result.submission_id

    @property
    def name(self) -> str:
        """The learner's name, where it is known."""
        return self.result.handed_in.name if self.result.handed_in else ""

    def name_of(self, learner: str) -> str:
        """Return the name of one of its learners, where it is known."""
        return self.result.handed_in.name_of(learner) if self.result.handed_in else ""

    def mail_of(self, learner: str) -> str:
        """Return the address of one of its learners, where the platform tells it."""
        return self.result.handed_in.mails.get(learner, "") if self.result.handed_in else ""

    @property
    def handle(self) -> str:
        """How the platform calls what was handed in, empty where that is not known."""
        return self.result.handed_in.handle if self.result.handed_in else ""

    def is_from(self, platform: str) -> bool:
        """Tell whether it may be from a platform: earlier versions did not note which it was."""
        handed = self.result.handed_in
        return handed is None or handed.platform in ("", platform)


Left = dict[str, str]
"""Submissions that get no feedback, each with the reason."""


def pages_of(
    out: Path, results: Sequence[Result], names: Mapping[str, str]
) -> tuple[list[Page], Left]:
    """Read the pages of results; those that have none, or should not get it, are left."""
    pages, left = [], {}
    for result in results:
        path = page_path(out, names[result.submission_id])
        if result.status == Status.ERROR and not result.adjusted:
            left[result.submission_id] = _(FAILED)
        elif not path.is_file():
            left[result.submission_id] = _(NO_PAGE)
        else:
            pages.append(Page(result, read_bounded(path)))
    return pages, left


def for_canvas(pages: Sequence[Page]) -> tuple[dict[str, bytes], Left]:
    """Name pages as Canvas's upload of submissions wants them: as the files that it handed out.

    It reads the first two numbers between underscores: the learner, and a file of the submission.
    """
    files, left = {}, {}
    for page in pages:
        if page.is_from("canvas") and _CANVAS.fullmatch(page.handle):
            files[f"{page.handle}_{FEEDBACK}"] = page.content
        elif page.result.handed_in and page.result.handed_in.platform == "canvas":
            left[page.result.submission_id] = _(QUIZ)
        else:
            left[page.result.submission_id] = _(NOT_NAMED).format(platform="Canvas")
    return files, left


def for_moodle(pages: Sequence[Page]) -> tuple[dict[str, bytes], Left]:
    """Name pages as Moodle's import of feedback files wants them.

    A number is a participant's where the worksheet told so when they were collected: that of a
    group may be the number of a participant who is not in it.
    """
    files, left = {}, {}
    for page in pages:
        m = _MOODLE.fullmatch(page.handle)
        number = m["number"] if m else "" if page.handle else page.learner
        if not page.is_from("moodle") or not number.isdecimal():
            left[page.result.submission_id] = _(NOT_NAMED).format(platform="Moodle")
        elif not (m and page.result.handed_in and page.result.handed_in.listed):
            left[page.result.submission_id] = _(NOT_LISTED)
        else:
            files[feedback_path(m["name"], number)] = page.content
            for other in learners_of(page.result)[1:]:
                if page.learner == number and other.isdecimal():
                    files[feedback_path("", other)] = page.content
                else:  # another id, of a roster's: its number may be another participant's
                    left[other] = _(NOT_LISTED)
    return files, left


def by_worksheet(pages: Sequence[Page], worksheet: Path) -> tuple[dict[str, bytes], Left]:
    """Name pages as Moodle wants them, for the participants of a grading worksheet.

    Raises CommandError where the file is no worksheet.
    """
    contents = {page.result.submission_id: page.content for page in pages}
    rows, unmatched = known_in(worksheet, [page.result for page in pages])
    files = to_participants(rows, contents)
    return files, {result.submission_id: _(NOBODYS) for result in unmatched}


def to_participants(rows: Sequence[Row], contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name the pages of a worksheet's participants, by the ids of their submissions."""
    files = {}
    for row in rows:
        content = contents.get(row.result.submission_id) if row.result else None
        if content is not None and row.result and row.id.isdecimal():
            handed = row.result.handed_in
            files[feedback_path(handed.name if handed else "", row.id)] = content
    return files


def for_gradescope(
    pages: Sequence[Page], roster: Path | None = None
) -> tuple[dict[str, bytes], Left]:
    """Return a folder a submission: its page, and what an autograder there would write.

    The list beside them has the addresses of a roster.
    """
    names = file_names(page.result.submission_id for page in pages)
    files: dict[str, bytes] = {}
    for page in pages:
        folder = names[page.result.submission_id]
        files[f"{folder}/{FEEDBACK}"] = page.content
        files[f"{folder}/results.json"] = to_results(page.result).encode()
    rows = [(p, f"{names[p.result.submission_id]}/{FEEDBACK}") for p in pages]
    people = _people(roster) if roster else {}
    files[LIST] = _listed(rows, people).encode("utf-8-sig")
    return files, {}


def write_folder(pages: Sequence[Page], into: Path, roster: Path | None) -> None:
    """Write pages under names that nobody can guess, and beside them a list of whose each is.

    A learner who is in the list already keeps the name. Raises CommandError where the folder holds
    something else, or the roster has no column id.
    """
    if into.exists() and not into.is_dir():
        raise CommandError(_("{path} is a file: name a new folder", path=into))
    kept = _names_before(into / LIST)
    people = _people(roster) if roster else {}
    rows = []
    for page in pages:
        name = kept.get(page.result.submission_id) or f"{secrets.token_urlsafe(16)}.html"
        write_bytes(into / PAGES / name, page.content)
        rows.append((page, f"{PAGES}/{name}"))
    write_text(into / LIST, _listed(rows, people))


def _names_before(path: Path) -> dict[str, str]:
    """Return the names that pages have by an earlier list."""
    if not path.exists():
        if path.parent.is_dir() and any(path.parent.iterdir()):
            words = _("{folder} is not empty and has no list of pages: name a new folder")
            raise CommandError(words.format(folder=path.parent))
        return {}
    table = read_table(path)
    who, where = table.column("submission"), table.column("file")
    if who is None or where is None:
        raise CommandError(_("{file} is not a list of pages: name a new folder", file=path))
    names = {
        without_apostrophe(cell(row, who)): cell(row, where).removeprefix(f"{PAGES}/")
        for row in table.rows
    }
    safe = re.compile(r"[\w-]+\.html")
    return {identity: name for identity, name in names.items() if safe.fullmatch(name)}


def _people(roster: Path) -> People:
    """Return name and address of each learner of a roster, by every name of theirs in lower case.

    Of two who are called alike neither is known by that.
    """
    table, _place = read_roster(roster)
    people: dict[str, set[Person]] = {}
    for row, name in zip(table.rows, called(table), strict=True):
        person = Person(name, next((text.strip() for text in row if "@" in text), ""))
        for text in filter(None, map(str.strip, row)):
            people.setdefault(folded(text), set()).add(person)
    return {name: own.pop() for name, own in people.items() if len(own) == 1}


def _listed(rows: Sequence[tuple[Page, str]], people: People) -> str:
    """Write the list of pages: whose each is, and where it lies."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "name", "address", "submission", "file"])
    for page, path in rows:
        first, *others = learners_of(page.result)
        ways = [first, page.result.submission_id, page.name, page.handle]
        for learner, name, known in (
            (first, page.name, ways),
            *((o, page.name_of(o), [o]) for o in others),
        ):
            mail = page.mail_of(learner) or (learner if "@" in learner else "")
            own = Person(name, mail)
            told = [person for k in known if (person := people.get(folded(k)))]
            called_so = next(filter(None, (person.name for person in (*told, own))), "")
            address = next(filter(None, (person.mail for person in (*told, own))), "")
            cells = [learner, called_so, address, page.result.submission_id]
            writer.writerow([*map(csv_safe, cells), path])
    return text.getvalue()
