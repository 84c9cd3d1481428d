"""Odd and unwritable paths are a line and exit code 2, whichever command meets them."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest
from helpers import SOLUTIONS, run, sampled, write_files

LONG = "x" * 300
GRADEBOOK = ("--into", "x", "--gradebook")


def result(identity: str) -> str:
    part = {"name": "output_shape", "score": 8, "max_score": 8, "checks": []}
    tree = {
        **{"submission_id": identity, "status": "graded", "score": 8, "max_score": 8},
        **{"test_accuracy": None, "message": "", "walls": [], "parts": [part]},
    }
    return json.dumps(tree)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with results, a download, a folder and a file that stands in the way."""
    write_files(tmp_path / "out", {"results/ada.json": result("ada"), "details/x": ""})
    write_files(tmp_path / "submitted", {"ada/lab/output_shape.py": SOLUTIONS["output_shape.py"]})
    write_files(tmp_path / "folder", {"a.txt": ""})
    write_files(tmp_path / "kit", {"exercises/a.py": "", "pyproject.toml": ""})
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    write_files(tmp_path / "class" / "ada", {"output_shape.py": SOLUTIONS["output_shape.py"]})
    record = {"format": 1, "submissions": str(tmp_path / "class")}
    (tmp_path / "out" / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "args",
    sampled(
        [
            ("collect", "submitted", "--into", LONG),
            ("collect", "submitted", "--into", "file/class"),
            ("collect", "submitted", "--into", "file"),
            ("export", "out", "--to", "csv", "--into", "folder"),
            ("export", "out", "--to", "csv", "--into", LONG),
            ("export", "out", "--to", "csv", "--into", "pipe"),
            ("export", "out", "--to", "gradescope", "--into", "class/new"),
            ("feedback", "out", "--to", "folder", "--into", "class"),
            ("report", "out", "--anonymous", "class/ada/new"),
            ("compare", "out", "out", "--csv", "class/x.csv", "--html", "x.html"),
            ("collect", "submitted", "--into", "submitted/new"),
            ("collect", "submitted", "--into", "submitted/ada/lab/../new", "--from", "nbgrader"),
            ("quiz", "--to", "html", "--into", "pipe"),
            ("export", "out", "--to", "json", "--into", "file/x.json"),
            ("export", "out", "--to", "junit", "--into", "folder"),
            ("export", "out", "--to", "gradescope", "--into", "file"),
            ("export", "out", "--to", "csv", "--into", "x.csv", "--roster", "folder"),
            ("export", "out", "--to", "csv", "--into", "x.csv", "--roster", "loop"),
            ("export", "out", "--to", "csv", "--into", "loop"),
            ("export", "out", "--to", "classroom50", *GRADEBOOK, "loop", "--assignment", "a"),
            ("export", "out", "--to", "canvas", *GRADEBOOK, "file", "--points", "nan"),
            ("export", "out", "--to", "canvas", *GRADEBOOK, "file", "--points", "inf"),
            ("export", "out", "--to", "nbgrader", "--course", "file"),
            ("compare", "out", "out", "--csv", "folder"),
            ("compare", "out", "out", "--csv", LONG, "--html", "x.html"),
            ("compare", "out", "out", "--html", "file/x", "--csv", "x.csv"),
            ("collect", "submitted", "--into", "class", "--from", "nbgrader", "--due", ""),
            ("grade", "submitted", "--out", "new", "--check-seconds", "inf"),
            ("grade", "submitted", "--out", "new", "--patience", "nan"),
            ("bundle", "gradescope", "folder"),
            ("bundle", "gradescope", LONG),
            ("bundle", "gradescope", "file/x.zip"),
            ("bundle", "github", "file"),
            ("release", "file/kit"),
            ("release", LONG),
            ("start", "file/kit"),
            ("notebooks", "file/course"),
            ("data", "file/mnist"),
            ("demo", "--out", "file/demo"),
            ("grade", "submitted", "--out", "file/out"),
            ("grade", "submitted", "--out", LONG),
            ("similar", "out", "--submissions", "submitted/ada/lab", "--pairs", "1"),
            ("report", "submitted"),
            ("regrade", "submitted"),
        ],
        2,
        " ".join,
    ),
)
def test_a_path_that_cannot_be_used_is_told_in_a_line(place, args):
    before = sorted(str(path) for path in place.rglob("*"))
    if args[0] == "similar":
        (place / "out" / "similar.html").mkdir()
        before = sorted(str(path) for path in place.rglob("*"))
    done = run("autograder", *args, cwd=place)
    assert done.returncode == 2, (done.returncode, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert lines[-1].startswith("autograder: ") and "Traceback" not in done.stderr
    assert ".part" not in done.stderr
    assert sorted(str(path) for path in place.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_a_folder_without_rights_is_told_in_a_line(place):
    (place / "folder").chmod(0o500)
    for args in (("export", "out", "--to", "csv", "--into", "folder/x"), ("release", "folder/k")):
        done = run("autograder", *args, cwd=place)
        assert done.returncode == 2 and "Permission denied" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--to", "csv", "--into", "out/grades.csv"), "the results folder's own"),
        (("--to", "gradescope", "--into", "out/results"), "the results folder's own"),
        (("--to", "csv", "--into", "out"), "the results folder's own"),
        (
            ("--to", "csv", "--into", "b.csv", "--roster", "b.csv"),
            "--into and --roster are the same",
        ),
        (("--to", "csv", "--into", "./folder/../b.csv", "--roster", "b.csv"), "are the same file"),
        (("--to", "csv", "--into", "link.csv", "--roster", "b.csv"), "are the same file"),
        (("--to", "csv", "--into", "b.csv", "--roster", "link.csv"), "are the same file"),
        (("--to", "csv", "--into", "hard.csv", "--roster", "b.csv"), "are the same file"),
        (
            ("--to", "canvas", "--into", "b.csv", "--gradebook", "b.csv", "--assignment", "a"),
            "--into and --gradebook are the same file",
        ),
        (
            ("--to", "moodle", "--into", "b.csv", "--gradebook", "link.csv"),
            "--into and --gradebook are the same file",
        ),
        (
            ("--to", "moodle", "--into", "c", "--gradebook", "b.csv", "--feedback", "b.csv"),
            "--feedback and --gradebook are the same file",
        ),
    ],
)
def test_an_export_never_overwrites_what_it_is_made_from(place, args, said):
    (place / "b.csv").write_text("id,name\nada,Ada\n", encoding="utf-8")
    (place / "link.csv").symlink_to(place / "b.csv")
    os.link(place / "b.csv", place / "hard.csv")
    before = {str(p): p.read_bytes() for p in place.rglob("*") if p.is_file()}
    done = run("autograder", "export", "out", *args, cwd=place)
    assert done.returncode == 2 and said in done.stderr, done.stderr
    assert {str(p): p.read_bytes() for p in place.rglob("*") if p.is_file()} == before


