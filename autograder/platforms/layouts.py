"""How each platform names what it hands out: whose a file is, which attempt, whether late.

A function takes the paths of a download and gives the pieces of submissions in it. Where the
names come from: Canvas and Moodle name files as described with each function, Gradescope
writes `submission_metadata.yml`. Clones, notebooks and zips of names have files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.table import Table
from autograder.course import current_course
from autograder.platforms.clones import are_classroom50, classroom50, git
from autograder.platforms.download import Download
from autograder.platforms.gradescope import METADATA, gradescope
from autograder.platforms.moodle import worksheet_columns
from autograder.platforms.names import blackboard, google, is_blackboard, is_google
from autograder.platforms.pieces import SubmittedFile, Wanted, base
from autograder.platforms.submitted import are_sent, nbgrader
from autograder.platforms.teams import Teams, handle_of, listed_in, teams_of
from autograder.sandbox.inside.layout import is_submission_file

TEXT, LINK = N_("a text entry, no file"), N_("a link, no file")
OUTSIDE = N_("its path leads out of the download")
STRANGE = N_("not named as {platform} names submissions")
OLDER = N_("not the attempt that counts")

_CANVAS = re.compile(
    r"(?P<handle>(?P<name>[^/]*?)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+))_(?P<file>.+)"
)
"""The name keeps the letters and digits of the learner's: it may be empty."""
_GROUP = re.compile(
    r"(?P<handle>(?P<name>[^/]+_\d+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+))_(?P<file>.+)"
)
_ANONYMOUS = re.compile(
    r"(?P<handle>(?P<late>LATE_)?anon_(?P<late_too>LATE_)?(?P<id>[A-Za-z0-9]{5})"
    r"_(?P<late_after>LATE_)?\d+)_(?P<file>.+)"
)
_QUIZ = re.compile(
    r"(?P<name>[^/]+?)_?(?P<id>\d+)_question_(?P<question>\d+)_(?P<number>\d+)_(?P<file>.+)"
)
_NO_FILE = re.compile(
    r"(?P<name>[^/]*?_)?(?P<id>\d+|anon_[A-Za-z0-9]{5})_(?P<kind>text|link)\.html"
)
_AGAIN = re.compile(r"-(\d+)(\.[A-Za-z.]+)$")
_MOODLE = re.compile(
    r"(?P<handle>(?P<name>[^_/]+)(?:_(?P<id>\d+))?)_assignsubmission_file_?(?P<file>/?.+)"
)
"""Without a number it is what those handed in who are in no group."""
_MOODLE_TEXT = re.compile(r"[^_/]+(?:_\d+)?_assignsubmission_onlinetext_?(/.*)?")


def canvas(download: Download) -> Iterator[SubmittedFile]:
    """Read Canvas's `submissions.zip`: `name_id_number_filename`, `name_LATE_id_number_filename`.

    A file that is handed in again gets `-1`, `-2` at its end: the highest wins. Hyphens of the
    learner's own are left alone where no file of the name without them is known. Of an
    anonymous assignment the names are `anon_id_number_filename`, of a quiz
    `nameid_question_number_number_filename`.
    """
    matches = []
    readings = _canvas_names({base(path) for path in download.paths})
    for path in download.paths:
        name = base(path)
        if m := _ANONYMOUS.fullmatch(name):
            late = bool(m["late"] or m["late_too"] or m["late_after"])
            learner = f"anon_{m['id']}"
            yield SubmittedFile(learner, path, m["file"], late=late, handle=m["handle"])
        elif m := _QUIZ.fullmatch(name):
            yield SubmittedFile(m["id"], path, m["file"], m["name"].rstrip("_"))
        elif m := readings.get(name):
            matches.append((path, m))
        elif m := _NO_FILE.fullmatch(name):
            download.reasons[path] = TEXT if m["kind"] == "text" else LINK
    names: dict[str, set[str]] = {}
    files = {f"{name}.py" for name in current_course().functions}
    for _path, m in matches:
        names.setdefault(m["id"], set(files)).add(m["file"])
    for path, m in matches:
        resubmission = _AGAIN.search(m["file"])
        plain = m["file"][: resubmission.start()] + resubmission[2] if resubmission else m["file"]
        version = int(resubmission[1]) if resubmission and plain in names[m["id"]] else 0
        target, late = plain if version else m["file"], bool(m["late"])
        yield SubmittedFile(
            m["id"], path, target, m["name"], 0, version, late=late, handle=m["handle"]
        )


def _canvas_names(names: set[str]) -> dict[str, re.Match[str]]:
    """Read names; of `team_3_11_900_fit.py` the numbers before a file of the course count.

    But what somebody calls `11_900_fit.py` is their own file: the other reading counts only
    where all their files have it, and nobody else has that number.
    """
    read = {name: m for name in sorted(names) if (m := _CANVAS.fullmatch(name))}
    deeper = {name: m for name in read if (m := _GROUP.fullmatch(name))}
    certain = [m for name, m in read.items() if name not in deeper]
    taken, handles = {m["id"] for m in certain}, {m["handle"] for m in certain}
    functions = current_course().functions
    groups = {m["handle"] for m in deeper.values() if PurePosixPath(m["file"]).stem in functions}
    for name, m in deeper.items():
        if m["handle"] in groups and m["id"] not in taken and read[name]["handle"] not in handles:
            read[name] = m
    return read


