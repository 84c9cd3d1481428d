"""Headers of tar archives, within bounds: tarfile takes what they promise on trust.

A few hundred bytes can promise names, lists and numbers that take hours or all memory to read.
"""

from __future__ import annotations

import re
import tarfile
from typing import Any

MAX_HEADER, MAX_HEADERS = 1 << 16, 64 << 20
"""Bytes of one long name or list of properties, and of all in an archive."""
LONG_NUMBER = re.compile(rb"\d{100}")
"""Some versions of Python search such a number again from each of its digits."""


class _Given:
    """A stream that begins with what was read ahead of it."""

    def __init__(self, content: bytes, stream: Any) -> None:
        self.content, self.stream = content, stream

    def read(self, size: int) -> bytes:
        """Read as the stream would."""
        content, self.content = self.content, b""
        return content or bytes(self.stream.read(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class Header(tarfile.TarInfo):
    """A member's header; raises tarfile.ReadError for one that is out of bounds."""

    is_sparse = False
    """Whether its map of holes was not read, so that its content cannot be either."""

    def _proc_gnulong(self, archive: Any) -> Any:
        self._count(archive)
        return super()._proc_gnulong(archive)  # type: ignore[misc]

    def _proc_builtin(self, archive: Any) -> Any:
        archive.pax_headers.clear()  # what is said of all members would be copied to each of them
        return super()._proc_builtin(archive)  # type: ignore[misc]

    def _apply_pax_info(self, properties: Any, *encoding: str) -> None:
        super()._apply_pax_info(properties, *encoding)  # type: ignore[misc]
        self.pax_headers = {}  # what is known of a member is set; the list is long and stays

    def _proc_pax(self, archive: Any) -> Any:
        archive.pax_headers.clear()
        self._count(archive)
        stream = archive.fileobj
        content = stream.read(self._block(self.size))  # type: ignore[attr-defined]
        if LONG_NUMBER.search(content):
            raise tarfile.ReadError("a header with a number without an end")
        archive.fileobj = _Given(content, stream)
        try:
            return super()._proc_pax(archive)  # type: ignore[misc]
        finally:
            archive.fileobj = stream

    def _count(self, archive: Any) -> None:
        counted = getattr(archive, "header_bytes", 0) + self.size
        archive.header_bytes = counted
        if not 0 <= self.size <= MAX_HEADER or counted > MAX_HEADERS:
            raise tarfile.ReadError("headers without an end")

    def _proc_sparse(self, archive: Any) -> Any:
        raise tarfile.ReadError(f"{self.name} is a sparse file")

    def _mark_sparse(self, member: Header, *_given: Any) -> None:
        member.is_sparse = True

    _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10 = _mark_sparse
