"""What a gzip file holds is read as gzip reads it, and a flood of empty members is refused."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.grading.intake import gzip_members
from autograder.grading.intake.gzip_members import MAX_PIECES, Members


def read(raw: bytes, size: int = 1000) -> bytes:
    source = Members(io.BytesIO(raw))
    return b"".join(iter(lambda: source.read(size), b""))


@quickly
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5), st.integers(1, 400))
def test_members_follow_one_another_as_gzip_reads_them(contents, size):
    raw = b"".join(map(gzip.compress, contents)) + b"\0" * 7
    assert read(raw, size) == gzip.decompress(raw) == b"".join(contents)


def test_a_member_across_chunks_is_whole(monkeypatch):
    monkeypatch.setattr(gzip_members, "CHUNK", 3)
    assert read(gzip.compress(b"one" * 5000) + gzip.compress(b"two"), 7) == b"one" * 5000 + b"two"
    assert read(b"") == b""


def test_more_pieces_than_anything_writes_are_refused():
    with pytest.raises(gzip.BadGzipFile, match="more than 10,000 compressed pieces"):
        read(gzip.compress(b"") * (MAX_PIECES + 1))
    assert read(gzip.compress(b"") * MAX_PIECES + b"\0") == b""


def test_an_end_in_the_middle_is_told():
    with pytest.raises(EOFError, match="ends in the middle"):
        read(gzip.compress(b"x" * 100)[:-9])