def moodle(download: Download, worksheet: Table | None = None) -> Iterator[SubmittedFile]:
    """Read Moodle's zip: a folder or a file's name begins `Name_number_assignsubmission_file_`.

    What a group handed in is named after it: the grading worksheet tells who is in it.
    """
    matches: list[tuple[str, re.Match[str]]] = []
    for path in download.paths:
        for number, part in enumerate(PurePosixPath(path).parts):
            rest = "/".join(PurePosixPath(path).parts[number:])
            if "_assignsubmission_" in part:
                if m := _MOODLE.fullmatch(rest):
                    matches.append((path, m))
                elif _MOODLE_TEXT.match(rest):
                    download.reasons[path] = TEXT
                break
    identifier = worksheet_columns(worksheet)[0][:1] if worksheet else []
    handles = dict.fromkeys(m["handle"] for _path, m in matches)
    teams: Teams = {}
    listed: Collection[str] = ()
    if worksheet and identifier:
        teams = teams_of(worksheet, identifier[0], handles)
        listed = listed_in(worksheet, identifier[0], handles)
    for handle in (handle for handle, members in teams.items() if not members):
        words = _("{group}: the worksheet names nobody of this group", group=handle)
        download.notes.append(escape_control(words))
    for path, m in matches:
        target, name, handle = m["file"].lstrip("/"), m["name"], m["handle"]
        learner, *others = teams.get(handle, (m["id"] or name,)) or (name,)
        handle = handle_of(name, learner) if teams.get(handle) else handle
        yield SubmittedFile(
            learner,
            path,
            target,
            name,
            handle=handle,
            members=tuple(others),
            listed=m["handle"] in listed,
        )


def not_used(
    download: Download, platform: str, pieces: Iterable[SubmittedFile], left: Iterable[str] = ()
) -> dict[str, str]:
    """Tell of each path that no submission is made of why, less what a platform adds aside.

    `left` are the paths of attempts that do not count.
    """
    used, older = {piece.source for piece in pieces}, set(left)
    rest = [path for path in download.paths if path not in used and _is_somebodys(path)]
    strange = _(STRANGE).format(platform=platform)
    reasons = {
        path: _(OLDER) if path in older else _(download.reasons.get(path, "")) or strange
        for path in rest
        if download.reasons.get(path) != ASIDE
    }
    return reasons | dict.fromkeys(download.refused, _(OUTSIDE))


ASIDE = "aside"
"""The reason of a path that the platform adds for itself: nothing is said of it."""


def _is_somebodys(path: str) -> bool:
    parts = PurePosixPath(path).parts
    platform_files = (METADATA, "timestamp.txt", "submission_secret.txt")
    return (
        is_submission_file("/".join(parts))
        and parts[-1] not in platform_files
        and ".git" not in parts
    )


Reader = Callable[[Download, Wanted], Iterator[SubmittedFile]]

PLATFORMS: Mapping[str, Reader] = {
    "canvas": lambda download, wanted: canvas(download),
    "moodle": lambda download, wanted: moodle(download, wanted.worksheet),
    "gradescope": lambda download, wanted: gradescope(download),
    "classroom50": classroom50,
    "git": git,
    "nbgrader": lambda download, wanted: nbgrader(
        download, wanted.assignment, wanted.due.tzinfo if wanted.due else None
    ),
    "blackboard": blackboard,
    "google": lambda download, wanted: google(download, wanted.roster),
}


def detect_platform(download: Download) -> str:
    """Tell which platform a download is from; raises CommandError when its names tell nothing."""
    bases = [base(path) for path in download.paths]
    tests: list[tuple[str, Callable[[], bool]]] = [
        ("gradescope", lambda: METADATA in bases),
        ("moodle", lambda: any("_assignsubmission_" in path for path in download.paths)),
        ("classroom50", lambda: are_classroom50(download)),
        ("git", lambda: any(path.endswith("/.git/HEAD") for path in download.paths)),
        ("nbgrader", lambda: are_sent(download)),
        ("blackboard", lambda: _most(bases, is_blackboard)),
        ("canvas", lambda: _most(bases, _is_canvas)),
        ("google", lambda: is_google(download)),
    ]
    for name, test in tests:
        if test():
            return name
    if ".git/HEAD" in download.paths:
        words = _("{download} is a single clone: collect the folder that it lies in")
        raise CommandError(words.format(download=download.name))
    if len(download.paths) == 1 and bases[0].lower().endswith(".zip"):
        words = _("{download} holds nothing but {path}: unpack it, and collect what is in it")
        raise CommandError(words.format(download=download.name, path=escape_control(bases[0])))
    names = ", ".join(PLATFORMS)
    raise CommandError(
        _(
            "{download}: nothing tells which platform it is from; name it with --from ({names})",
            download=download.name,
            names=names,
        )
    )


def _most(bases: list[str], fits: Callable[[str], object]) -> bool:
    return sum(map(bool, map(fits, bases))) > len(bases) / 2


def _is_canvas(name: str) -> bool:
    return any(p.fullmatch(name) for p in (_CANVAS, _ANONYMOUS, _QUIZ, _NO_FILE))
