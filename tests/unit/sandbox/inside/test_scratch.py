"""What a submission writes is measured, however it is laid out, and is gone afterwards."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.sandbox.inside.scratch import DEEPEST, EVERYTHING, MOST_COUNTED, empty, measured


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
    assert measured([tmp_path] * (MOST_COUNTED + 1), walked=True).files < MOST_COUNTED


def test_a_file_system_of_its_own_tells_its_files(tmp_path):
    before = measured([tmp_path], walked=False)
    assert before.bytes == 0 and before.files >= 0


def test_folders_of_any_depth_and_mode_are_removed(tmp_path):
    nested(tmp_path, 3000)
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "kept" / "inner").mkdir(parents=True)
    empty(tmp_path, [str(tmp_path / "kept" / "inner")])
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
