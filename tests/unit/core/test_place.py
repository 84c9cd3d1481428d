"""Where the course's folder is."""

from __future__ import annotations

import pytest

from autograder.core import place
from autograder.core.errors import CommandError
from autograder.core.place import course_root, expected_root


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """The package lies where no course is, as a wheel brings it, and a kit's folder elsewhere."""
    monkeypatch.delenv(place.COURSE_VARIABLE, raising=False)
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(place, "_beside", lambda file: tmp_path / "site")
    kit = tmp_path / "kit"
    for folder in (kit / "exercises" / "01_first", kit / place.RECORDED):
        folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return kit


def test_the_course_is_the_one_named_or_the_one_beside_the_package(tmp_path, monkeypatch):
    monkeypatch.delenv(place.COURSE_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert (course_root() / "autograder").is_dir()
    monkeypatch.setenv(place.COURSE_VARIABLE, str(tmp_path))
    assert expected_root() == tmp_path
    with pytest.raises(CommandError, match=f"no exercises/ in {tmp_path}: set AUTOGRADER_COURSE"):
        course_root()
    (tmp_path / "exercises").mkdir()
    assert course_root() == tmp_path


def test_from_a_wheel_it_is_the_kit_in_which_a_command_is_run(wheel, monkeypatch):
    for folder in (wheel, wheel / "exercises" / "01_first"):
        monkeypatch.chdir(folder)
        assert course_root() == wheel


def test_a_folder_without_recorded_answers_is_nobodys_kit(wheel, monkeypatch):
    (wheel / place.RECORDED).rmdir()
    monkeypatch.chdir(wheel)
    assert expected_root() == wheel.parent / "site"


def test_a_wheel_says_how_its_exercises_are_written(wheel, monkeypatch):
    monkeypatch.setattr(place, "PACKED", wheel.parent / "kit.zip")
    with pytest.raises(CommandError, match="set AUTOGRADER_COURSE"):
        course_root()
    place.PACKED.touch()
    with pytest.raises(CommandError, match="`autograder start FOLDER` writes them"):
        course_root()
