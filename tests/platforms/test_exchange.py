"""From a platform's download to its gradebook: `collect`, `grade --late`, `export`.

The downloads are made as the platforms' documentation describes them.
"""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import datetime, timezone
from xml.etree import ElementTree

import pytest
from helpers import SOLUTIONS, notebook_of, results, run, write_files, write_zip
from making import committed

RIGHT = SOLUTIONS["output_shape.py"]
HOSTILE = "=HYPERLINK(1)"
STUB = "def conv2d_output_shape(*sizes):\n    raise NotImplementedError\n"


@pytest.fixture(scope="module")
def canvas(tmp_path_factory):
    """Canvas's submissions.zip, collected and graded with a rule for lateness."""
    folder = tmp_path_factory.mktemp("canvas")
    inner = write_zip(folder / "inner.zip", {"work/output_shape.py": RIGHT}).read_bytes()
    write_zip(
        folder / "submissions.zip",
        {
            "lovelaceada_11_900_output_shape.py": STUB,
            "lovelaceada_11_950_output_shape-1.py": RIGHT,
            "turingalan_LATE_12_901_homework.zip": inner,
            "hoppergrace_13_902_lab-2.ipynb": notebook_of(RIGHT),
            "noetheremmy_14_903_output_shape.py": STUB,
        },
    )
    done = run("autograder", "collect", folder / "submissions.zip", "--into", folder / "class")
    assert done.returncode == 0, done.stderr
    assert "4 submissions from canvas" in done.stdout and "1 late" in done.stdout
    args = ("--exercise", "output_shape", "--late", "10%/day up to 50%")
    graded = run("autograder", "grade", folder / "class", "--out", folder / "out", *args)
    assert graded.returncode == 0, graded.stderr
    return folder


def test_the_latest_attempt_wins_and_lateness_is_shown(canvas):
    found = results(canvas / "out")
    assert {identity: tree["score"] for identity, tree in found.items()} == {
        "11": 8,
        "12": 7.2,
        "13": 8,
        "14": 0,
    }
    late = found["12"]
    assert late["handed_in"]["late"] and late["handed_in"]["name"] == "turingalan"
    assert late["penalty"] == 0.8 and "10 % of the points earned" in late["penalty_reason"]
    page = (canvas / "out" / "reports" / "12.html").read_text(encoding="utf-8")
    assert late["penalty_reason"] in page and "late" in page
    assert "10 % of the points" in (canvas / "out" / "grades.csv").read_text(encoding="utf-8")


def test_another_rule_needs_no_grading(canvas):
    before = results(canvas / "out")["12"]
    args = ("--exercise", "output_shape", "--late", "25% per day")
    done = run("autograder", "grade", canvas / "class", "--out", canvas / "out", *args)
    assert done.returncode == 2
    assert "the rule for lateness; stored scores that may change: 1" in done.stderr
    assert results(canvas / "out")["12"] == before
    done = run("autograder", "grade", canvas / "class", "--out", canvas / "out", *args, "--yes")
    assert done.returncode == 0
    after = results(canvas / "out")["12"]
    assert after["score"] == 6 and after["seconds"] == before["seconds"]
    args = ("--exercise", "output_shape", "--late", "10%/day up to 50%")
    run("autograder", "grade", canvas / "class", "--out", canvas / "out", *args, "--yes")
    assert results(canvas / "out")["12"] == before


