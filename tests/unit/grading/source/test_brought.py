"""What a file that a submission brings may hide, seen without loading it."""

from __future__ import annotations

import io
import os
import pickle
import zipfile

import pytest
import torch

from autograder.grading.source import brought
from autograder.grading.source.brought import COMPILED, PACKED, reason_of_file
from autograder.grading.source.suspects import HIDDEN, UNREAD


class Evil:
    def __reduce__(self):
        return os.system, ("true",)


def pickled(value: object, protocol: int = 4) -> bytes:
    return pickle.dumps(value, protocol)


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def checkpoint(value: object, is_zipped: bool = True) -> bytes:
    file = io.BytesIO()
    torch.save(value, file, _use_new_zipfile_serialization=is_zipped)
    return file.getvalue()


@pytest.mark.parametrize(
    ("path", "raw", "reason"),
    [
        ("a.so", b"", COMPILED),
        ("a.txt", b"words", ""),
        ("a.npz", zipped(x_npy=b"1"), ""),
        ("a.bin", zipped(a_py=b"x = 1"), PACKED),
        ("a.bin", zipped(a_so=b""), PACKED),
        ("a.pt", checkpoint({"w": torch.ones(2)}), ""),
        ("a.pt", checkpoint([Evil()]), HIDDEN),
        ("a.pt", checkpoint({"w": torch.ones(2)}, is_zipped=False), ""),
        ("a.pt", checkpoint([Evil()], is_zipped=False), HIDDEN),
        ("a.pkl", pickled(Evil()), HIDDEN),
        ("a.txt", pickled(Evil(), 0), HIDDEN),
        ("a.pkl", b"".join([pickled("words"), pickled(7), pickled(Evil())]), HIDDEN),
        ("a.txt", b"class,count\n1,2\n", ""),
        ("a.pkl", pickled(["words", "of", Evil()]), HIDDEN),
        ("a.pkl", pickled(Evil(), 2), HIDDEN),
        ("a.pkl", pickled({"words": [1, 2]}), ""),
        ("a.pkl", pickled(Evil())[:20], ""),
    ],
)
def test_a_file_is_told_by_what_it_holds(path, raw, reason):
    assert reason_of_file(path, raw) == reason


def test_what_was_named_before_is_remembered():
    module, name = b"\x8c\x08builtins\x94", b"\x8c\x04eval"
    assert reason_of_file("a", b"\x80\x04" + module + name + b"\x93.") == HIDDEN
    other = b"\x8c\x01x\x8c\x01y"
    assert reason_of_file("a", b"\x80\x04" + module + other + b"h\x00" + name + b"\x93.") == HIDDEN


def test_of_an_archive_few_pickles_are_read_and_none_that_is_huge(monkeypatch):
    evil, words = pickled(Evil()), pickled("words")
    assert reason_of_file("a", zipped(a_txt=evil)) == ""
    assert reason_of_file("a", zipped(a_pkl=words, b_pkl=evil)) == HIDDEN
    assert reason_of_file("a", zipped(**{f"{n}_pkl": words for n in range(4)})) == ""
    assert reason_of_file("a", zipped(**{f"{n}_pkl": words for n in range(5)})) == UNREAD
    monkeypatch.setattr(brought, "MAX_PICKLE", len(evil))
    assert reason_of_file("a", zipped(a_pkl=evil)) == HIDDEN
    monkeypatch.setattr(brought, "MAX_PICKLE", len(evil) - 1)
    assert reason_of_file("a", zipped(a_pkl=evil)) == UNREAD


def test_an_archive_of_too_many_files_is_not_listed(monkeypatch):
    raw = zipped(**{f"{n}_{'x' * 100}": b"" for n in range(9000)})
    assert reason_of_file("a.bin", raw) == ""
    monkeypatch.setattr(brought, "MAX_MEMBERS", 8999)
    assert reason_of_file("a.bin", raw) == UNREAD


def test_a_pickle_is_followed_for_so_many_steps(monkeypatch):
    late = pickled([*range(50), Evil()])
    assert reason_of_file("a", late) == HIDDEN
    monkeypatch.setattr(brought, "MAX_STEPS", 20)
    assert reason_of_file("a", late) == UNREAD
