"""What a submission writes is measured, however it is laid out, and is gone afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.sandbox.inside.scratch import (
    DEEPEST,
    EVERYTHING,
    MAX_COUNTED,
    empty,
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
    nested(tmp_path, 3)
    (tmp_path / "link").symlink_to("/")
    held = measured([tmp_path, tmp_path / "folder"], walked=True)
    if os.getuid() == 0:  # others may not look into a closed folder
        assert 200 <= held.bytes < 400
    assert held.files >= 6


def test_what_lies_too_deep_is_too_much(tmp_path):
    nested(tmp_path, DEEPEST + 2)
    assert measured([tmp_path], walked=True).bytes == EVERYTHING
    empty(tmp_path, [])


def test_counting_ends(tmp_path):
    assert measured([tmp_path] * (MAX_COUNTED + 1), walked=True).files < MAX_COUNTED


def test_a_file_system_of_its_own_tells_its_files(tmp_path):
    before = measured([tmp_path], walked=False)
    assert before.bytes == 0 and before.files >= 0


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
