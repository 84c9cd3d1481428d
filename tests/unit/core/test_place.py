"""The course's folder is found, or it is told what to set."""

from __future__ import annotations

import pytest

from autograder.core import place
from autograder.core.errors import CommandError
from autograder.core.place import course_root, expected_root


def test_a_kit_is_where_its_exercises_are(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    with pytest.raises(CommandError, match="set AUTOGRADER_COURSE"):
        course_root()
    (tmp_path / "exercises").mkdir()
    assert course_root() == tmp_path


def test_a_kit_that_a_wheel_wrote_is_around_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_COURSE", raising=False)
    package = tmp_path / "site-packages" / "autograder"
    monkeypatch.setattr(place, "__file__", str(package / "core" / "place.py"))
    monkeypatch.setattr(place, "PACKED", package / "kit.zip")
    started = tmp_path / "started"
    for name in ("exercises/01_output_shape", "recorded"):
        (started / name).mkdir(parents=True)
    monkeypatch.chdir(started / "exercises" / "01_output_shape")
    assert course_root() == started
    (started / "recorded").rmdir()
    assert expected_root() == package.parent, "a folder of exercises alone is no kit"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="set AUTOGRADER_COURSE"):
        course_root()
    package.mkdir(parents=True)
    (package / "kit.zip").touch()
    with pytest.raises(CommandError, match="`autograder start FOLDER` writes them"):
        course_root()
    (tmp_path / "site-packages" / "exercises").mkdir()
    assert course_root() == tmp_path / "site-packages"
