"""A submission's files, as they are handed to a worker."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .inside import sentences
from .inside.layout import Layout
from .inside.sentences import Words
from .libraries import slow_libraries
from .limits import MEBIBYTE


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

    @functools.cached_property
    def libraries(self) -> tuple[str, ...]:
        """The libraries to import before the submission is loaded."""
        return slow_libraries(self.files.values())

    @property
    def mebibytes(self) -> float:
        """The MiB that the files take."""
        return sum(map(len, self.files.values())) / MEBIBYTE

    def handed_over(self, ended: Mapping[str, Words]) -> dict[str, Any]:
        """Return what a worker is sent, as plain values; `ended` are statements to be left out."""
        layout = self.layout
        functions = {name: list(names) for name, names in layout.functions.items()}
        missing = {part: sentences.as_plain(why) for part, why in layout.missing.items()}
        return {
            "files": self.files,
            "layout": [layout.parts, list(layout.notebooks), layout.single, missing, functions],
            "ended": {key: sentences.as_plain(why) for key, why in ended.items()},
        }
