"""The folders that a submission may write to: measured while it runs, emptied after it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DEEPEST = 64
"""Folders within folders that are looked into; below, no path would lead to what is there."""
EVERYTHING = 1 << 62
MAX_COUNTED = 1 << 17


@dataclass(frozen=True)
class Held:
    """What lies in some folders."""

    bytes: int
    files: int


def measured(folders: Iterable[Path], walked: bool) -> Held:
    """Measure folders: their files one by one, or as what their file systems hold.

    A file system of their own (not `walked`) has a bound of its own for bytes, not for files.
    """
    if walked:
        return _walked(folders)
    found = [os.statvfs(folder) for folder in folders]
    return Held(0, sum(each.f_files - each.f_ffree for each in found))


def without_a_name(processes: Iterable[int]) -> int:
    """Add up the bytes of files that some processes hold open and that lie in no folder."""
    sizes: dict[tuple[int, int], int] = {}
    for process in processes:
        with contextlib.suppress(OSError), os.scandir(f"/proc/{process}/fd") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    found = entry.stat()
                    if stat.S_ISREG(found.st_mode) and not found.st_nlink:
                        sizes[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(sizes.values())


def _walked(folders: Iterable[Path]) -> Held:
    """Add up files; what lies too deep to be measured counts as everything."""
    size = files = 0
    waiting = [(str(folder), 0) for folder in folders]
    while waiting and files < MAX_COUNTED:
        folder, depth = waiting.pop()
        if depth > DEEPEST:
            return Held(EVERYTHING, files)
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                files += 1
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, depth + 1))
                    else:
                        size += entry.stat(follow_symlinks=False).st_size
    return Held(size, files)


def empty(folder: Path, bound: list[str]) -> None:
    """Remove what lies in a folder, however deep, and whatever its permissions are.

    What leads to a `bound` folder stays: the Python environment may lie below /tmp.

    What lies in an inner folder is lifted up before that is removed: no path gets long, no
    call nests, and no link is followed.
    """
    number, more = 0, True
    while more:
        more = False
        for entry in _of_submissions(folder, bound):
            with contextlib.suppress(OSError):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)  # noqa: PTH108
                    continue
                os.chmod(entry.path, 0o700)  # noqa: PTH101
                for inner in list(os.scandir(entry.path)):
                    if inner.is_dir(follow_symlinks=False):
                        os.chmod(inner.path, 0o700)  # noqa: PTH101
                        number += 1
                        os.rename(inner.path, folder / f".lifted-{number}")  # noqa: PTH104
                    else:
                        os.unlink(inner.path)  # noqa: PTH108
                os.rmdir(entry.path)  # noqa: PTH106
                more = True


def is_empty(folder: Path, bound: list[str]) -> bool:
    """Tell whether nothing lies in a folder but what leads to a `bound` one."""
    return not _of_submissions(folder, bound)


def _of_submissions(folder: Path, bound: list[str]) -> list[os.DirEntry[str]]:
    """List what lies in a folder and does not lead to a `bound` one."""
    leading = [f"{path}/" for path in bound]
    with os.scandir(folder) as entries:
        return [e for e in entries if not any(path.startswith(f"{e.path}/") for path in leading)]


def modes_of(paths: list[str]) -> dict[str, int]:
    """Return the permissions of folders that belong to this user."""
    modes = {}
    for path in paths:
        with contextlib.suppress(OSError):
            found = Path(path).lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
                modes[path] = stat.S_IMODE(found.st_mode)
    return modes
