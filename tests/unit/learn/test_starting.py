"""A folder is filled when everything is written, or stays as it was."""

from __future__ import annotations

import pytest

from autograder.core.errors import CommandError
from autograder.learn.starting import put_in_place, start


def names(folder):
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("there", [True, False])
def test_what_is_written_is_put_in_place(tmp_path, there):
    out = tmp_path / "new" / "kit"
    if there:
        out.mkdir(parents=True)
        inode = out.stat().st_ino
    with put_in_place(out) as made:
        (made / "sub").mkdir()
        (made / "sub" / "a.txt").write_text("a", encoding="utf-8")
    assert names(out) == ["a.txt", "sub"] and names(tmp_path / "new") == ["a.txt", "kit", "sub"]
    if there:
        assert out.stat().st_ino == inode


@pytest.mark.parametrize("there", [True, False])
def test_what_fails_on_the_way_leaves_nothing(tmp_path, there):
    out = tmp_path / "kit"
    if there:
        out.mkdir()
    with pytest.raises(OSError, match="full"), put_in_place(out) as made:
        (made / "a.txt").write_text("a", encoding="utf-8")
        raise OSError("the disk is full")
    assert names(tmp_path) == (["kit"] if there else [])


@pytest.mark.parametrize("is_file", [True, False])
def test_what_holds_something_is_refused(tmp_path, is_file):
    out = tmp_path / "kit"
    if is_file:
        out.write_text("mine", encoding="utf-8")
    else:
        (out / "mine").mkdir(parents=True)
    with pytest.raises(CommandError, match="holds something already"), put_in_place(out):
        raise AssertionError("nothing is to be written")


def test_without_a_wheel_the_kit_is_here_already(tmp_path):
    with pytest.raises(CommandError, match="here already: work in"):
        start(tmp_path / "kit")
    assert not (tmp_path / "kit").exists()
