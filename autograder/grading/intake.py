"""Take submissions in: folders, archives, single files; bounded, and nothing is followed out.

Nothing is unpacked onto the disk: what counts is read into memory within bounds that are
checked before and while it is read.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.sandbox.code import Code
from autograder.sandbox.inside.layout import Layout, TwoFilesOfOneName, counts, sort_out
from autograder.sandbox.inside.notebook import UnreadableNotebook, code_cells

from .names import visible

ARCHIVES = (".tar.gz", ".tgz", ".zip")
SINGLES = (".py", ".ipynb")
MEBIBYTE = 1 << 20
MOST_NAME, MOST_PATH = 255, 1000
"""Bytes of a file's name and of its path that every file system takes."""


@dataclass(frozen=True)
class Bounds:
    """How much a submission may hold; MiB and counts.

    Python files and notebooks up to `code` each are read, other files up to `other` each are
    carried along and larger ones left out; all files together may unpack to `total`.
    """

    files: int = 2000
    depth: int = 20
    total: int = 256
    code: int = 32
    other: int = 1


class Rejected(Exception):
    """The submission cannot be read safely; the message names the culprit."""


@dataclass(frozen=True)
class Entry:
    """One entry of a folder of submissions: its id and where it lies."""

    id: str
    path: Path
    problem: str | None = None


def entries(folder: Path) -> list[Entry]:
    """List the entries of a folder of submissions, in the order of their ids.

    Names that begin with a dot are left out. Two entries of one id keep their full names and
    carry a problem that names both.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if counts(path.name):
            found.setdefault(id_of(path), []).append(path)
    listed = []
    for identity, paths in found.items():
        if len(paths) == 1:
            listed.append(Entry(identity, paths[0]))
            continue
        names = " and ".join(path.name for path in paths)
        problem = f"Two submissions of one id: {names}. Remove all but one."
        listed += [Entry(path.name, path, problem) for path in paths]
    return sorted(listed, key=lambda entry: entry.id)


def id_of(path: Path) -> str:
    """Give a submission's id: the entry's name without what tells its kind."""
    if path.is_dir() and not path.is_symlink():
        return path.name
    for suffix in (*ARCHIVES, *SINGLES):
        if path.name.lower().endswith(suffix) and len(path.name) > len(suffix):
            return path.name[: -len(suffix)]
    return path.name


def take_in(entry: Entry, bounds: Bounds = Bounds()) -> Code:
    """Read a submission; raises Rejected with a message that names the culprit."""
    if entry.problem:
        raise Rejected(visible(entry.problem))
    try:
        return _small_enough(_code(entry.path, bounds), entry.path.name, bounds)
    except TwoFilesOfOneName as error:
        raise Rejected(visible(str(error))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Rejected(visible(f"{entry.path.name} cannot be read: {reason}")) from None


def _small_enough(code: Code, name: str, bounds: Bounds) -> Code:
    """Give back what fits the sandbox's disk; cells may grow when they are written anew."""
    if sum(map(len, code.files.values())) > bounds.total * MEBIBYTE:
        raise Rejected(visible(f"{name} unpacks to more than {bounds.total} MiB"))
    return code


def _code(path: Path, bounds: Bounds) -> Code:
    name = path.name.lower()
    if path.is_symlink():
        raise Rejected(visible(f"{path.name} is a link, not a submission"))
    if path.is_dir():
        return _sorted_out(dict(_of_folder(path, bounds)))
    if not path.is_file():
        raise Rejected(visible(f"{path.name} is neither a file nor a folder"))
    if name.endswith(ARCHIVES):
        read = _of_zip if name.endswith(".zip") else _of_tar
        files = {}
        for inner, content in read(path, bounds):
            if inner in files:
                raise Rejected(visible(f"{path.name} holds {inner} twice"))
            files[inner] = content
        return _sorted_out(files)
    if name.endswith(SINGLES):
        if path.stat().st_size > bounds.code * MEBIBYTE:
            raise Rejected(visible(f"{path.name} is larger than {bounds.code} MiB"))
        content = path.read_bytes()
        if name.endswith(".py"):
            return Code({"submission.py": content}, Layout(single="submission.py"))
        return _with_lean_notebooks(
            {"notebook.ipynb": content}, Layout(notebooks=("notebook.ipynb",)), path.name
        )
    raise Rejected(visible(f"{path.name} is not a folder, .zip, .tar.gz, .py or .ipynb"))


def _sorted_out(files: dict[str, bytes]) -> Code:
    layout = sort_out(files)
    for path in files:
        if any(str(parent) in files for parent in PurePosixPath(path).parents):
            raise Rejected(visible(f"{path} lies in a folder that is also a file"))
    return _with_lean_notebooks(files, layout)


def _with_lean_notebooks(files: dict[str, bytes], layout: Layout, shown: str = "") -> Code:
    """Keep only the code cells of notebooks: outputs and pictures are not needed."""
    lean = dict(files)
    for path in layout.notebooks:
        try:
            cells = code_cells(files[path])
        except UnreadableNotebook as error:
            raise Rejected(visible(f"{shown or path} is no readable notebook: {error}")) from None
        notebook = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
        lean[path] = json.dumps(notebook).encode()
    return Code(lean, layout)


