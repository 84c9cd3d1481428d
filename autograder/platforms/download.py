"""A platform's download: a zip or a folder, listed by its paths and read file by file."""

from __future__ import annotations

import contextlib
import functools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import reason_of, regular_only
from autograder.grading.intake.archives import raw_name
from autograder.grading.names import decoded
from autograder.sandbox.inside.layout import is_left_behind

MAX_FILE = 256 << 20
"""Bytes of one file of a download: as much as a submission may hold."""


@dataclass(frozen=True)
class Download:
    """The paths of a download's files, without those that lead out of it (`refused`).

    `notes` is what reading it found to tell the instructor, `reasons` why a path is not used,
    `members` are what a zip has for each path.
    """

    name: str
    paths: tuple[str, ...]
    folder: Path | None
    archive: zipfile.ZipFile | None
    refused: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    @functools.cached_property
    def paths_set(self) -> frozenset[str]:
        """The paths, to look one up among many."""
        return frozenset(self.paths)

    def read(self, path: str) -> bytes:
        """Read one file; raises CommandError when it is too large or damaged."""
        if self.folder is not None:
            with open(self.folder / path, "rb", opener=regular_only) as file:
                content = file.read(MAX_FILE + 1)
        else:
            assert self.archive is not None
            try:
                with self.archive.open(self.members.get(path, path)) as packed:
                    content = packed.read(MAX_FILE + 1)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                words = _("{download}: {path} is damaged: {error}").format(
                    download=self.name, path=escape_control(path), error=error
                )
                raise CommandError(words) from None
        if len(content) > MAX_FILE:
            words = _("{download}: {path} is larger than 256 MiB")
            raise CommandError(words.format(download=self.name, path=escape_control(path)))
        return content


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Download]:
    """List a download; raises CommandError when it is neither a folder nor a zip."""
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
        paths = (p.relative_to(path).as_posix() for p in files)
        inside = tuple(filter(_is_handed_out, paths))
        yield Download(path.resolve().name, inside, path, None)
        return
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(open(path, "rb", opener=regular_only))
            archive = stack.enter_context(zipfile.ZipFile(file))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            words = _("{path} is neither a folder nor a readable zip: {error}")
            raise CommandError(words.format(path=path, error=reason_of(error))) from None
        members = _members(archive)
        names = sorted(filter(_is_handed_out, members))
        inside = tuple(filter(_stays_inside, names))
        refused = tuple(name for name in names if name not in set(inside))
        yield Download(path.name, inside, None, archive, refused, members=members)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return a zip's files by their paths, however a system that packed it anew wrote them."""
    infos = [info for info in archive.infolist() if not info.filename.endswith(("/", "\\"))]
    names = decoded([(raw_name(info), bool(info.flag_bits & 0x800)) for info in infos])
    return {name.replace("\\", "/"): info for name, info in zip(names, infos)}


def _is_handed_out(path: str) -> bool:
    """Tell whether a platform handed a file out: what a system left behind is nobody's."""
    return not any(map(is_left_behind, PurePosixPath(path).parts))


def _stays_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts
