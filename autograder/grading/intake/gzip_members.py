"""A gzip file's members, one after the other: empty ones cost time, and nothing bounds how many.

A program writes one; those that write in parallel write one for each piece of some dozens of KiB.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO

MAX_PIECES = 10_000
CHUNK = 64 << 10
WITH_HEADER = 31
"""What zlib calls a stream with gzip's own header and check."""


class Members(io.RawIOBase):
    """The contents of all members of a gzip file; raises BadGzipFile past MAX_PIECES."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.rest, self.count = file, b"", 0
        self.member = zlib.decompressobj(WITH_HEADER)
        self.ended = True

    def read(self, size: int = -1) -> bytes:
        """Return some bytes, at most `size`; none at the end."""
        most = size if size > 0 else CHUNK
        while size:
            if self.ended and not self._begin():
                return b""
            piece = self.member.decompress(self.rest, most)
            self.ended = self.member.eof
            self.rest = self.member.unused_data if self.ended else self.member.unconsumed_tail
            if piece:
                return piece
            if not self.ended and not self.rest:
                self.rest = self.file.read(CHUNK)
                if not self.rest:
                    raise EOFError("it ends in the middle")
        return b""

    def _begin(self) -> bool:
        """Begin with the next member, past zeros that fill a tape; tell whether there is one."""
        while True:
            if self.count:
                self.rest = self.rest.lstrip(b"\0")
            if self.rest:
                break
            self.rest = self.file.read(CHUNK)
            if not self.rest:
                return False
        self.count += 1
        if self.count > MAX_PIECES:
            raise gzip.BadGzipFile(f"it is made of more than {MAX_PIECES:,} compressed pieces")
        self.member = zlib.decompressobj(WITH_HEADER)
        return True
