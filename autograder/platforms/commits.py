"""Which commit of a clone counts: read by a library, since git itself would heed its settings.

A commit's date is what a learner's own clock said. Commits that touch no file that can be graded
do not count: bots and teachers write workflows, tests and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.core import about
from autograder.platforms.pieces import Sent
from autograder.sandbox.inside.layout import is_submission_file

GRADED = (".py", ".ipynb", ".zip", ".tar.gz", ".tgz", ".tar")
MAX_COMMITS = 20_000
_LINK, _MODULE = 0o120000, 0o160000


@dataclass(frozen=True)
class Moment:
    """A state of a clone that may count: when it came, and its files.

    `files` gives each path what reads it; None stands for the files as they lie in the folder.
    """

    time: datetime | None
    claimed: bool = False
    files: dict[str, Callable[[], bytes]] | None = None


def moments(clone: Path, deadlines: Sequence[datetime], sent: Sequence[Sent]) -> list[Moment]:
    """Return the last state of a clone before each deadline and the last of all, in their order.

    `sent` are the times that the platform recorded, which decide where there are any; they may
    name commits. Without a deadline, or where the last came in time, it is one state.
    """
    try:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo
    except ImportError:
        raise about.not_installed("dulwich", "classroom") from None
    try:
        with Repo(str(clone)) as repository:
            return _moments(repository, deadlines, sent)
    except (NotGitRepository, KeyError, ValueError, OSError):
        return [last_sent(sent)]


def last_sent(sent: Sequence[Sent]) -> Moment:
    """Return the only state of a clone without a history, by the times that the platform tells."""
    return Moment(sent[-1].time, sent[-1].claimed) if sent else Moment(None)


def _moments(repository: Any, deadlines: Sequence[datetime], sent: Sequence[Sent]) -> list[Moment]:
    deciding = _deciding(repository)
    last = next(deciding, None)
    known = [one for one in sent if not one.commit or one.commit.encode() in repository]
    if known:
        return [
            Moment(one.time, one.claimed, _tree(repository, one.commit.encode(), last))
            for one in _in_time_and_last(known, deadlines)
        ]
    if last is None:
        return [Moment(None)]
    chosen, left = [last], [due for due in deadlines if due < _time(last)]
    while left and (commit := next(deciding, None)) is not None:
        if _time(commit) <= max(left):
            chosen.append(commit)
            left = [due for due in left if due < _time(commit)]
    return [Moment(_time(one), True, _tree(repository, one.id, last)) for one in reversed(chosen)]


def _in_time_and_last(sent: Sequence[Sent], deadlines: Sequence[datetime]) -> list[Sent]:
    """Return the last in time of each deadline and the last, where their commits are told."""
    chosen = {len(sent) - 1}
    for due in deadlines:
        in_time = [n for n, one in enumerate(sent) if one.time <= due and one.commit]
        chosen |= set(in_time[-1:])
    return [sent[number] for number in sorted(chosen)]


def _deciding(repository: Any) -> Iterator[Any]:
    """Yield the commits that change a file that can be graded, the newest first."""
    from dulwich.diff_tree import tree_changes

    store, commit = repository.object_store, repository[repository.head()]
    for _number in range(MAX_COMMITS):
        parent = repository[commit.parents[0]] if _has_parent(repository, commit) else None
        changes = tree_changes(store, parent.tree if parent else None, commit.tree)
        if any(map(_can_be_graded, changes)):
            yield commit
        if parent is None:
            return
        commit = parent


def _has_parent(repository: Any, commit: Any) -> bool:
    return bool(commit.parents) and commit.parents[0] in repository  # a shallow clone has none


def _can_be_graded(change: Any) -> bool:
    """Tell whether a change is of a file that decides points; tests do not."""
    sides = [side.path for side in (change.old, change.new) if side is not None and side.path]
    for path in {side.decode("utf-8", "replace") for side in sides}:
        name = PurePosixPath(path).name.lower()
        aside = name.startswith("test_") or name == "conftest.py"
        if is_submission_file(path) and name.endswith(GRADED) and not aside:
            return True
    return False


def _time(commit: Any) -> datetime:
    return datetime.fromtimestamp(commit.commit_time, timezone.utc)


def _tree(
    repository: Any, commit: bytes, last: Any | None
) -> dict[str, Callable[[], bytes]] | None:
    """Return the files of a commit; None where they are those that lie in the folder."""
    from dulwich.object_store import iter_tree_contents

    if not commit or (last is not None and commit == last.id):
        return None
    target, store = repository[commit], repository.object_store
    target = repository[target.object[1]] if target.type_name == b"tag" else target
    entries = [e for e in iter_tree_contents(store, target.tree) if _is_file(e.mode)]
    return {e.path.decode("utf-8", "replace"): _content(store[e.sha].data) for e in entries}


def _is_file(mode: int) -> bool:
    return mode not in (_LINK, _MODULE)


def _content(data: bytes) -> Callable[[], bytes]:
    return lambda: data
