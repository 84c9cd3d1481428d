"""Decompress gzip within bounds: gzip's own reader goes through members without an end.

Members may follow one another. Each takes Python some time, an empty one as much as any, and
twenty bytes are enough for one.
"""

from __future__ import annotations

import zlib
from typing import IO

MAX_MEMBERS = 100_000
"""Members of one file: tools that write many put some 64 KiB into each."""
PIECE = 1 << 16
GZIP = zlib.MAX_WBITS | 16


class DamagedGzip(Exception):
    """What is read is no gzip file, or one of more members than are read."""


class GzipStream:
    """A gzip file's content, from where `file` stands; raises DamagedGzip or zlib.error."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.waiting = b""
        self.members = 0
        self.member = zlib.decompressobj(GZIP)
        self.begun = False

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes; nothing at the end alone."""
        content = b""
        while not content:
            if self.member.eof:
                self._next_member()
            if not self.waiting:
                self.waiting = self.file.read(PIECE)
            if not self.waiting:
                if self.begun:
                    raise DamagedGzip("it ends within a file")
                return b""
            content = self._decompressed(size)
        return content

    def _decompressed(self, size: int) -> bytes:
        if not self.begun and self.members:  # zeros may follow the last member
            self.waiting = self.waiting.lstrip(b"\0")
            if not self.waiting:
                return b""
        self.begun = True
        content = self.member.decompress(self.waiting, size)
        ended = self.member.eof
        self.waiting = self.member.unused_data if ended else self.member.unconsumed_tail
        return content

    def _next_member(self) -> None:
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise DamagedGzip("pieces without an end")
        self.member = zlib.decompressobj(GZIP)
        self.begun = False
