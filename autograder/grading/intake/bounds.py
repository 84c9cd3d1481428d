"""How much a submission may hold, and which of its files might be used at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.core.control import escape_control
from autograder.sandbox.inside.layout import environments, is_submission_file, lies_within

from .archives import MEBIBYTE, Member, Rejected

SINGLES = (".py", ".ipynb")
MAX_NAME_BYTES, MAX_PATH_BYTES = 255, 1000
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


BOUNDS = Bounds()


def usable_files(members: Iterable[Member], name: str, bounds: Bounds) -> dict[str, Member]:
    """Return by its path each file that might be used; raises Rejected for what is dangerous.

    What no submission needs, environments and what systems leave behind, is not counted.
    """
    listed = []
    for member in members if isinstance(members, list) else _counted(members, name, bounds):
        check_way(member)
        if member.is_folder and not member.path:
            continue  # `tar czf hw.tar.gz .` lists the folder itself, as "./"
        if is_submission_file(member.path) or not member.path:
            listed.append(member)
    within = environments(member.path for member in listed)
    room, usable = Room(bounds, name), dict[str, Member]()
    for member in listed:
        if lies_within(member.path, within):
            continue
        if member.problem:
            raise Rejected(escape_control(f"{member.name} {member.problem}"))
        room.check_path(member.path)
        if member.is_folder:
            continue
        if member.path in usable and member.path.endswith(SINGLES):
            raise Rejected(escape_control(f"{name} holds {member.path} twice"))
        room.count(member)
        usable[member.path] = member
    return usable


def _counted(members: Iterable[Member], name: str, bounds: Bounds) -> Iterable[Member]:
    """Stop a folder that never ends while it is listed."""
    room = Room(bounds, name)
    for member in members:
        if not member.is_folder and not member.problem:
            room.count(member)
        room.check_path(member.path)
        yield member


def check_way(member: Member) -> None:
    """Refuse a path that leaves the submission, whatever lies there."""
    if member.path.startswith("/") or member.path[1:2] == ":":
        words = f"{member.name} is an absolute path or one of another system"
        raise Rejected(escape_control(words))
    if ".." in member.path.split("/"):
        raise Rejected(escape_control(f"{member.name} climbs out of the submission"))


class Room:
    """Counts what a submission holds and stops it at the bounds."""

    def __init__(self, bounds: Bounds, name: str) -> None:
        self.bounds, self.name = bounds, name
        self.files = self.bytes = 0

    def count(self, member: Member) -> None:
        """Count a file; raises Rejected out of bounds."""
        self.files += 1
        self.bytes += max(0, member.size)
        if self.files > self.bounds.files:
            raise Rejected(escape_control(f"{self.name} holds more than {self.bounds.files} files"))
        if self.bytes > self.bounds.total * MEBIBYTE:
            raise Rejected(
                escape_control(f"{self.name} unpacks to more than {self.bounds.total} MiB")
            )

    def check_path(self, path: str) -> None:
        """Refuse paths that no file system takes."""
        parts = PurePosixPath(path).parts
        if len(parts) > self.bounds.depth:
            raise Rejected(
                escape_control(f"{path[:200]} lies more than {self.bounds.depth} folders deep")
            )
        raw = [part.encode("utf-8", "surrogateescape") for part in _encodable(parts)]
        too_long = (
            any(len(part) > MAX_NAME_BYTES for part in raw) or sum(map(len, raw)) > MAX_PATH_BYTES
        )
        if "\0" in path or not raw or too_long:
            raise Rejected(escape_control(f"{path[:200] or '.'} is no name for a file"))


def _encodable(parts: tuple[str, ...]) -> list[str]:
    """Replace what cannot be written as UTF-8 at all."""
    return [part.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for part in parts]
