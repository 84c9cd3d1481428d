"""Versions are those of what is installed; what is missing is told with the way out."""

from __future__ import annotations

import platform

import pytest

from autograder.core import about
from autograder.core.errors import CommandError


def test_a_version_is_that_of_what_is_installed():
    assert about.version_of("click")[0].isdigit()
    assert about.version_of("no-such-distribution") == ""
    assert about.kit_version() == about.version_of(about.DISTRIBUTION) != ""


def test_a_line_names_kit_python_and_torch(monkeypatch):
    told = about.in_a_line()
    assert told.endswith(f", torch {about.version_of('torch')}")
    assert told.startswith(f"autograder {about.kit_version()}, Python {platform.python_version()},")
    monkeypatch.setattr(about, "DISTRIBUTION", "no-such-distribution")
    assert about.in_a_line().startswith("autograder not installed, Python")


def test_a_missing_library_is_told_with_a_command_that_can_be_copied(monkeypatch, tmp_path):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path / "my kit"))
    with pytest.raises(CommandError) as raised:
        raise about.not_installed("copydetect", "classroom")
    words = f"copydetect is not installed here: pip install -e '{tmp_path}/my kit[classroom]'"
    assert str(raised.value) == words and raised.value.exit_code == 2