def test_a_place_among_the_submissions_is_told_as_that(place):
    done = run("autograder", "export", "out", "--to", "csv", "--into", "class/a.csv", cwd=place)
    words = f"--into class/a.csv lies inside {place / 'class'}, where it would be a submission"
    assert done.returncode == 2 and done.stderr == f"autograder: {words}\n"
    done = run("autograder", "collect", "submitted", "--into", "submitted/new", cwd=place)
    assert done.returncode == 2 and "lies inside the download submitted: name a f" in done.stderr


def test_what_cannot_be_read_is_told_before_pages_and_grades_are_written(place):
    (place / "out" / "names.json").write_text("[", encoding="utf-8")
    before = {str(p): p.read_bytes() for p in place.rglob("*") if p.is_file()}
    for args in (("report", "out"), ("grade", "class", "--out", "out", "--yes")):
        done = run("autograder", *args, cwd=place)
        assert done.returncode == 2 and "names.json is damaged" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    after = {str(p): p.read_bytes() for p in place.rglob("*") if p.is_file()}
    assert {path: text for path, text in after.items() if not path.endswith(".lock")} == before


def test_a_printed_command_can_be_pasted(place):
    into = place / "my class (2026)"
    done = run("autograder", "collect", place / "submitted", "--into", into)
    assert done.returncode == 0, done.stderr
    args = shlex.split(done.stdout.strip().rpartition(": ")[2])
    assert args == ["autograder", "grade", str(into), "--out", "OUT"]


def test_results_of_different_exercises_are_never_scaled_alike(place):
    tree = json.loads(result("bob"))
    tree["parts"][0]["name"], tree["max_score"] = "layers", 10
    (place / "out" / "results" / "bob.json").write_text(json.dumps(tree), encoding="utf-8")
    done = run("autograder", "export", "out", "--to", "csv", "--into", "x.csv", cwd=place)
    assert done.returncode == 2 and "results of different exercises" in done.stderr
    assert not (place / "x.csv").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("--lang", "zh", "export", "out", "--to", "csv", "--into", "folder"),
            "需要文件的地方是一个文件夹",
        ),
        (
            ("--lang", "zh", "report", "nowhere"),
            "autograder: 'OUT' 的值无效：'nowhere'（文件夹）不存在。",
        ),
        (
            ("--lang", "zh", "export", "out", "--to", "csv", "--into", "loop/x"),
            "loop/x：那里有一个指向自己的链接",
        ),
        (("grade", "submitted", "--out", "file"), "a file stands where a folder is needed"),
        (("grade", "submitted", "--out", "new", "--secret", "file"), "anybody could guess it"),
        (("bundle", "gradescope", "x.zip", "--secret", "file"), "anybody could guess it"),
        (
            ("export", "out", "--to", "csv", "--into", "x", "--roster", "odd"),
            "byte 0 is not utf-16",
        ),
    ],
)
def test_the_line_says_what_is_wrong(place, args, said):
    (place / "odd").write_bytes(b"\xff\xfe\x00")
    done = run("autograder", *args, cwd=place)
    assert done.returncode == 2 and said in done.stderr.strip().splitlines()[-1], done.stderr


def test_feedbacks_list_for_gradescope_has_addresses(place):
    (place / "out" / "reports").mkdir()
    (place / "out" / "reports" / "ada.html").write_text("page", encoding="utf-8")
    (place / "class.csv").write_text("id,mail\nada,ada@x.org\n", encoding="utf-8")
    args = ("feedback", "out", "--to", "gradescope", "--into", "new", "--roster", "class.csv")
    done = run("autograder", *args, cwd=place)
    assert done.returncode == 0, done.stderr
    assert "ada,,ada@x.org" in (place / "new" / "list.csv").read_text(encoding="utf-8-sig")
