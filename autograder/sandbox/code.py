"""A submission's files, as they are handed to a worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .inside.layout import Layout
from .inside.sentences import Words


@dataclass(frozen=True)
class SubmissionFiles:
    """A submission's files, by path, and which of them count.

    `notes` says what was taken or left out though its name or content is odd.
    """

    files: dict[str, bytes]
    layout: Layout
    notes: tuple[Words, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of every path and byte."""
        digest = hashlib.blake2b(digest_size=16)
        for path in sorted(self.files):
            for piece in (path.encode("utf-8", "surrogatepass"), self.files[path]):
                digest.update(len(piece).to_bytes(8, "big") + piece)
        return digest.hexdigest()
