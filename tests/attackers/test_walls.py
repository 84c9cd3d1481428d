"""Where walls are missing: the result says so, and without any there is no grading."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import torch
from attackers.elsewhere import contained
from helpers import ENVIRONMENT, HOME, SOLUTIONS, results, run, write_files

from autograder.core.about import kit_version
from autograder.sandbox.walls import walls_of_this_machine

MISSING = "tests.attackers.missing"


@pytest.fixture
def one(tmp_path):
    write_files(tmp_path / "class" / "ada", {"layers.py": SOLUTIONS["layers.py"]})
    return tmp_path


def grade(missing: str, folder, *more: str) -> subprocess.CompletedProcess[str]:
    """Grade on a machine on which these walls are missing."""
    words = ("grade", folder / "class", "--out", folder / "out", "--exercise", "layers")
    return run(MISSING, missing, *words, "--jobs", "1", *more)


@pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")
def test_the_walls_that_stand_are_in_the_result(demo):
    for result in results(demo[0] / "results").values():
        assert result["walls"] == list(walls_of_this_machine().names) != []


@pytest.mark.skipif(
    walls_of_this_machine().landlock < 4, reason="this kernel's Landlock is not enough"
)
def test_without_namespaces_the_other_walls_stand_and_the_result_says_which(one):
    done = grade("namespaces", one)
    assert done.returncode == 0, done.stderr
    result = results(one / "out")["ada"]
    user = ["user"] if os.getuid() == 0 else []
    assert result["walls"] == [*user, "landlock", "seccomp"] and result["score"] == 10
    for page in (one / "out" / "index.html", one / "out" / "reports" / "ada.html"):
        assert "reduced isolation" in page.read_text(encoding="utf-8")


def test_without_any_wall_there_is_no_grading_unless_it_is_asked_for(one):
    done = grade("namespaces,landlock", one)
    assert done.returncode == 2 and not (one / "out").exists()
    assert "no sandbox can be put up here" in done.stderr and "--sandbox none" in done.stderr
    done = grade("namespaces,landlock", one, "--sandbox", "none")
    assert done.returncode == 0, done.stderr
    result = results(one / "out")["ada"]
    assert result["walls"] == [] and result["score"] == 10


def test_the_doctor_names_every_wall():
    walls = ["namespaces", "landlock", "seccomp", *(["user"] if os.getuid() == 0 else [])]
    done = run("autograder", "doctor", fresh=True)
    assert done.returncode == 0
    for wall in walls:
        assert wall in done.stdout.lower()
    assert f"Grades with: autograder {kit_version()}, Python " in done.stdout


@pytest.mark.skipif(
    walls_of_this_machine().landlock < 4, reason="this kernel's Landlock is not enough"
)
def test_the_doctor_names_reduced_isolation():
    done = subprocess.run(
        contained(["-m", "autograder", "doctor"]),
        cwd=HOME,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0 and "reduced isolation" in done.stdout, done.stdout + done.stderr


def test_a_gpu_that_is_not_there_is_told_in_a_line(tmp_path):
    if torch.cuda.is_available():
        pytest.skip("there is a GPU here")
    (tmp_path / "class").mkdir()
    words = ("grade", tmp_path / "class", "--out", tmp_path / "out", "--device", "cuda")
    done = run("autograder", *words)
    assert done.returncode == 2
    assert done.stderr == "autograder: --device cuda: PyTorch finds no GPU here\n"
