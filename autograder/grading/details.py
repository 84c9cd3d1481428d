"""What pages show besides a result: pieces of arrays, the learner's lines, the training.

Each submission has a file of its own, `OUT/details/ID.json`, so that results stay short. It is
written down here, in the grader: the process that coordinates the run does without torch.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.checks.evidence import Evidence
from autograder.checks.training import Training
from autograder.checks.verdict import CheckResult
from autograder.sandbox.code import SubmissionFiles

from .results import DETAILS_FORMAT

MAX_BYTES = 2_000_000
MAX_WIDTH = 200
CONTEXT_LINES = 3
"""Lines of source that are shown before and after the one that raised."""


@dataclass(frozen=True)
class Source:
    """Some lines of a learner's file, from line `start` on; `marked` is the one that raised."""

    file: str
    start: int
    marked: int
    text: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """What a page shows of one check that was not passed."""

    part: str
    check: str
    evidence: Evidence
    source: Source | None = None


@dataclass(frozen=True)
class Details:
    """What a page shows of one submission besides its result."""

    checks: tuple[Shown, ...] = ()
    training: Training | None = None
    format: int = DETAILS_FORMAT


def details_of(checks: Iterable[CheckResult], code: SubmissionFiles) -> str:
    """Write down what can be shown: of each mistake in a part the first check that met it."""
    mistakes: set[tuple[str, str | None]] = set()
    shown_checks: list[Shown] = []
    room = MAX_BYTES
    training = None
    for check in checks:
        training = check.properties.get("training", training)
        repeated = check.mistake is not None and (check.part, check.mistake) in mistakes
        mistakes.add((check.part, check.mistake))
        if check.evidence is None or repeated:
            continue
        try:
            shown = Shown(
                *(check.part, check.name, dataclasses.replace(check.evidence, lines=())),
                _source(check.evidence, code),
            )
            room -= len(_json(shown))
        except Exception:  # the page shows less where a stranger's value cannot be shown
            continue
        if (shown.evidence.panels or shown.source) and room > 0:
            shown_checks.append(shown)
    try:
        return _json(Details(tuple(shown_checks), training)) + "\n"
    except ValueError:  # a number that is not finite has no JSON
        return _json(Details(tuple(shown_checks))) + "\n"


def _json(shown: Details | Shown) -> str:
    return json.dumps(dataclasses.asdict(shown), separators=(",", ":"), allow_nan=False)


def _source(evidence: Evidence, code: SubmissionFiles) -> Source | None:
    """Show the innermost line that raised, with its neighbours; a notebook's by itself."""
    if not evidence.lines:
        return None
    line = evidence.lines[-1]
    start, text = line.number, [line.text]
    raw = code.files.get(line.file)
    if raw is not None and line.file.endswith(".py"):
        start = max(1, line.number - CONTEXT_LINES)
        text = raw.decode("utf-8", "replace").splitlines()[start - 1 : line.number + CONTEXT_LINES]
    if not any(text):
        return None
    return Source(
        line.file, start, line.number, tuple(row.expandtabs()[:MAX_WIDTH] for row in text)
    )
