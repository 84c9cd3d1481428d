"""What a tar archive promises is not waited for: a small file cannot hold up a run."""

from __future__ import annotations

import contextlib
import gzip
import io
import tarfile
import tracemalloc

import pytest

from autograder.grading.intake.archives import Member, Rejected, of_archive
from autograder.grading.intake.bounds import Bounds, usable_files
from autograder.grading.intake.tar_headers import MAX_HEADER


def header(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> bytes:
    member = tarfile.TarInfo(name)
    member.type, member.size = kind, size
    return member.tobuf(tarfile.GNU_FORMAT)


def properties(content: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    return header("properties", len(content), kind) + content + bytes(-len(content) % 512)


def record(name: bytes, value: bytes) -> bytes:
    rest = b" " + name + b"=" + value + b"\n"
    size = next(n for n in range(len(rest), 2 * len(rest)) if len(str(n)) + len(rest) == n)
    return str(size).encode() + rest


def listed(*pieces: bytes) -> list[Member]:
    return of_archive(io.BytesIO(gzip.compress(b"".join(pieces) + bytes(1024))), "a.tar.gz")


def test_a_name_in_a_header_of_its_own_is_read():
    name = "long/" * 40 + "train.py"
    (member,) = listed(properties(record(b"path", name.encode())), header("train.py"))
    assert member.path == name


SPARSE = record(b"GNU.sparse.major", b"1") + record(b"GNU.sparse.minor", b"0")


@pytest.mark.parametrize(
    ("pieces", "says"),
    [
        ([header("big.bin", 1 << 70), header("x")], "big.bin is of an impossible size"),
        (
            [properties(record(b"size", b"9" * 22)), header("big.bin"), header("x")],
            "big.bin is of an impossible size",
        ),
        ([properties(b"1" * 60_000), header("x")], "a number without an end"),
        ([properties(b"1" * (MAX_HEADER + 1)), header("x")], "headers without an end"),
        ([header("x", MAX_HEADER + 1, tarfile.GNUTYPE_LONGNAME)], "headers without an end"),
        ([header("s.bin", 0, tarfile.GNUTYPE_SPARSE)], "s.bin is a sparse file"),
    ],
    ids=["size", "size, as a property", "digits", "properties", "name", "sparse"],
)
def test_headers_out_of_bounds_are_refused(pieces, says):
    with pytest.raises(Rejected, match=says):
        listed(header("layers.py"), *pieces)


SPARSE_MEMBER = b"9" * 9 + b"\n" * 503
"""A map of holes that never ends."""


@pytest.mark.parametrize("folder", ["", "venv/lib/"])
def test_a_sparse_file_is_refused_where_it_would_be_used(folder):
    pieces = [header("layers.py"), header("venv/pyvenv.cfg"), properties(SPARSE)]
    members = listed(*pieces, header(f"{folder}s.bin", 512), SPARSE_MEMBER)
    if_used = pytest.raises(Rejected, match=r"s\.bin is a sparse file")
    with contextlib.nullcontext() if folder else if_used:
        assert list(usable_files(members, "a.tar.gz", Bounds())) == ["layers.py"]


def test_all_headers_together_are_bounded():
    long_name = b"a" * MAX_HEADER
    one = header("x", MAX_HEADER, tarfile.GNUTYPE_LONGNAME) + long_name + header("x")
    with pytest.raises(Rejected, match="headers without an end"):
        listed(one * 1025)


def test_properties_of_all_members_are_not_copied_to_each():
    many = b"".join(record(f"{n:x}".encode(), b"") for n in range(8000))
    tracemalloc.start()
    given = properties(many, tarfile.XGLTYPE)
    members = listed(given, given, properties(many), *map(header, map(str, range(500))))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [member.path for member in members] == [str(n) for n in range(500)]
    assert most < 16 << 20  # a copy for each takes 200 MB


def test_git_says_of_all_members_from_which_commit_they_are():
    commit = properties(record(b"comment", b"0" * 40), tarfile.XGLTYPE)
    path = properties(record(b"path", b"hw/train.py"))
    members = listed(commit, header("hw/", 0, tarfile.DIRTYPE), path, header("train.py"))
    assert [member.path for member in members] == ["hw", "hw/train.py"]
