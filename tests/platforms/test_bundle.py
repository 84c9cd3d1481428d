"""`autograder bundle gradescope`, unpacked and run as Gradescope does."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile

import pytest
from helpers import SOLUTIONS, changed, installed, run, without_kit, write_files


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """Gradescope's folders, set up; the libraries are those of this environment."""
    root = tmp_path_factory.mktemp("gradescope") / "autograder"
    bundle = root.parent / "bundle.zip"
    done = run("autograder", "bundle", "gradescope", bundle)
    assert done.returncode == 0, done.stderr
    (root / "results").mkdir(parents=True)
    with zipfile.ZipFile(bundle) as archive:
        assert {"setup.sh", "run_autograder"} <= set(archive.namelist())
        for member in archive.infolist():
            path = archive.extract(member, root / "source")
            os.chmod(path, member.external_attr >> 16)  # noqa: PTH101
    assert os.access(root / "source" / "setup.sh", os.X_OK)
    installed(root / "source" / "kit", root / "venv")
    return root


def graded(root, files):
    """Put a submission where Gradescope does, and read what its script writes."""
    submission = root / "submission"
    if submission.exists():
        submission.rename(root / f"old-{len(list(root.iterdir()))}")
    write_files(submission, files)
    results = root / "results" / "results.json"
    results.unlink(missing_ok=True)
    done = subprocess.run(
        [root / "source" / "run_autograder"],
        env=without_kit() | {"AUTOGRADER_ROOT": str(root)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(results.read_text(encoding="utf-8"))


@pytest.mark.long
def test_a_folder_of_files_is_graded_with_a_test_a_check(machine):
    wrong = changed("filters.py", "window * kernel", "window * kernel.flip(0, 1)")
    tree = graded(machine, {**wrong, "notes/read me.txt": "hello"})
    assert tree["score"] == 97
    failed = [test for test in tree["tests"] if test["status"] == "failed"]
    assert {test["name"].split(":")[0] for test in failed} == {"filters"}
    assert "kernel is flipped" in failed[0]["output"]
    assert sum(test["max_score"] for test in tree["tests"]) == pytest.approx(100, abs=0.01)
    assert tree["leaderboard"][0]["value"] > 80


@pytest.mark.long
def test_one_file_of_any_name_is_a_submission(machine):
    tree = graded(machine, {"my work.py": SOLUTIONS["output_shape.py"]})
    assert tree["score"] == 8


def test_setup_is_sound_bash_and_takes_an_index(tmp_path):
    args = ("--torch-index", "https://wheels.example/cpu")
    run("autograder", "bundle", "gradescope", tmp_path / "b.zip", *args)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        text = archive.read("setup.sh").decode()
        for script in ("setup.sh", "run_autograder"):
            path = archive.extract(script, tmp_path)
            assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert "--extra-index-url https://wheels.example/cpu -e" in text


@pytest.mark.parametrize("index", ["cpu", "https://a.example/cpu; ls", "https://a.example/$HOME"])
def test_an_index_that_is_no_address_is_refused(index, tmp_path):
    file = tmp_path / "b.zip"
    done = run("autograder", "bundle", "gradescope", file, "--torch-index", index)
    assert done.returncode == 2 and "write an address" in done.stderr and not file.exists()
    assert len(done.stderr.splitlines()) == 1
