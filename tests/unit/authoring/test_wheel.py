"""The wheel's parts: what a kit is packed into, and what a build asks for."""

from __future__ import annotations

import os
import zipfile

import pytest
from helpers import HOME

from autograder.authoring import wheel


def test_the_same_kit_gives_the_same_bytes(tmp_path):
    kit = tmp_path / "kit"
    (kit / ".vscode").mkdir(parents=True)
    (kit / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    (kit / "数据.txt").write_text("5", encoding="utf-8")
    wheel.pack(kit, tmp_path / "first.zip")
    os.utime(kit / "数据.txt", (0, 0))
    (kit / "数据.txt").chmod(0o600)
    wheel.pack(kit, tmp_path / "then.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "then.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as packed:
        assert packed.namelist() == [".vscode/settings.json", "数据.txt"]


def test_a_build_asks_for_what_a_release_needs_unless_one_is_given(monkeypatch):
    monkeypatch.chdir(HOME)
    assert any(line.startswith("torch>=") for line in wheel.get_requires_for_build_wheel())
    assert wheel.get_requires_for_build_wheel({"kit": "released"}) == []


def test_a_folder_that_was_not_released_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="no released kit"):
        wheel.build_wheel(str(tmp_path), {"kit": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []
