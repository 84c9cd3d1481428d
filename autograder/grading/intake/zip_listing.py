"""The list of a zip archive's members, within bounds: zipfile reads and keeps whatever it says.

Some dozens of bytes are enough for a member, and its file may be shared with all others.
"""

from __future__ import annotations

from typing import IO, Any

MAX_LISTING = 64 << 20
"""Bytes of the list; of each member there are 46 and its name."""
LARGE, MARK = 1 << 20, b"PK\x01\x02"


class TooMany(Exception):
    """An archive lists more members than are read."""


class Listing:
    """An archive's file, of which zipfile reads the list at once; raises TooMany past `most`."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.file, self.most = file, most

    def read(self, size: int = -1) -> bytes:
        """Read as the file would."""
        if size > MAX_LISTING:
            raise TooMany
        piece = self.file.read(size)
        if len(piece) > LARGE and piece.count(MARK) > self.most:
            raise TooMany
        return piece

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)
