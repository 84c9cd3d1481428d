"""One run, written down: `OUT/run.json` tells what the results of a folder were found with.

Only the instructor sees it: it holds the seed.
"""

from __future__ import annotations

import dataclasses
import json
import platform
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded
from autograder.course import NO_SETTINGS, CourseSettings, current_course, use_settings

from .results import Number, write_text
from .seeds import draw_seed
from .settings import Settings
from .versions import data_digest, kit_digest

RUN = "run.json"
NO_EXTENSIONS: Mapping[str, str] = {}


@dataclass(frozen=True)
class GivenBack:
    """That feedback was given back: when (ISO 8601), to which platform, and how many pages."""

    time: str
    to: str
    pages: int


@dataclass(frozen=True)
class RunRecord:
    """What a run was.

    `submissions` is the folder whose entries were graded and `members` gives the id of each
    the name of its files; `course` gives each exercise its points, `exercises` those that the
    results hold, and `settings` is what the instructor says of the course. With `own_seeds` a
    submission was asked from the seed and its own bytes. `late` is the rule in words, empty
    without one, `extensions` says by id what more time there was; `data_digest` and
    `kit_digest` are of the data set's bytes and of the checks;
    `begun` and `ended` are ISO 8601, `ended` is empty while the run goes on. A record of an
    earlier version has `format` 0 and knows `submissions` alone. `feedback` tells when feedback was
    given back, and `answered` which submissions had been graded when it first was: by their ids,
    their fingerprints.
    """

    submissions: str | None = None
    course: dict[str, Number] = field(default_factory=dict)
    exercises: tuple[str, ...] = ()
    seed: int | None = None
    own_seeds: bool = False
    data: str = ""
    data_digest: str = ""
    kit_digest: str = ""
    late: str = ""
    extensions: dict[str, str] = field(default_factory=dict)
    sandbox: tuple[str, ...] = ()
    limits: dict[str, Number] = field(default_factory=dict)
    device: str = "cpu"
    language: str = "en"
    versions: dict[str, str] = field(default_factory=dict)
    begun: str = ""
    ended: str = ""
    members: dict[str, str] = field(default_factory=dict)
    settings: CourseSettings = NO_SETTINGS
    format: int = 0
    answered: dict[str, str] = field(default_factory=dict)
    feedback: tuple[GivenBack, ...] = ()


def read_record(out: Path) -> RunRecord | None:
    """Return what the run of a results folder was, None where nothing tells.

    Raises CommandError when `run.json` is damaged.
    """
    path = out / RUN
    try:
        return msgspec.convert(json.loads(read_bounded(path).decode("utf-8")), RunRecord)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(
            _(
                "{path} is damaged ({error}): name a new results folder, or remove this file and "
                "grade all anew with --yes",
                path=path,
                error=" ".join(str(error).split()),
            )
        ) from None


def use_course_of(out: Path) -> None:
    """Take the course as it was given in the run of a results folder, where one is."""
    record = read_record(out)
    if record is not None:
        use_settings(record.settings)


def write_record(out: Path, record: RunRecord) -> None:
    """Write what a run was; raises OSError."""
    tree = json.dumps(msgspec.to_builtins(record), indent=1, ensure_ascii=False)
    write_text(out / RUN, tree + "\n")


def with_feedback(record: RunRecord, given: GivenBack, answered: Mapping[str, str]) -> RunRecord:
    """Note that feedback was given back; the first time fixes who had been asked by then."""
    before = record.answered if record.feedback else dict(answered)
    return dataclasses.replace(record, answered=before, feedback=(*record.feedback, given))


def carried_over(record: RunRecord, before: RunRecord | None) -> RunRecord:
    """Return the record of a run that goes on, with what is known of feedback."""
    if before is None:
        return record
    return dataclasses.replace(record, answered=before.answered, feedback=before.feedback)


def record_of(
    settings: Settings,
    submissions: Path,
    members: dict[str, str],
    late: str,
    extensions: Mapping[str, str] = NO_EXTENSIONS,
) -> RunRecord:
    """Return the record of a run that begins: what it grades, and with what."""
    return RunRecord(
        submissions=str(submissions.resolve()),
        course={exercise.name: exercise.points for exercise in current_course().exercises},
        exercises=tuple(exercise.name for exercise in settings.chosen),
        seed=settings.seed,
        own_seeds=settings.own_seeds,
        data=str(settings.data or ""),
        data_digest=data_digest(settings.data),
        kit_digest=kit_digest(),
        late=late,
        extensions=dict(extensions),
        sandbox=settings.walls.names,
        limits=dataclasses.asdict(settings.limits),
        device=settings.device,
        language=settings.language,
        versions=_versions(),
        members=members,
        settings=settings.course,
        format=1,
    )


def _versions() -> dict[str, str]:
    """Name what decides numbers besides the kit; nothing heavy is imported for it."""
    libraries = {name: about.version_of(name) for name in ("torch", "torchvision", "numpy")}
    versions = {"autograder": about.kit_version(), "Python": platform.python_version()}
    return {name: version for name, version in (versions | libraries).items() if version}


def seed_for(requested: int | None, before: RunRecord | None) -> int:
    """Return the seed of a run: that asked for, that of the run before, or a secret one."""
    if requested is not None:
        return requested
    return draw_seed() if before is None or before.seed is None else before.seed


def exercises_for(selected: Collection[str], before: RunRecord | None) -> tuple[str, ...]:
    """Return the exercises that the results will hold; nothing where these are all."""
    if not selected:
        return ()
    names = {*selected, *(before.exercises if before else ())}
    every = tuple(exercise.name for exercise in current_course().exercises)
    return () if names >= set(every) else tuple(name for name in every if name in names)


def submissions_of(out: Path) -> Path:
    """Return the folder whose submissions were graded into `out`; raises CommandError without."""
    record = read_record(out)
    path = Path(record.submissions) if record and record.submissions else None
    if path is None or not path.is_dir():
        there = _("{path} is gone", path=path)
        problem = there if path else _("{path} does not tell where they are", path=out)
        raise CommandError(
            _("where are the submissions? {what}: name them with --submissions", what=problem)
        )
    return path
