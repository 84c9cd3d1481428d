"""How each platform names what it hands out: whose a file is, which attempt, whether late.

A function takes the paths of a download and gives the pieces of submissions in it. Where the
names come from: Canvas and Moodle name files as described with each function, Gradescope
writes `submission_metadata.yml`, `gh classroom clone` a folder a repository, nbgrader
`submitted/STUDENT/ASSIGNMENT`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course
from autograder.grading.names import escape_control
from autograder.platforms.download import Download
from autograder.sandbox.inside.layout import is_submission_file


@dataclass(frozen=True)
class SubmittedFile:
    """One file of a submission: whose, from where in the download, to where.

    Pieces of a learner with a lower `attempt` than the highest are left out, and of those with
    the same target all but the highest `version`.
    """

    learner: str
    source: str
    target: str
    name: str = ""
    attempt: float = 0
    version: int = 0
    late: bool = False
    time: datetime | None = None


_CANVAS = re.compile(r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+)_(?P<file>.+)")
_ANONYMOUS = re.compile(
    r"anon_(?P<late>LATE_)?(?P<id>[A-Za-z0-9]{5})_(?P<late_after>LATE_)?\d+_(?P<file>.+)"
)
_AGAIN = re.compile(r"-(\d+)(\.[A-Za-z.]+)$")
_MOODLE = re.compile(r"(?P<name>[^_/]+)_(?P<id>\d+)_assignsubmission_file_?(?P<file>/?.+)")


def canvas(download: Download) -> Iterator[SubmittedFile]:
    """Read Canvas's `submissions.zip`: `name_id_number_filename`, `name_LATE_id_number_filename`.

    A file that is handed in again gets `-1`, `-2` at its end: the highest wins. Hyphens of the
    learner's own are left alone where no file of the name without them is known. Of an
    anonymous assignment the names are `anon_id_number_filename`.
    """
    for path in download.paths:
        if m := _ANONYMOUS.fullmatch(_base(path)):
            late = bool(m["late"] or m["late_after"])
            yield SubmittedFile(f"anon_{m['id']}", path, m["file"], late=late)
    matches = [
        (path, m)
        for path in download.paths
        if (m := _CANVAS.fullmatch(_base(path))) and not _ANONYMOUS.fullmatch(_base(path))
    ]
    names: dict[str, set[str]] = {}
    files = {f"{name}.py" for name in current_course().functions}
    for _path, m in matches:
        names.setdefault(m["id"], set(files)).add(m["file"])
    for path, m in matches:
        resubmission = _AGAIN.search(m["file"])
        plain = m["file"][: resubmission.start()] + resubmission[2] if resubmission else m["file"]
        version = int(resubmission[1]) if resubmission and plain in names[m["id"]] else 0
        target = plain if version else m["file"]
        yield SubmittedFile(m["id"], path, target, m["name"], 0, version, late=bool(m["late"]))


def moodle(download: Download) -> Iterator[SubmittedFile]:
    """Read Moodle's zip: a folder or a file's name begins `Name_number_assignsubmission_file_`."""
    for path in download.paths:
        for number, part in enumerate(PurePosixPath(path).parts):
            rest = "/".join(PurePosixPath(path).parts[number:])
            if "_assignsubmission_" in part:
                m = _MOODLE.fullmatch(rest)
                if m:
                    yield SubmittedFile(m["id"], path, m["file"].lstrip("/"), m["name"])
                break


def gradescope(download: Download) -> Iterator[SubmittedFile]:
    """Read a Gradescope export: `submission_metadata.yml` beside a folder a submission."""
    try:
        import yaml
    except ImportError:
        raise about.not_installed("PyYAML", "classroom") from None
    place = next(p for p in download.paths if _base(p) == "submission_metadata.yml")
    try:
        tree: dict[str, Any] = yaml.safe_load(download.read(place))
        listed = [(name, entry, entry[":submitters"]) for name, entry in tree.items()]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        words = _("{path} is not what Gradescope writes: {error}", path=place, error=error)
        raise CommandError(words) from None
    root = str(PurePosixPath(place).parent / "_")[:-1].removeprefix("./")
    for name, entry, submitters in listed:
        time = entry.get(":created_at")
        time = time if isinstance(time, datetime) else None
        if time and time.tzinfo is None:  # the export is in UTC
            time = time.replace(tzinfo=timezone.utc)
        paths = [path for path in download.paths if path.startswith(f"{root}{name}/")]
        if not paths or not submitters:
            what = (
                _("{name}: the export holds no files of it")
                if not paths
                else _("{name}: the export names nobody who handed it in")
            )
            who = [str(p.get(":sid") or p.get(":email") or "") for p in submitters or ()]
            download.notes.append(what.format(name=" ".join([name, *filter(None, who)])))
        for person in submitters or ():
            learner = str(person.get(":sid") or person.get(":email") or name)
            for path in paths:
                target = path.removeprefix(f"{root}{name}/")
                attempt = time.timestamp() if time else 0.0
                person_name = str(person.get(":name") or "")
                yield SubmittedFile(learner, path, target, person_name, attempt, time=time)


def github(download: Download) -> Iterator[SubmittedFile]:
    """Read a folder of GitHub Classroom clones: a repository `ASSIGNMENT-USERNAME` a learner."""
    heads = [PurePosixPath(p).parts for p in download.paths if p.endswith("/.git/HEAD")]
    roots = sorted({"/".join(parts[:-2]) for parts in heads})
    prefix = _common_prefix([_base(root) for root in roots], download.name)
    for root in roots:
        learner = _base(root).removeprefix(prefix) or _base(root)
        time = _last_commit(download.folder, root)
        for path in download.paths:
            target = path.removeprefix(f"{root}/")
            if target != path and is_submission_file(target):
                yield SubmittedFile(learner, path, target, learner, time=time)


def _common_prefix(names: list[str], download: str) -> str:
    """Return what all repositories' names begin with: the assignment and a hyphen.

    `gh classroom clone` calls the folder `ASSIGNMENT-submissions`; otherwise it is guessed.
    """
    assignment = download.removesuffix("submissions")
    if assignment and assignment != download and all(name.startswith(assignment) for name in names):
        return assignment
    shared = 0
    while len(names) > 1 and len({name[: shared + 1] for name in names}) == 1:
        shared += 1
    return names[0][:shared].rpartition("-")[0] + "-" if names else ""


def _last_commit(folder: Path | None, root: str) -> datetime | None:
    """Return the time of a clone's last commit; it is what the learner's own clock said.

    Read by a library, since git itself would heed what stands in the clone's configuration.
    """
    try:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo
    except ImportError:
        raise about.not_installed("dulwich", "classroom") from None
    if folder is None:
        return None
    try:
        with Repo(str(folder / root)) as repository:
            commit: Any = repository[repository.head()]
            return datetime.fromtimestamp(commit.commit_time, timezone.utc)
    except (NotGitRepository, KeyError, ValueError, OSError):
        return None


def nbgrader(download: Download, assignment: str | None = None) -> Iterator[SubmittedFile]:
    """Read nbgrader's `submitted/`: `STUDENT/ASSIGNMENT/`, with a `timestamp.txt` in it.

    One assignment is read: the one named, else the only one, else the only one that holds
    notebooks of this course. Raises CommandError where that is not one.
    """
    from dateutil import parser

    times: dict[str, datetime] = {}
    for path in download.paths:
        if _base(path) == "timestamp.txt":
            text = download.read(path).decode("utf-8", "replace").strip()
            try:
                time = parser.parse(text)
                time.utcoffset()  # raises where the zone is further off than a day
            except (ValueError, OverflowError):
                continue
            # nbgrader takes a time without a zone for UTC
            times[str(PurePosixPath(path).parent)] = (
                time if time.tzinfo else time.replace(tzinfo=timezone.utc)
            )
    chosen = _assignment(download, assignment)
    for path in download.paths:
        parts = PurePosixPath(path).parts
        if len(parts) > 2 and parts[1] == chosen and parts[-1] != "timestamp.txt":
            moment = times.get("/".join(parts[:2]))
            yield SubmittedFile(parts[0], path, "/".join(parts[2:]), time=moment)


def _assignment(download: Download, named: str | None) -> str:
    """Choose the assignment of a `submitted/` that is graded; raises CommandError."""
    files: dict[str, list[str]] = {}
    for path in download.paths:
        parts = PurePosixPath(path).parts
        if len(parts) > 2:
            files.setdefault(parts[1], []).append(path)
    choices = ", ".join(map(escape_control, sorted(files))) or _("none")
    if named is not None:
        if named not in files:
            words = _("--assignment {name}: nobody handed it in; there are: {known}")
            raise CommandError(words.format(name=escape_control(named), known=choices))
        return named
    ours = [name for name, paths in files.items() if any(_is_ours(download, p) for p in paths)]
    chosen = list(files) if len(files) == 1 else ours
    if len(chosen) != 1:
        words = _("{download} holds several assignments: name one with --assignment ({known})")
        raise CommandError(words.format(download=download.name, known=choices))
    return chosen[0]


def _is_ours(download: Download, path: str) -> bool:
    """Tell whether a file is one of this course's: by its name, or by its cells' names."""
    stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
    if suffix == ".py":
        return stem in current_course().functions
    if suffix != ".ipynb":
        return False
    course = current_course()
    if stem in course.functions or stem in {exercise.folder for exercise in course.exercises}:
        return True
    cells = re.findall(rb'"grade_id": ?"(\w+)-', download.read(path))
    return any(name.decode() in course.functions for name in cells)


def not_used(download: Download, pieces: Iterable[SubmittedFile]) -> list[str]:
    """List the paths of a download that no submission is made of, what a platform adds aside."""
    used = {piece.source for piece in pieces}
    rest = [path for path in download.paths if path not in used]
    aside = [path for path in download.refused if not path.startswith("__MACOSX/")]
    return [*filter(_is_somebodys, rest), *aside]


def _is_somebodys(path: str) -> bool:
    parts = PurePosixPath(path).parts
    platform_files = ("submission_metadata.yml", "timestamp.txt")
    return (
        is_submission_file("/".join(parts))
        and parts[-1] not in platform_files
        and ".git" not in parts
    )


PLATFORMS: Mapping[str, Callable[..., Iterator[SubmittedFile]]] = {
    "canvas": canvas,
    "moodle": moodle,
    "gradescope": gradescope,
    "github": github,
    "nbgrader": nbgrader,
}


def detect_platform(download: Download) -> str:
    """Tell which platform a download is from; raises CommandError when its names tell nothing."""
    bases = [_base(path) for path in download.paths]
    if "submission_metadata.yml" in bases:
        return "gradescope"
    if any("_assignsubmission_" in path for path in download.paths):
        return "moodle"
    if any(path.endswith("/.git/HEAD") for path in download.paths):
        return "github"
    if "timestamp.txt" in bases or download.name == "submitted":
        return "nbgrader"
    named = [base for base in bases if _CANVAS.fullmatch(base) or _ANONYMOUS.fullmatch(base)]
    if len(named) > len(bases) / 2:
        return "canvas"
    names = ", ".join(PLATFORMS)
    raise CommandError(
        _(
            "{download}: nothing tells which platform it is from; name it with --from ({names})",
            download=download.name,
            names=names,
        )
    )


def _base(path: str) -> str:
    return PurePosixPath(path).name
