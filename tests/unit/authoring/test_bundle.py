"""What a platform's autograder is sent."""

from __future__ import annotations

import zipfile

import pytest

from autograder.authoring import bundle as bundles
from autograder.authoring.bundle import EXECUTABLE, SECRET, WORKFLOW, github, gradescope
from autograder.core.errors import CommandError
from autograder.course import current_course

CPU = "https://download.pytorch.org/whl/cpu"


def bundle(tmp_path, secret=b"s", index=None) -> zipfile.ZipFile:
    gradescope(tmp_path / "bundle.zip", secret, "auto", index)
    return zipfile.ZipFile(tmp_path / "bundle.zip")


@pytest.fixture
def lean(tmp_path, monkeypatch):
    """Without the course's files and the package: what is written for the platform alone."""
    monkeypatch.setattr(bundles, "_course_files", lambda home: {})
    monkeypatch.setattr(bundles, "PACKAGE", tmp_path)


def test_a_bundle_holds_the_complete_kit_and_a_secret(tmp_path):
    archive = bundle(tmp_path)
    names = set(archive.namelist())
    assert {
        "setup.sh",
        "run_autograder",
        "kit/pyproject.toml",
        "kit/autograder/__init__.py",
    } < names
    assert "kit/solutions/02_filters/filters.py" in names and "kit/exercises/course.toml" in names
    assert not [name for name in names if "__pycache__" in name]
    assert archive.read(SECRET) == b"s"
    files = archive.read("names.txt").decode().splitlines()
    assert files == [f"{name}.py" for name in current_course().functions]
    modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert {name for name, mode in modes.items() if mode == 0o755} == EXECUTABLE
    run = archive.read("run_autograder").decode()
    assert f'--secret "$root/source/{SECRET}" --sandbox auto' in run
    assert "$pip_options" not in archive.read("setup.sh").decode()


def test_without_a_secret_each_bundle_has_one_of_its_own(tmp_path, lean):
    secrets = {bundle(tmp_path, None).read(SECRET) for _ in range(2)}
    assert len(secrets) == 2 and all(len(secret) == 64 for secret in secrets)


def test_another_index_of_packages_is_named_to_pip(tmp_path, lean):
    assert f"--extra-index-url {CPU} " in bundle(tmp_path, index=CPU).read("setup.sh").decode()
    for text in ("whl/cpu", "https://x; rm -rf /", "ftp://x", f"{CPU} --pre"):
        with pytest.raises(CommandError, match=r"--torch-index .* write an address"):
            bundle(tmp_path, index=text)


def test_a_workflow_is_written_into_a_released_kit_only(tmp_path):
    with pytest.raises(CommandError, match="is not a learners' kit"):
        github(tmp_path, None)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert github(tmp_path, CPU) == tmp_path / WORKFLOW
    assert f"--extra-index-url {CPU}" in (tmp_path / WORKFLOW).read_text(encoding="utf-8")