def test_canvas_gets_its_own_csv_back_with_one_column_changed(canvas):
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    header += ["Quiz (77)", "CNN basics (78)", "Current Score"]
    rows = [
        ["", "", "", "", "", "", "Manual Posting", "(read only)"],
        ["    Points Possible", "", "", "", "", "5", "20", "(read only)"],
        ["Lovelace, Ada", "11", "s-1", "ada", "A, B", "3", "", "60"],
        ["Turing, Alan", "12", "s-2", "alan", 'the "one"', "", "", ""],
        [HOSTILE, "99", "s-9", "nobody", "", "", "4", ""],
        ["Hopper, Grace", "13", "s-3", "grace", "", "5", "1", ""],
    ]
    path = canvas / "export.csv"
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    into = canvas / "upload.csv"
    args = ("--to", "canvas", "--gradebook", path, "--assignment", "CNN basics", "--into", into)
    done = run("autograder", "export", canvas / "out", *args)
    assert done.returncode == 0, done.stderr
    assert "3 of 4 learners" in done.stdout
    assert done.stderr.splitlines() == [
        f"matches nobody in {path}: 14 (noetheremmy)",
        "another score stood there (1): 13 (1)",
    ]
    assert into.read_bytes().startswith(b"\xef\xbb\xbf") and b"\r\n" in into.read_bytes()
    with open(into, encoding="utf-8-sig", newline="") as file:
        new = list(csv.reader(file))
    assert [row[6] for row in new[3:]] == ["20", "18", "4", "20"]
    assert [row[:6] + row[7:] for row in new] == [row[:6] + row[7:] for row in [header, *rows]]
    args = (*args, "--zeros")
    run("autograder", "export", canvas / "out", *args)
    with open(into, encoding="utf-8-sig", newline="") as file:
        assert [row[6] for row in csv.reader(file)][3:] == ["20", "18", "0", "20"]
    wrong = run("autograder", "export", canvas / "out", *args, "--assignment", "Essay")
    assert wrong.returncode == 2 and "it has: Quiz (77), CNN basics (78)" in wrong.stderr


@pytest.mark.long
def test_moodle_gets_its_worksheet_and_a_zip_of_pages(tmp_path):
    download = write_zip(
        tmp_path / "course-lab-123.zip",
        {
            "Ada Lovelace_501_assignsubmission_file_/output_shape.py": RIGHT,
            "Ada Lovelace_501_assignsubmission_onlinetext_/onlinetext.html": "<p>hi</p>",
            "李 雷_502_assignsubmission_file_/code/output_shape.py": STUB,
        },
    )
    assert run("autograder", "collect", download, "--into", tmp_path / "class").returncode == 0
    args = ("--exercise", "output_shape")
    run("autograder", "grade", tmp_path / "class", "--out", tmp_path / "out", *args)
    header = ["Identifier", "Full name", "ID number", "Email address", "Status", "Grade"]
    header += ["Maximum Grade", "Grade can be changed", "Last modified (submission)"]
    header += ["Last modified (grade)", "Feedback comments"]
    rows = [
        ["Participant 501", "Ada Lovelace", "502", "ada@x.org", "Submitted for grading", ""],
        ["Participant 502", "李 雷", "501", "lei@x.org", "Submitted for grading", "3.00"],
        ["Participant 503", "Alan Turing", "", "alan@x.org", "No submission", ""],
    ]
    ends = ["10.00", "Yes", "-", "-", ""]
    sheet = tmp_path / "Grades.csv"
    with open(sheet, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *([*row, *ends] for row in rows)])
    into, pages = tmp_path / "upload.csv", tmp_path / "feedback.zip"
    args = ("--to", "moodle", "--gradebook", sheet, "--into", into, "--feedback", pages)
    done = run("autograder", "export", tmp_path / "out", *args)
    assert done.returncode == 0, done.stderr
    with open(into, encoding="utf-8", newline="") as file:
        new = list(csv.DictReader(file))
    assert [row["Grade"] for row in new] == ["10", "0", ""]
    assert new[0]["Feedback comments"] == "8 of 8 points. — autograder"
    assert "output_shape 0/8" in new[1]["Feedback comments"]
    with zipfile.ZipFile(pages) as archive:
        names = archive.namelist()
        # Moodle splits at underscores: name, number, plugin's kind, plugin, file
        split = [name.split("_", 4) for name in names]
        assert [parts[1:] for parts in split] == [
            ["501", "assignfeedback", "file", "feedback.html"],
            ["502", "assignfeedback", "file", "feedback.html"],
        ]
        assert "李 雷" in names[1] and b"<h1>501</h1>" in archive.read(names[0])


def test_gradescope_nbgrader_and_github_are_recognised(tmp_path):
    metadata = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '007'
    :email: ada@x.org
  :created_at: 2026-11-20 10:00:00.000000000 Z
  :score: 0.0
submission_2:
  :submitters:
  - :name: Ada Lovelace
    :sid: '007'
    :email: ada@x.org
  - :name: Alan Turing
    :sid:
    :email: alan@x.org
  :created_at: 2026-11-21 10:30:00.000000000 Z
