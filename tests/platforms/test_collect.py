"""What a platform hands out is collected, and what is not used of it is named."""

from __future__ import annotations

import json

import pytest
from helpers import SOLUTIONS, run, write_files, write_zip

RIGHT = SOLUTIONS["output_shape.py"]


TIME = "2026-11-20 20:00:00 UTC"


def notebook(*names: str) -> str:
    cells = [
        {"cell_type": "code", "source": "x", "metadata": {"nbgrader": {"grade_id": name}}}
        for name in names
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def collect(source, into, *args):
    return run("autograder", "collect", source, "--into", into, *args)


OURS = notebook("output_shape-sizes")
OTHER = notebook("history-essay")


@pytest.mark.parametrize(
    ("files", "args", "chosen"),
    [
        ({"ada/lab/a.ipynb": OTHER}, (), "lab"),
        ({"ada/essay/a.ipynb": OTHER, "ada/lab/cnn.ipynb": OURS}, (), "lab"),
        ({"ada/essay/a.ipynb": OTHER, "bob/lab/01_output_shape.ipynb": OTHER}, (), "lab"),
        ({"ada/essay/a.ipynb": OTHER, "ada/lab/layers.py": RIGHT}, (), "lab"),
        ({"ada/lab/a.ipynb": OURS, "ada/new/a.ipynb": OURS}, ("--assignment", "new"), "new"),
        ({"ada/lab/a.ipynb": OURS, "ada/essay/a.ipynb": OTHER}, ("--assignment", "essay"), "essay"),
    ],
)
def test_one_assignment_of_nbgrader_is_collected(tmp_path, files, args, chosen):
    write_files(tmp_path / "submitted", files | {"ada/lab/timestamp.txt": "2026-11-20 10:00 UTC"})
    done = collect(tmp_path / "submitted", tmp_path / "class", *args)
    assert done.returncode == 0, done.stderr
    found = sorted(p.name for p in (tmp_path / "class").rglob("[!.]*.*"))
    expected = sorted(name.split("/")[2] for name in files if name.split("/")[1] == chosen)
    assert found == expected
    for name in files:
        assert (name in done.stderr) == (name.split("/")[1] != chosen)


@pytest.mark.parametrize(
    ("files", "args", "said"),
    [
        ({"ada/a/x.ipynb": OTHER, "ada/b/x.ipynb": OTHER}, (), "name one with --assignment (a, b)"),
        ({"ada/a/x.ipynb": OURS, "ada/b/x.ipynb": OURS}, (), "name one with --assignment (a, b)"),
        ({"ada/a/x.ipynb": OURS}, ("--assignment", "z"), "nobody handed it in; there are: a"),
    ],
)
def test_an_unclear_assignment_is_refused(tmp_path, files, args, said):
    write_files(tmp_path / "submitted", files)
    done = collect(tmp_path / "submitted", tmp_path / "class", *args)
    assert done.returncode == 2 and said in done.stderr
    assert not (tmp_path / "class").exists()


def test_entries_of_canvas_that_are_not_used_are_counted_and_named_with_the_reason(tmp_path):
    files = {
        "lovelaceada_11_900_output_shape.py": RIGHT,
        "turingalan_12_text.html": "<p>see above</p>",
        "hoppergrace_LATE_13_link.html": "",
        "noether_emmy14_question_7_903_output_shape.py": RIGHT,
        "van_der_berg_15_904_output_shape.py": RIGHT,
        "team_3_17_906_layers.py": RIGHT,
        "../evil_16_905_output_shape.py": RIGHT,
        "notes.txt": "",
        "__MACOSX/._x": "",
        ".DS_Store": "",
    }
    download = write_zip(tmp_path / "submissions.zip", files)
    done = collect(download, tmp_path / "class", "--from", "canvas")
    assert done.returncode == 0 and "4 submissions from canvas" in done.stdout, done.stderr
    found = {p.name for p in (tmp_path / "class").iterdir() if p.is_dir()}
    assert found == {"11", "14", "15", "17"}
    assert "parts of the download that were not used (4)" in done.stderr
    lines = [line.strip() for line in done.stderr.splitlines()]
    assert "a text entry, no file (1): turingalan_12_text.html" in lines
    assert "a link, no file (1): hoppergrace_LATE_13_link.html" in lines
    assert "its path leads out of the download (1): ../evil_16_905_output_shape.py" in lines
    assert "not named as canvas names submissions (1): notes.txt" in lines
    told = (tmp_path / "class" / ".not_used.txt").read_text(encoding="utf-8").splitlines()
    assert len(told) == 4 and "notes.txt\tnot named as canvas names submissions" in told


def test_many_unused_entries_are_all_in_a_file(tmp_path):
    files = {f"name{n}_{n}_text.html": "" for n in range(100, 130)}
    files["lovelaceada_11_900_output_shape.py"] = RIGHT
    done = collect(write_zip(tmp_path / "s.zip", files), tmp_path / "class")
    assert "(30)" in done.stderr and "…" in done.stderr
    told = (tmp_path / "class" / ".not_used.txt").read_text(encoding="utf-8").splitlines()
    assert len(told) == 30


def test_anonymous_submissions_of_canvas_are_collected(tmp_path):
    files = {
        "anon_aB3dE_900_output_shape.py": RIGHT,
        "LATE_anon_Zz9yX_901_output_shape.py": RIGHT,
        "anon_12345_902_output_shape.py": RIGHT,
        "LATE_anon_Qq1wW_text.html": "",
    }
    done = collect(write_zip(tmp_path / "submissions.zip", files), tmp_path / "class")
    assert done.returncode == 0 and "3 submissions from canvas" in done.stdout, done.stderr
    assert "a text entry, no file (1): LATE_anon_Qq1wW_text.html" in done.stderr
    told = json.loads((tmp_path / "class" / ".handed_in.json").read_text(encoding="utf-8"))
    late = {name: entry["late"] for name, entry in told["submissions"].items()}
    assert late == {"anon_aB3dE": False, "anon_Zz9yX": True, "anon_12345": False}


def test_entries_of_gradescope_without_files_or_people_are_named(tmp_path):
    metadata = """---
submission_1:
  :submitters:
  - :sid: '007'
  :created_at: 2026-11-20 10:00:00.000000000 Z
submission_2:
  :submitters:
  - :sid: '008'
  :created_at: 2026-11-20 10:00:00.000000000 Z
submission_3:
  :submitters: []
submission_4:
  :submitters:
  - :sid: '009'
  :created_at: 2026-11-20 10:00:00.000000000 Z
  :history:
  - :id: 1
    :created_at: 2026-11-19 10:00:00.000000000 Z
"""
    files = {
        "submission_metadata.yml": metadata,
        "submission_1/output_shape.py": RIGHT,
        "submission_3/output_shape.py": RIGHT,
        "submission_4/output_shape.py": RIGHT,
        "readme.txt": "",
    }
    write_files(tmp_path / "export", files)
    done = collect(tmp_path / "export", tmp_path / "class")
    assert done.returncode == 0 and "2 submissions from gradescope" in done.stdout
    assert "submission_2 008: the export holds no files of it" in done.stderr
    assert "submission_3: the export names nobody who handed it in" in done.stderr
    assert "names submissions (1): readme.txt" in done.stderr
    assert "nobody who handed it in (1): submission_3/output_shape.py" in done.stderr
    assert "009: earlier attempts are not in the export (1)" in done.stderr


def test_the_deadline_is_said_in_words_and_canvas_does_not_ignore_it_silently(tmp_path):
    on_time = {"lovelaceada_11_900_output_shape.py": RIGHT}
    late = {"turingalan_LATE_12_901_output_shape.py": RIGHT}
    due = ("--due", "2026-11-20 Europe/Berlin")
    one = collect(write_zip(tmp_path / "a.zip", on_time), tmp_path / "a", *due)
    assert "Friday, 20 November 2026, 23:59:59, Europe/Berlin (UTC+01:00)" in one.stderr
    assert "canvas gives no times: nobody is marked late" in one.stderr
    both = collect(write_zip(tmp_path / "b.zip", on_time | late), tmp_path / "b", *due)
    assert "canvas gives no times: --due is not used" in both.stderr


@pytest.mark.parametrize("due", ["10/11/2026", "10.11.2026", "23:59", "2026-11-20 23:59 CST6"])
def test_a_deadline_that_can_be_read_in_two_ways_is_refused(tmp_path, due):
    source = write_zip(tmp_path / "a.zip", {"lovelaceada_11_900_output_shape.py": RIGHT})
    done = collect(source, tmp_path / "class", "--due", due)
    assert done.returncode == 2 and "2026-11-20 23:59 Europe/Berlin" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and not (tmp_path / "class").exists()


def test_who_handed_in_an_empty_folder_of_nbgraders_is_named(tmp_path):
    write = {"ada/lab/output_shape.ipynb": notebook("output_shape"), "ada/lab/timestamp.txt": TIME}
    for path, text in {**write, "bob/lab/timestamp.txt": TIME}.items():
        (tmp_path / "submitted" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submitted" / path).write_text(text, encoding="utf-8")
    done = collect(tmp_path / "submitted", tmp_path / "class")
    assert "1 submissions" in done.stdout and "bob: handed in no file" in done.stderr


@pytest.mark.parametrize(
    "platform", ["moodle", "gradescope", "classroom50", "git", "nbgrader", "blackboard"]
)
def test_a_download_that_is_called_another_platforms_is_refused_in_a_line(tmp_path, platform):
    source = write_zip(tmp_path / "submissions.zip", {"lovelaceada_11_900_fit.py": "fit = 1\n"})
    done = run("autograder", "collect", source, "--into", tmp_path / "class", "--from", platform)
    assert done.returncode == 2 and done.stderr.startswith("autograder: "), done.stderr
    assert len(done.stderr.splitlines()) == 1 and not (tmp_path / "class").exists()
