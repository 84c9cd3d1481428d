"""Source text as it was written: its encoding, and why it cannot be read where it cannot."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import tokenize
from pathlib import Path

from . import sentences
from .sentences import Words, sentence

LFS = b"version https://git-lfs.github.com/spec/"
MARKS = (
    *((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32")),
    *((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")),
)
OTHERS = (
    *((b"{\\rtf", "RTF"), (b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP")),
    *((b"<!doctype html", "HTML"), (b"<html", "HTML")),
)
"""What other kinds of files begin with, in small letters, as text or not."""
MAX_SOURCE = 32 << 20
"""Bytes of a file or notebook; what is handed in may not be larger either."""
GUESSES = {"gb18030": "GBK", "cp950": "Big5", "cp932": "Shift-JIS", "cp1252": "Latin-1"}


class UnreadableSource(SyntaxError):
    """The bytes are no text that Python reads; `words` say what they are."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


def raw_of(file: Path) -> bytes:
    """Return the bytes of a file of code; raises UnreadableSource for a pipe or a device.

    These would keep whoever reads them waiting, or never end; so would a file that is huge.
    """
    try:
        opened = open(file, "rb", opener=_without_waiting)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise UnreadableSource(sentence(sentences.NO_PLAIN_FILE)) from None
        raise
    with opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise UnreadableSource(sentence(sentences.NO_PLAIN_FILE))
        raw = opened.read(MAX_SOURCE + 1)
    if len(raw) > MAX_SOURCE:
        raise UnreadableSource(sentence(sentences.LARGE_FILE, limit=MAX_SOURCE >> 20))
    return raw


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def problem_of(raw: bytes) -> Words | None:
    """Name what bytes are that should be text, None where nothing is odd about them."""
    if raw.startswith(LFS):
        return sentence(sentences.POINTER)
    for mark, name in MARKS:
        if raw.startswith(mark):
            return sentence(sentences.ENCODED, encoding=name)
    kind = next((kind for mark, kind in OTHERS if raw[:20].lower().startswith(mark.lower())), "")
    if kind:
        return sentence(sentences.OTHER_KIND, kind=kind)
    start = raw[:4096]
    if len(start) > 3 and min(start[::2].count(0), start[1::2].count(0)) == 0:
        if start.count(0) > len(start) // 4:
            return sentence(sentences.ENCODED, encoding="UTF-16")
    return None


def text_of(raw: bytes) -> str:
    """Decode Python source as Python does; raises UnreadableSource."""
    problem = problem_of(raw)
    if problem:
        raise UnreadableSource(problem)
    if b"\0" in raw:
        raise UnreadableSource(sentence(sentences.NULL_BYTES))
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        text = raw.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        for codec, name in GUESSES.items():
            try:
                raw.decode(codec)
            except UnicodeDecodeError:
                continue
            raise UnreadableSource(sentence(sentences.ENCODED, encoding=name)) from None
        raise UnreadableSource(sentence(sentences.NOT_UTF8)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def python_version() -> str:
    """Return the version of the Python that runs the code, as people call it."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"