def _of_folder(folder: Path, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    room = _Room(bounds, folder.name)
    waiting = [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir(), reverse=True):
            inner = path.relative_to(folder).as_posix()
            if not counts(inner):
                continue
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise Rejected(visible(f"{inner} is a link"))
            if stat.S_ISDIR(mode):
                room.check_path(inner)
                waiting.append(path)
            elif not stat.S_ISREG(mode):
                raise Rejected(visible(f"{inner} is neither a file nor a folder"))
            elif room.wants(inner, path.stat().st_size):
                yield inner, path.read_bytes()


class _Room:
    """Counts what a submission holds and stops it at the bounds."""

    def __init__(self, bounds: Bounds, name: str) -> None:
        self.bounds, self.name = bounds, name
        self.files = self.bytes = 0

    def wants(self, path: str, size: int) -> bool:
        """Count a file, and tell whether it is to be read; raises Rejected out of bounds."""
        self.check_path(path)
        self.files += 1
        self.bytes += max(0, size)
        if self.files > self.bounds.files:
            raise Rejected(visible(f"{self.name} holds more than {self.bounds.files} files"))
        if self.bytes > self.bounds.total * MEBIBYTE:
            raise Rejected(visible(f"{self.name} unpacks to more than {self.bounds.total} MiB"))
        if path.endswith(SINGLES):
            if size > self.bounds.code * MEBIBYTE:
                raise Rejected(visible(f"{path} is larger than {self.bounds.code} MiB"))
            return counts(path)
        return counts(path) and size <= self.bounds.other * MEBIBYTE

    def check_path(self, path: str) -> None:
        """Refuse paths that leave the submission or that no file system takes."""
        pure = PurePosixPath(path)
        drive = path[1:2] == ":"
        if pure.is_absolute() or drive or "\\" in path:
            raise Rejected(visible(f"{path} is an absolute path or one of another system"))
        if ".." in pure.parts:
            raise Rejected(visible(f"{path} climbs out of the submission"))
        if len(pure.parts) > self.bounds.depth:
            raise Rejected(visible(f"{path[:200]} lies more than {self.bounds.depth} folders deep"))
        raw = [part.encode("utf-8", "surrogateescape") for part in _encodable(pure.parts)]
        too_long = any(len(part) > MOST_NAME for part in raw) or sum(map(len, raw)) > MOST_PATH
        if "\0" in path or not raw or too_long:
            raise Rejected(visible(f"{path[:200]} is no name for a file"))


def _encodable(parts: tuple[str, ...]) -> list[str]:
    """Replace what cannot be written as UTF-8 at all."""
    return [part.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for part in parts]


def _of_zip(path: Path, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    room = _Room(bounds, path.name)
    seen: set[str] = set()
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            wanted = []
            for member in members:
                name = member.filename.rstrip("/")
                if name in seen:
                    raise Rejected(visible(f"{path.name} holds {name} twice"))
                seen.add(name)
                if _keep_zip_member(member, room):
                    wanted.append(member)
            for member in wanted:
                with archive.open(member) as file:
                    yield member.filename, _all_of(file, member.file_size, member.filename)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error) as error:
        raise Rejected(visible(f"{path.name} is damaged or no zip archive: {error}")) from None
    except (NotImplementedError, RuntimeError, UnicodeError, ValueError) as error:
        raise Rejected(visible(f"{path.name} cannot be unpacked: {error}")) from None


def _keep_zip_member(member: zipfile.ZipInfo, room: _Room) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Rejected(visible(f"{member.filename} is a link"))
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Rejected(visible(f"{member.filename} is neither a file nor a folder"))
    if member.flag_bits & 1:
        raise Rejected(visible(f"{member.filename} is encrypted"))
    if member.is_dir():
        room.check_path(member.filename)
        return False
    return room.wants(member.filename, member.file_size)


def _all_of(file: IO[bytes], size: int, name: str) -> bytes:
    """Read a member, and not a byte more than it claimed."""
    content = file.read(size + 1)
    if len(content) != size:
        raise Rejected(visible(f"{name} is not as large as the archive says"))
    return content


class _Metered(io.RawIOBase):
    """A decompressed stream that stops at a bound: a bomb is not inflated to its end."""

    def __init__(self, stream: gzip.GzipFile, most: int, name: str) -> None:
        self.stream, self.left, self.name = stream, most, name

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes; raises Rejected past the bound."""
        piece = self.stream.read(min(size, MEBIBYTE) if size >= 0 else MEBIBYTE)
        self.left -= len(piece)
        if self.left < 0:
            raise Rejected(visible(f"{self.name} unpacks to more than its bound"))
        return piece


def _of_tar(path: Path, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    room = _Room(bounds, path.name)
    most = (bounds.total + 8) * MEBIBYTE
    try:
        with (
            gzip.open(path) as packed,
            tarfile.open(fileobj=_Metered(packed, most, path.name), mode="r|") as archive,  # type: ignore[call-overload]
        ):
            for member in archive:
                name = member.name.removeprefix("./")
                if member.islnk() or member.issym():
                    raise Rejected(visible(f"{name} is a link"))
                if member.isdir():
                    room.check_path(name)
                    continue
                if not member.isreg():
                    raise Rejected(visible(f"{name} is neither a file nor a folder"))
                if room.wants(name, member.size):
                    file = archive.extractfile(member)
                    assert file is not None
                    yield name, _all_of(file, member.size, name)
    except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile, struct.error) as error:
        raise Rejected(visible(f"{path.name} is damaged or no tar.gz archive: {error}")) from None
    except (UnicodeError, ValueError, RecursionError) as error:
        raise Rejected(visible(f"{path.name} cannot be unpacked: {error}")) from None
