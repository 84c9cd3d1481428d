"""Which submissions of a class look alike: places to look at, not proof of cheating."""

from __future__ import annotations

import io
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.core import about
from autograder.course import current_course
from autograder.sandbox.code import SubmissionFiles

from .intake.intake import Rejected, take_in
from .jobs import GradedEntry

LENGTH = 25
"""Characters of code, names and spaces aside, that must be the same to count at all."""
MAX_TEXT = 1 << 18
"""Characters of one file or notebook that are compared: nobody writes more by hand."""
Stretch = tuple[str, bool]


@dataclass(frozen=True)
class Pair:
    """Two submissions, the share of each that also stands in the other, and their texts.

    `similarity` weighs what few others in the class wrote more than what many wrote. A text is
    a row of stretches, each with whether it stands in the other too.
    """

    ids: tuple[str, str]
    similarity: float
    shares: tuple[float, float]
    texts: tuple[tuple[Stretch, ...], tuple[Stretch, ...]]


CLOSE = 0.6
"""How similar two submissions are that one cluster holds."""


def clusters(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return the submissions that close pairs hold together, three or more, the largest first."""
    together: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.similarity >= CLOSE:
            a, b = (together.setdefault(identity, {identity}) for identity in pair.ids)
            if a is not b:
                a |= b
                together |= dict.fromkeys(b, a)
    distinct = {id(group): tuple(sorted(group)) for group in together.values()}
    large = [group for group in distinct.values() if len(group) > 2]
    return sorted(large, key=lambda group: (-len(group), group))


def text_of(code: SubmissionFiles) -> str:
    """Join what counts of a submission: its files in the kit's order, then its notebooks."""
    layout = code.layout
    pieces = []
    paths = [layout.parts[part] for part in sorted(layout.parts)]
    for path in [*paths, *filter(None, [layout.single])]:
        text = code.files[path].decode("utf-8", "replace")
        pieces.append(f"# {path}\n{text[:MAX_TEXT]}")
    for path in layout.notebooks:
        cells = json.loads(code.files[path])["cells"]
        text = "\n".join(cell["source"] for cell in cells)
        pieces.append(f"# {path}\n{text[:MAX_TEXT]}")
    return "\n\n".join(pieces).replace("\r\n", "\n").replace("\r", "\n")


def texts_of(entries: Iterable[GradedEntry]) -> tuple[dict[str, str], list[str]]:
    """Read the submissions of a class; returns their texts, and the ids of those refused."""
    texts, refused = {}, []
    for item in entries:
        try:
            texts[item.entry.id] = text_of(take_in(item.entry))
        except Rejected:
            refused.append(item.entry.id)
    return texts, refused


def given_to_all(home: Path) -> list[str]:
    """Read what every learner has: the stubs, and the code in the handouts."""
    stubs = [home / "exercises" / e.file for e in current_course().exercises if e.file]
    texts = [path.read_text(encoding="utf-8") for path in stubs]
    for exercise in current_course().exercises:
        handout = home / "exercises" / exercise.folder / "README.md"
        blocks = re.findall(r"```\w*\n(.*?)```", handout.read_text(encoding="utf-8"), re.S)
        texts += blocks
    return texts


def closest(texts: Mapping[str, str], provided: Iterable[str], most: int) -> list[Pair]:
    """Return the `most` closest pairs of a class, the closest first.

    Names, strings, comments and spaces do not count, nor what stands in `provided`. Needs
    copydetect; raises CommandError without it.
    """
    try:
        from copydetect.detector import compare_files
    except ImportError:
        raise about.not_installed("copydetect", "classroom") from None
    provided_hashes = set().union(*(_fingerprint(text).hashes for text in provided))
    prints = {identity: _fingerprint(text) for identity, text in texts.items()}
    for one in prints.values():
        one.hashes -= provided_hashes
    counts = Counter(h for one in prints.values() for h in one.hashes)
    weight = {h: math.log2((len(prints) + 1) / count) for h, count in counts.items()}
    total = {identity: sum(weight[h] for h in one.hashes) for identity, one in prints.items()}
    ranked = []
    for a, b in itertools.combinations(sorted(prints), 2):
        shared = prints[a].hashes & prints[b].hashes
        if shared:
            similarity = sum(weight[h] for h in shared) / min(total[a], total[b])
            ranked.append((similarity, len(shared), a, b))
    ranked.sort(key=lambda pair: (-pair[0], -pair[1], pair[2:]))
    pairs = []
    for similarity, count, a, b in ranked[:most]:
        _, _, slices = compare_files(prints[a], prints[b])
        shares = (count / len(prints[a].hashes), count / len(prints[b].hashes))
        excerpts = (_with_marks(texts[a], slices[0]), _with_marks(texts[b], slices[1]))
        pairs.append(Pair((a, b), similarity, shares, excerpts))
    return pairs


def _fingerprint(text: str) -> Any:
    """Fingerprint a text; with a window of one none is left out, so that runs agree."""
    from copydetect.detector import CodeFingerprint

    return CodeFingerprint("submission.py", LENGTH, 1, fp=io.StringIO(text), language="python")


def _with_marks(text: str, slices: Any) -> tuple[Stretch, ...]:
    """Cut a text at the slices that also stand in the other."""
    stretches: list[Stretch] = []
    at = 0
    for start, end in zip(*(slices.astype(int).tolist() if slices.size else ([], []))):
        stretches += [(text[at:start], False), (text[max(at, start) : end], True)]
        at = max(at, end)
    return tuple(stretch for stretch in [*stretches, (text[at:], False)] if stretch[0])
