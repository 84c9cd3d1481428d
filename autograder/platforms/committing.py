"""Feedback into clones: a file and a commit each, written by a library that runs nothing.

Hooks and settings of a clone are not heeded, and nothing is pushed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import N_, _
from autograder.grading.results import write_bytes
from autograder.platforms.clones import FEEDBACK
from autograder.platforms.feedback import Left, Page

AUTHOR = b"autograder <autograder@localhost>"
_FILE = 0o100644
SHARED = N_("it is for this member alone, and the whole group reads the clone: use --to folder")


def commit_all(pages: Iterable[Page], clones: Path) -> tuple[list[Path], Left]:
    """Write each page into its learner's clone in the folder `clones`, and commit it.

    Returns the clones that have a new commit. A clone is found by the name that it was collected
    by, otherwise as the only one whose name is or ends with the learner's.
    """
    found = sorted(path.parent for path in clones.rglob(".git") if _is_clone(path))
    changed, left = [], {}
    for page in pages:
        if page.result.alone:
            left[page.result.submission_id] = _(SHARED)
            continue
        fitting = _fitting(page, found)
        if len(fitting) != 1:
            what = _("several clones fit") if fitting else _("there is no clone of it")
            left[page.result.submission_id] = what
            continue
        try:
            if _commit(fitting[0], page.content):
                changed.append(fitting[0])
        except CommandError:
            raise
        except Exception as error:  # whatever a clone raises that is damaged, locked or read-only
            words = _("nothing can be committed to its clone ({error})")
            left[page.result.submission_id] = words.format(error=_in_words(error))
    return changed, left


def _in_words(error: Exception) -> str:
    """Say in a line why a clone takes no commit."""
    from dulwich.file import FileLocked

    if isinstance(error, FileLocked):
        path = Path(str(error.lockfilename)).name
        return _("its {name} says that git is at work in it: end that, or delete it", name=path)
    problem = error.strerror if isinstance(error, OSError) else ""
    return problem or " ".join(str(error).split()) or type(error).__name__


def _is_clone(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and (path / "HEAD").is_file()


def _fitting(page: Page, found: Sequence[Path]) -> list[Path]:
    by_handle = [clone for clone in found if page.handle and clone.name == page.handle]
    learner = folded(page.learner)
    names = [(clone, folded(clone.name)) for clone in found]
    return (
        by_handle
        or [clone for clone, name in names if name == learner]
        or [clone for clone, name in names if name.endswith(f"-{learner}")]
    )


def _commit(clone: Path, content: bytes) -> bool:
    """Commit a page on top of what is checked out; returns whether that changed anything."""
    try:
        from dulwich.index import index_entry_from_stat
        from dulwich.objects import Blob
        from dulwich.repo import Repo
    except ImportError:
        raise about.not_installed("dulwich", "classroom") from None
    opened: Any = Repo(str(clone))
    with opened as repository:
        names, head = repository.refs.follow(b"HEAD")
        if len(names) < 2:
            raise ValueError(_("no branch is checked out"))
        if head is None:
            raise ValueError(_("it has no commit"))
        blob, tree = Blob.from_string(content), repository[repository[head].tree]
        name = FEEDBACK.encode()
        if name in tree and tree[name][1] == blob.id:
            return False
        write_bytes(clone / FEEDBACK, content)
        tree.add(name, _FILE, blob.id)
        made = _made(tree.id, head)
        for thing in (blob, tree, made):
            repository.object_store.add_object(thing)
        index = repository.open_index()
        index[name] = index_entry_from_stat((clone / FEEDBACK).stat(), blob.id)
        index.write()  # first, since it may be locked
        repository.refs.set_if_equals(names[-1], head, made.id)
    return True


def _made(tree: bytes, parent: bytes) -> Any:
    from dulwich.objects import Commit

    made: Any = Commit()
    made.tree, made.parents = tree, [parent]
    made.author = made.committer = AUTHOR
    made.author_time = made.commit_time = int(time.time())
    made.author_timezone = made.commit_timezone = 0
    made.encoding, made.message = b"UTF-8", b"Feedback\n"
    return made