"""
    write_files(
        tmp_path / "assignment_9_export",
        {
            "submission_metadata.yml": metadata,
            "submission_1/output_shape.py": STUB,
            "submission_2/src/output_shape.py": RIGHT,
        },
    )
    args = ("--into", tmp_path / "a", "--due", "2026-11-21 10:00 UTC", "--late", "10%/day")
    done = run("autograder", "collect", tmp_path / "assignment_9_export", *args)
    assert done.returncode == 0 and "1 submissions from gradescope" in done.stdout, done.stderr
    assert "007: the latest of several attempts counts" in done.stderr
    assert (tmp_path / "a" / "007" / "src" / "output_shape.py").read_text("utf-8") == RIGHT
    told = json.loads((tmp_path / "a" / ".handed_in.json").read_text(encoding="utf-8"))
    assert told["submissions"]["007"]["seconds_late"] == 1800
    assert told["submissions"]["007"]["members"] == ["alan@x.org"]
    in_time = ("--into", tmp_path / "a2", *args[2:4])
    done = run("autograder", "collect", tmp_path / "assignment_9_export", *in_time)
    assert done.returncode == 0 and "2 submissions from gradescope" in done.stdout, done.stderr
    told = json.loads((tmp_path / "a2" / ".handed_in.json").read_text(encoding="utf-8"))
    late = {entry["learner"]: entry["late"] for entry in told["submissions"].values()}
    assert late == {"007": False, "alan@x.org": True}

    write_files(
        tmp_path / "submitted",
        {
            "ada/cnn/timestamp.txt": "2026-11-20 23:00:00.000000 UTC",
            "ada/cnn/shape.ipynb": notebook_of(RIGHT),
        },
    )
    done = run("autograder", "collect", tmp_path / "submitted", "--into", tmp_path / "b")
    assert "1 submissions from nbgrader" in done.stdout, done.stderr
    assert [p.name for p in (tmp_path / "b" / "ada").iterdir()] == ["shape.ipynb"]

    from dulwich import porcelain

    for user in ("ada", "alan"):
        clone = write_files(
            tmp_path / "lab-submissions" / f"lab-{user}", {"output_shape.py": RIGHT}
        )
        porcelain.init(str(clone))
        porcelain.add(str(clone), ["output_shape.py"])
        moment = datetime(2026, 11, 22, tzinfo=timezone.utc).timestamp()
        committed(clone, b"A <a@x.org>", moment)
        (clone / ".git" / "config").write_text(
            "[core]\n\tfsmonitor = touch " + str(tmp_path / "ran")
        )
    args = ("--into", tmp_path / "c", "--due", "2026-11-21T12:00:00Z")
    done = run("autograder", "collect", tmp_path / "lab-submissions", *args)
    assert "2 submissions from git" in done.stdout and "2 late" in done.stdout, done.stderr
    assert sorted(p.name for p in (tmp_path / "c").iterdir() if p.is_dir()) == ["ada", "alan"]
    assert not (tmp_path / "ran").exists()


def test_a_roster_maps_ids_fills_in_and_reports_strangers(canvas):
    roster = canvas / "class.csv"
    roster.write_text(f"id,name,canvas\nu1,Ada,11\nu2,Alan,12\nu9,{HOSTILE},99\n", encoding="utf-8")
    into = canvas / "all.csv"
    args = ("--to", "csv", "--into", into, "--roster", roster)
    done = run("autograder", "export", canvas / "out", *args)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        f"matches nobody in {roster}: 13 (hoppergrace)",
        f"matches nobody in {roster}: 14 (noetheremmy)",
    ]
    with open(into, encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert (rows["u1"]["score"], rows["u2"]["late"]) == ("8", "late")
    assert (rows["u9"]["status"], rows["u9"]["score"]) == ("not submitted", "0")
    roster.write_bytes("id;name;canvas\nu1;Zoé;11\n".encode("cp1252"))
    done = run("autograder", "export", canvas / "out", *args)
    assert f"{roster} is not UTF-8, and is read as cp1252: save it" in done.stderr
    assert "u1,Zoé,11,graded" in into.read_text(encoding="utf-8")
    roster.write_text("name\nAda\n", encoding="utf-8")
    wrong = run("autograder", "export", canvas / "out", *args)
    assert wrong.returncode == 2 and len(wrong.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("zeros", [(), ("--zeros",)])
def test_a_gradebook_that_knows_nobody_is_not_filled_with_zeros(canvas, zeros):
    into, roster = canvas / "nobody.csv", canvas / "others.csv"
    sheet, book = canvas / "sheet.csv", canvas / "book.csv"
    sheet.write_text(
        "Identifier,Full name,Grade,Maximum Grade\nParticipant 11,Bob,,20\nParticipant 12,C,3,20\n",
        encoding="utf-8",
    )
    book.write_text("Student,ID,Lab (7)\nPoints Possible,,20\nBob,77,\n", encoding="utf-8")
    roster.write_text("id\nu1\nu2\n", encoding="utf-8")
    for args in (
        ("--to", "moodle", "--gradebook", sheet),
        ("--to", "canvas", "--gradebook", book, "--assignment", "Lab"),
        ("--to", "csv", "--roster", roster),
    ):
        done = run("autograder", "export", canvas / "out", *args, "--into", into, *zeros)
        refused_with = [line for line in done.stderr.splitlines() if line.startswith("autograder:")]
        assert done.returncode == 2 and len(refused_with) == 1, done.stderr
        assert "names nobody who handed in" in refused_with[0] and not into.exists()


def test_junit_json_and_gradescope_have_their_forms(canvas):
    out = canvas / "out"
    run("autograder", "export", out, "--to", "junit", "--into", canvas / "junit.xml")
    suites = ElementTree.parse(canvas / "junit.xml").getroot().findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["11", "12", "13", "14"]
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(c.find("failure") is not None for c in cases)
    run("autograder", "export", out, "--to", "json", "--into", canvas / "all.json")
    tree = json.loads((canvas / "all.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in tree] == ["11", "12", "13", "14"]
    run("autograder", "export", out, "--to", "gradescope", "--into", canvas / "gs")
    one = json.loads((canvas / "gs" / "12.json").read_text(encoding="utf-8"))
    assert one["score"] == 7.2 and "taken off" in one["output"]
    assert sum(test["max_score"] for test in one["tests"]) == pytest.approx(8, abs=1e-3)
    assert {test["status"] for test in one["tests"]} == {"passed"}


@pytest.mark.parametrize(
    "args, said",
    [
        (("collect", "{tmp}/empty", "--into", "{tmp}/x"), "nothing tells which platform"),
        (("collect", "{tmp}/empty", "--into", "{tmp}/empty2"), "is not empty"),
        (("collect", "{tmp}/broken.zip", "--into", "{tmp}/x"), "neither a folder nor a readable"),
        (("collect", "{tmp}/empty", "--into", "{tmp}/x", "--due", "soonish"), "is not a time"),
        (("grade", "{tmp}/empty", "--out", "{tmp}/o", "--late", "a bit"), "write it like"),
        (("grade", "{tmp}/empty", "--out", "{tmp}/o", "--late", "5%/day"), "nothing tells when"),
        (("export", "{tmp}/empty", "--to", "csv", "--into", "{tmp}/x"), "holds no results"),
    ],
)
def test_bad_input_is_told_in_a_line(tmp_path, args, said):
    (tmp_path / "empty").mkdir()
    write_files(tmp_path / "empty2", {"a": ""})
    (tmp_path / "broken.zip").write_text("no", encoding="utf-8")
    done = run("autograder", *(word.format(tmp=tmp_path) for word in args))
    assert done.returncode == 2 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.zip", "empty", "empty2"]


def test_paths_that_lead_out_of_a_download_are_left_out(tmp_path):
    download = write_zip(
        tmp_path / "s.zip",
        {"a_1_2_output_shape.py": RIGHT, "../../a_1_3_evil.py": "x", "/tmp/a_1_4_evil2.py": "x"},
    )
    done = run("autograder", "collect", download, "--into", tmp_path / "class")
    assert done.returncode == 0
    assert [p.name for p in (tmp_path / "class" / "1").iterdir()] == ["output_shape.py"]
