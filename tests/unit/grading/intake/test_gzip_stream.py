"""Gzip files of one or many members are read as gzip reads them, and never without an end."""

from __future__ import annotations

import gzip
import io
import os
import zlib

import pytest

from autograder.grading.intake import gzip_stream
from autograder.grading.intake.archives import Rejected, of_archive
from autograder.grading.intake.gzip_stream import MAX_MEMBERS, DamagedGzip, GzipStream

CONTENT = os.urandom(200_000) + bytes(100_000)
EMPTY = gzip.compress(b"")


def read(packed: bytes) -> bytes:
    stream = GzipStream(io.BytesIO(packed))
    return b"".join(iter(lambda: stream.read(5000), b""))


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(CONTENT),
        gzip.compress(CONTENT) + bytes(600),
        gzip.compress(CONTENT[:70_000]) + gzip.compress(CONTENT[70_000:]),
        EMPTY * 50 + gzip.compress(CONTENT) + EMPTY + bytes(100_000),
        EMPTY,
    ],
)
def test_what_gzip_reads_is_read(packed):
    assert read(packed) == gzip.decompress(packed)


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(CONTENT)[:-9],
        gzip.compress(CONTENT)[:5],
        gzip.compress(CONTENT) + b"junk",
        gzip.compress(CONTENT)[:-8] + b"12345678",
        b"\x1f\x8b" + b"x" * 50,
    ],
)
def test_what_is_damaged_is_told(packed):
    with pytest.raises((DamagedGzip, zlib.error)):
        read(packed)


def test_nobody_waits_for_members_without_an_end():
    with pytest.raises(Rejected, match="pieces without an end"):
        of_archive(io.BytesIO(EMPTY * (MAX_MEMBERS + 1)), "a.tar.gz")


def test_as_many_members_as_large_archives_have_are_read(monkeypatch):
    monkeypatch.setattr(gzip_stream, "MAX_MEMBERS", 8)
    assert read(EMPTY * 8) == b""
    with pytest.raises(DamagedGzip):
        read(EMPTY * 9)
