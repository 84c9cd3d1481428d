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
from autograder.grading.source.suspects import HIDDEN


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


def checkpoint(value: object) -> bytes:
    file = io.BytesIO()
    torch.save(value, file)
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
        ("a.pkl", pickled(Evil()), HIDDEN),
        ("a.pkl", pickled(["words", "of", Evil()]), HIDDEN),
        ("a.pkl", pickled(Evil(), 2), HIDDEN),
        ("a.pkl", pickled({"words": [1, 2]}), ""),
        ("a.pkl", pickled(Evil())[:20], ""),
    ],
)
def test_a_file_is_told_by_what_it_holds(path, raw, reason):
    assert reason_of_file(path, raw) == reason


def test_only_the_first_pickle_of_an_archive_is_one_and_none_that_is_huge(monkeypatch):
    evil = pickled(Evil())
    assert reason_of_file("a", zipped(a_pkl=evil)) == HIDDEN
    assert reason_of_file("a", zipped(a_txt=evil)) == ""
    monkeypatch.setattr(brought, "MAX_PICKLE", len(evil))
    assert reason_of_file("a", zipped(a_pkl=evil)) == HIDDEN
    monkeypatch.setattr(brought, "MAX_PICKLE", len(evil) - 1)
    assert reason_of_file("a", zipped(a_pkl=evil)) == ""


def test_a_pickle_is_followed_for_so_many_steps(monkeypatch):
    late = pickled([*range(50), Evil()])
    assert reason_of_file("a", late) == HIDDEN
    monkeypatch.setattr(brought, "MAX_STEPS", 20)
    assert reason_of_file("a", late) == ""
