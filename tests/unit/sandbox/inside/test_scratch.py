"""What a submission writes is measured, however it is laid out, and is gone afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.sandbox.inside import scratch
from autograder.sandbox.inside.scratch import (
    DEEPEST,
    EVERYTHING,
    Held,
    empty,
    is_empty,
    measured,
    without_a_name,
)


def nested(folder: Path, depth: int) -> None:
    """Make folders in folders; no path leads to the last ones, and nobody may enter them."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(depth):
            Path("folder").mkdir()
            os.chdir("folder")
        Path("file").write_bytes(bytes(100))
        Path().chmod(0)
    finally:
        os.chdir(here)


def test_files_are_added_up(tmp_path):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "file").write_bytes(bytes(100))
    (tmp_path / "link").symlink_to("/")
    held = measured([tmp_path, tmp_path / "folder"], walked=True)
    assert held == Held(2 * 100 + len("/"), 6)


@pytest.mark.skipif(os.getuid() != 0, reason="others may not look into a closed folder")
def test_files_in_closed_folders_are_added_up(tmp_path):
    nested(tmp_path, 3)
    assert measured([tmp_path], walked=True) == Held(100, 4)


def test_what_lies_too_deep_is_too_much(tmp_path):
    nested(tmp_path, DEEPEST + 2)
    assert measured([tmp_path], walked=True).bytes == EVERYTHING
    empty(tmp_path, [])


def test_counting_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "MAX_COUNTED", 5)
    for name in "abc":
        (tmp_path / name).touch()
    assert measured([tmp_path] * 100, walked=True).files == 6


def test_a_file_system_of_its_own_tells_its_files(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "statvfs", lambda _path: SimpleNamespace(f_files=10, f_ffree=3))
    assert measured([tmp_path, tmp_path], walked=False) == Held(0, 14)


def test_folders_of_any_depth_and_mode_are_removed(tmp_path):
    nested(tmp_path, 3000)
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "kept" / "inner").mkdir(parents=True)
    empty(tmp_path, [str(tmp_path / "kept" / "inner")])
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_files_that_are_removed_and_still_open_count_once(tmp_path):
    before = without_a_name([os.getpid()])
    with open(tmp_path / "file", "wb") as file, open(tmp_path / "file", "rb"):
        file.write(bytes(1 << 20))
        file.flush()
        os.fsync(file.fileno())
        assert without_a_name([os.getpid()]) == before
        (tmp_path / "file").unlink()
        assert without_a_name([os.getpid()]) - before >= 1 << 20
        assert without_a_name([os.getpid()]) - before < 2 << 20


def test_what_leads_to_a_bound_folder_is_nobodys(tmp_path):
    bound = tmp_path / "a clone" / ".venv"
    bound.mkdir(parents=True)
    (bound / "module.py").touch()
    assert is_empty(tmp_path, [str(bound)]) and not is_empty(tmp_path, [])
    assert not is_empty(tmp_path, [str(tmp_path / "a clone.txt")])
    left = tmp_path / "matplotlibrc"
    left.touch()
    assert not is_empty(tmp_path, [str(bound)])
    empty(tmp_path, [str(bound)])
    assert is_empty(tmp_path, [str(bound)]) and not left.exists()
    assert (bound / "module.py").exists()
