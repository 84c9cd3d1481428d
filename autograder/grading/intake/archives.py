"""What folders and archives hold: members with plain paths, read only when they are wanted.

Nothing is unpacked onto the disk. Names are decoded and their separators made `/` before
anybody judges them.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from autograder.core.control import escape_control
from autograder.sandbox.inside.layout import (
    ENVIRONMENTS,
    environments,
    is_submission_file,
    lies_within,
)

from ..names import decoded
from .gzip_members import Members
from .tar_headers import Header
from .zip_listing import Listing, TooMany

MEBIBYTE = 1 << 20
MAX_MEMBERS, MAX_STREAM = 100_000, 4096 * MEBIBYTE
"""Members of an archive that are listed, and bytes that are decompressed to list them: environments
and the like are left out before anything is counted, but not without an end."""

ZIP_MARK, GZIP_MARK = b"PK\x03\x04", b"\x1f\x8b"
TAR_MARK, TAR_MARK_AT = b"ustar", 257
OTHERS = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\xfd7zXZ": "packed with xz",
    b"BZh": "packed with bzip2",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
    b"%PDF": "a PDF file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
"""What other files begin with that are given an archive's ending; letters large or small."""


class Rejected(Exception):
    """The submission cannot be read safely; the message names the culprit."""


@dataclass(frozen=True)
class Member:
    """One file or folder: its path with '/', its bytes when they are asked for.

    `problem` says why it cannot be a part of a submission; `name` is the path as it was found.
    """

    path: str
    size: int
    read: Callable[[], bytes]
    is_folder: bool = False
    problem: str = ""
    name: str = ""


def plain_path(name: str) -> str:
    """Write a path with '/' between names, without empty names and `.`; the root stays."""
    name = name.replace("\\", "/")
    pieces = [piece for piece in name.split("/") if piece not in ("", ".")]
    return ("/" if name.startswith("/") else "") + "/".join(pieces)


def of_folder(folder: Path) -> Iterator[Member]:
    """List a folder's files and folders; environments and the like are not entered."""
    waiting = [folder]
    while waiting:
        inside = sorted(waiting.pop().iterdir(), reverse=True)
        for path in inside:
            inner = path.relative_to(folder).as_posix()
            mode = path.lstat().st_mode
            if not is_submission_file(inner):
                continue
            if stat.S_ISDIR(mode):
                if any((path / name).exists() for name in ENVIRONMENTS):
                    continue
                waiting.append(path)
                yield Member(inner, 0, bytes, is_folder=True, name=inner)
            elif stat.S_ISREG(mode):
                yield Member(inner, path.stat().st_size, path.read_bytes, name=inner)
            else:
                yield Member(inner, 0, bytes, problem=_odd(stat.S_ISLNK(mode)), name=inner)


def _odd(is_link: bool) -> str:
    return "is a link" if is_link else "is neither a file nor a folder"


def of_archive(file: IO[bytes], name: str) -> list[Member]:
    """List a .zip's or .tar.gz's members, whatever it is called; raises Rejected where damaged."""
    start = _start(file)
    is_tar = start.startswith(GZIP_MARK) or start[TAR_MARK_AT:] == TAR_MARK
    begun = start.lstrip().lower()
    other = next((kind for mark, kind in OTHERS.items() if begun.startswith(mark.lower())), "")
    if other and not is_tar:  # its first file may be called BZh.py
        words = f"{name} is {other}, whatever its name says: make a .zip or a .tar.gz of the files"
        raise Rejected(escape_control(words))
    is_zip = start.startswith(ZIP_MARK) or (name.lower().endswith(".zip") and not is_tar)
    return _of_zip(file, name) if is_zip else _of_tar(file, name)


def _of_zip(file: IO[bytes], name: str) -> list[Member]:
    try:
        archive = zipfile.ZipFile(Listing(file, MAX_MEMBERS))  # type: ignore[arg-type]
        infos = archive.infolist()
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError, NotImplementedError) as error:
        raise Rejected(escape_control(f"{name} is damaged or no zip archive: {error}")) from None
    except TooMany:
        raise _too_many(name) from None
    except OSError:
        raise
    except Exception as error:  # whatever a stranger's bytes can raise
        raise _unpackable(name, error) from None
    names = decoded([(raw_name(info), bool(info.flag_bits & 0x800)) for info in infos])
    return [_zip_member(archive, info, inner, name) for info, inner in zip(infos, names)]


def raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return a member's name as its bytes: Python has taken those without a mark for cp437."""
    extra = _unicode_name(info.extra)
    if extra is not None:
        return extra
    name = info.orig_filename.partition("\0")[0]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    try:
        return name.encode(encoding)
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def _unicode_name(extra: bytes) -> bytes | None:
    """Return the UTF-8 name that Info-ZIP writes into a field of its own (0x7075), if any."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x7075 and size > 5:
            return extra[9 : 4 + size]
        extra = extra[4 + size :]
    return None


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, archive_name: str
) -> Member:
    kind = stat.S_IFMT(info.external_attr >> 16)
    problem = ""
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        problem = _odd(kind == stat.S_IFLNK)

    def read() -> bytes:
        if info.flag_bits & 1:
            raise Rejected(escape_control(f"{name} is encrypted"))
        try:
            with archive.open(info) as file:
                return _all_of(file, info.file_size, name)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error) as error:
            words = f"{archive_name} is damaged or no zip archive: {error}"
            raise Rejected(escape_control(words)) from None
        except Rejected:
            raise
        except Exception as error:  # whatever a stranger's bytes can raise
            raise _unpackable(archive_name, error) from None

    is_folder = name.endswith(("/", "\\")) or kind == stat.S_IFDIR
    return Member(plain_path(name), info.file_size, read, is_folder, problem, name)


def _unpackable(name: str, error: Exception) -> Rejected:
    words = str(error) or type(error).__name__
    if isinstance(error, NotImplementedError):  # Deflate64 and other methods of large programs
        words += ". Make an ordinary .zip of the files"
    return Rejected(escape_control(f"{name} cannot be unpacked: {words}"))


def _too_many(name: str) -> Rejected:
    return Rejected(escape_control(f"{name} holds more than {MAX_MEMBERS} files"))


def _all_of(file: IO[bytes], size: int, name: str) -> bytes:
    """Read a member, and not a byte more than it claimed."""
    content = file.read(size + 1)
    if len(content) != size:
        raise Rejected(escape_control(f"{name} is not as large as the archive says"))
    return content


class _Metered(io.RawIOBase):
    """A decompressed stream that stops at a bound: a bomb is not inflated to its end."""

    def __init__(self, stream: IO[bytes] | Members, name: str) -> None:
        self.stream, self.left, self.name = stream, MAX_STREAM, name

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes; raises Rejected past the bound."""
        piece = self.stream.read(min(size, MEBIBYTE) if size >= 0 else MEBIBYTE)
        self.left -= len(piece)
        if self.left < 0:
            raise Rejected(escape_control(f"{self.name} unpacks to more than its bound"))
        return piece


def _of_tar(file: IO[bytes], name: str) -> list[Member]:
    """List a tar archive's members; the contents are read in a second pass, all at once."""
    contents: dict[int, bytes] = {}

    def read_all() -> None:
        for number, (info, archive) in enumerate(_stream(file, name)):
            if info.isreg() and number in wanted:
                inner = archive.extractfile(info)
                assert inner is not None
                contents[number] = _all_of(inner, info.size, info.name)

    def reader(number: int) -> Callable[[], bytes]:
        def read() -> bytes:
            if not contents:
                read_all()
            return contents[number]

        return read

    members: list[Member] = []
    wanted: set[int] = set()
    raw: list[bytes] = []
    for number, (info, _) in enumerate(_stream(file, name)):
        if number >= MAX_MEMBERS:
            raise _too_many(name)
        is_link = info.islnk() or info.issym()
        problem = "" if info.isreg() or info.isdir() else _odd(is_link)
        problem = "is a sparse file" if info.is_sparse else problem
        raw.append(info.name.encode("utf-8", "surrogateescape"))
        size = info.size if info.isreg() else 0
        members.append(Member("", size, reader(number), info.isdir(), problem))
    names = decoded([(one, False) for one in raw])
    listed = [
        Member(plain_path(n), m.size, m.read, m.is_folder, m.problem, n.removeprefix("./"))
        for m, n in zip(members, names)
    ]
    within = environments(member.path for member in listed)
    for number, member in enumerate(listed):  # the others are never asked for
        if is_submission_file(member.path) and not lies_within(member.path, within):
            wanted.add(number)
    return listed


def _unpacked(file: IO[bytes]) -> IO[bytes] | Members:
    """Decompress a tar archive; one that was named .tar.gz and never compressed stays as it is."""
    return file if _start(file)[TAR_MARK_AT:] == TAR_MARK else Members(file)


def _start(file: IO[bytes]) -> bytes:
    file.seek(0)
    start = file.read(TAR_MARK_AT + len(TAR_MARK))
    file.seek(0)
    return start


def _stream(file: IO[bytes], name: str) -> Iterator[tuple[Header, tarfile.TarFile]]:
    """Go through a compressed tar archive from its beginning; raises Rejected where damaged."""
    file.seek(0)
    try:
        metered = _Metered(_unpacked(file), name)
        with tarfile.open(fileobj=metered, mode="r|", tarinfo=Header) as archive:  # type: ignore[call-overload]
            for info in archive:
                assert isinstance(info, Header)
                if not 0 <= info.size <= MAX_STREAM:  # tarfile would go there, step by step
                    raise Rejected(escape_control(f"{info.name} is of an impossible size"))
                yield info, archive
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, struct.error) as error:
        words = f"{name} is damaged or no tar.gz archive: {error}"
        raise Rejected(escape_control(words)) from None
    except (Rejected, OSError):
        raise
    except Exception as error:  # whatever a stranger's bytes can raise
        raise _unpackable(name, error) from None
