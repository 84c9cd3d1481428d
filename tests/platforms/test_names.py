"""Zips of names, Blackboard's and Google Classroom's; times that another file tells."""

from __future__ import annotations

import csv
import json

import pytest
from helpers import SOLUTIONS, run, write_files, write_zip

RIGHT = SOLUTIONS["output_shape.py"]
DUE = ("--due", "2026-11-20 23:59 Europe/Berlin")
TEXT = """{name}: Ada Lovelace (ada_l)
Assignment: CNN basics
Date Submitted: Friday, November 20, 2026 11:59:00 PM CET
Current Mark: Needs Marking

Submission Field:
There is no student submission text data for this assignment.

Files:
\tOriginal filename: output_shape.py
\tFilename: CNN basics_ada_l_attempt_2026-11-20-23-59-00_output_shape.py
"""


def collect(source, *args):
    into = source.parent / "class"
    done = run("autograder", "collect", source, "--into", into, *args)
    told = into / ".handed_in.json"
    manifest = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    return done, manifest.get("submissions", {}), into


@pytest.mark.parametrize("word", ["Name", "姓名"])
def test_blackboards_zip_tells_name_time_and_attempt(tmp_path, word):
    before = "CNN basics"
    files = {
        f"{before}_ada_l_attempt_2026-11-20-23-59-00.txt": TEXT.format(name=word),
        f"{before}_ada_l_attempt_2026-11-20-23-59-00_output_shape.py": RIGHT,
        f"{before}_ada_l_attempt_2026-11-19-10-00-00.txt": TEXT.format(name=word),
        f"{before}_ada_l_attempt_2026-11-19-10-00-00_output_shape.py": "old = 1",
        f"{before}_bob_attempt_2026-11-21-00-00-00_output_shape.py": RIGHT,
        f"{before}_cy_attempt_2026-11-20-12-00-00.txt": "Name: Cy Twombly (cy)\nSubmission: hello",
    }
    done, told, into = collect(write_zip(tmp_path / "gradebook.zip", files), *DUE)
    assert done.returncode == 0 and "2 submissions from blackboard" in done.stdout, done.stderr
    assert {name: (e["name"], e["seconds_late"]) for name, e in told.items()} == {
        "ada_l": ("Ada Lovelace", 0.0),
        "bob": ("", 60.0),
    }
    assert (into / "ada_l" / "output_shape.py").read_text(encoding="utf-8") == RIGHT
    assert "cy: handed in a text and no file" in done.stderr
    assert "read as Europe/Berlin" in done.stderr
    assert "not the attempt that counts (1)" in done.stderr


def test_google_classrooms_zip_of_names_is_put_to_the_roster(tmp_path):
    files = {
        "CNN basics/Ada Lovelace - output_shape.py": RIGHT,
        "CNN basics/李 雷 - lab.ipynb": "{}",
        "CNN basics/output_shape(1).py": RIGHT,
    }
    roster = tmp_path / "class.csv"
    roster.write_text("id,name\n1,Ada Lovelace\n2,李 雷\n3,Alan Turing\n", encoding="utf-8")
    source = write_zip(tmp_path / "CNN basics-20261121T080000Z-001.zip", files)
    done, told, into = collect(source, "--roster", roster)
    assert done.returncode == 0 and "2 submissions from google" in done.stdout, done.stderr
    assert set(told) == {"1", "2"} and told["2"]["name"] == "李 雷"
    assert (into / "1" / "output_shape.py").is_file()
    assert "its name tells nobody" in done.stderr and "output_shape(1).py" in done.stderr
    assert "without a submission (1): 3" in done.stderr


HEADS = {
    "en": ["Identifier", "Full name", "Status", "Grade", "Maximum Grade", "Grade can be changed"],
    "de": ["ID", "Vollständiger Name", "Status", "Bewertung", "Bestwertung", "Änderbar"],
    "zh": ["标识符", "全名", "状态", "成绩", "最高分", "成绩可以更改"],
}
ROWS = {
    "en": (
        "Participant ",
        "Friday, 20 November 2026, 11:58 PM",
        "Saturday, 21 November 2026, 12:59 AM",
    ),
    "de": (
        "Teilnehmer/in ",
        "Freitag, 20. November 2026, 23:58",
        "Samstag, 21. November 2026, 00:59",
    ),
    "zh": ("参与者", "2026年11月20日 星期五 23:58", "2026年11月21日 星期六 00:59"),
}


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("de", ";"), ("zh", ",")])
def test_moodles_worksheet_tells_the_time_in_any_language(tmp_path, language, separator):
    word, in_time, late = ROWS[language]
    head = [*HEADS[language], "a", "b", "Feedback"]
    rows = [
        [f"{word}501", "Ada", "x", "", "10", "Yes", in_time, "-", ""],
        [f"{word}502", "Bob", "x", "", "10", "Yes", late, "-", ""],
        [f"{word}503", "Cy", "x", "", "10", "Yes", in_time, "-", ""],
        [f"{word}504", "Dan", "x", "", "10", "Yes", "-", "-", ""],
    ]
    with open(tmp_path / "sheet.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([head, *rows])
    files = {
        f"{name}_{number}_assignsubmission_file_/output_shape.py": RIGHT
        for name, number in (("Ada", 501), ("Bob", 502))
    }
    files["Cy_503_assignsubmission_onlinetext_/onlinetext.html"] = "<p>hi</p>"
    source = write_zip(tmp_path / "course.zip", files)
    done, told, _into = collect(source, *DUE, "--times", tmp_path / "sheet.csv")
    assert done.returncode == 0, done.stderr
    assert {name: entry["seconds_late"] for name, entry in told.items()} == {"501": 0, "502": 3600}
    assert told["501"]["time"] == "2026-11-20T23:58:00+01:00"
    assert "a text entry, no file (1): Cy_503" in done.stderr
    assert "--times tells of them, and nothing of theirs is here (1): 503" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,time\n1,10/11/26 10:00\n2,11/10/26 10:00\n", "can be read in two ways"),
        ("a,b\n1,2\n", "tells no times"),
        ("id,time\n1,2026-11-20 10:00\n2,soon\n", "'soon' is not a time that can be read"),
        ("id\n", "cannot be read as CSV"),
    ],
)
def test_times_that_tell_none_are_refused(tmp_path, text, said):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    source = write_zip(tmp_path / "s.zip", {"ada_1_2_fit.py": RIGHT})
    done, _told, into = collect(source, *DUE, "--times", tmp_path / "t.csv")
    assert done.returncode == 2 and said in done.stderr and not into.exists()
    assert len(done.stderr.strip().splitlines()) == 2  # the deadline in words, and the error


def test_the_inbound_folder_of_nbgraders_exchange_holds_every_attempt(tmp_path):
    stamps = ("2026-11-19 10:00:00.000000 UTC", "2026-11-21 10:00:00.000000 UTC")
    files = {
        f"ada+cnn+{stamp}+x{number}/output_shape.py": f"n = {number}"
        for number, stamp in enumerate(stamps)
    }
    write_files(tmp_path / "inbound", files)
    done, told, into = collect(tmp_path / "inbound", *DUE)
    assert "1 submissions from nbgrader" in done.stdout, done.stderr
    assert (into / "ada" / "output_shape.py").read_text(encoding="utf-8") == "n = 0"
    assert not told["ada"]["late"]


def test_two_who_are_called_alike_each_have_their_own_time(tmp_path):
    files = {f"John Smith_{n}_assignsubmission_file_/fit.py": "f = 1\n" for n in (504, 505)}
    head = "Identifier,Full name,Email address,Grade,Maximum Grade,Last modified (submission)\n"
    days = {504: "22 November 2026, 1:05 AM", 505: "20 November 2026, 11:58 PM"}
    rows = [f'Participant {n},John Smith,{n}@x.org,,20,"{day}"\n' for n, day in days.items()]
    (tmp_path / "sheet.csv").write_text(head + "".join(rows), encoding="utf-8")
    source = write_zip(tmp_path / "course-lab-1.zip", files)
    times = ("--times", tmp_path / "sheet.csv", "--due", "2026-11-20 23:59 UTC")
    done, entries, _into = collect(source, *times)
    assert done.returncode == 0, done.stderr
    assert {name: entry["late"] for name, entry in entries.items()} == {"504": True, "505": False}


def test_a_username_with_underscores_is_read_by_the_assignments_name(tmp_path):
    time = "attempt_2026-11-20-12-00-00"
    files = {
        f"Lab_1 (a)_ada_l_{time}.txt": TEXT.format(name="Name"),
        f"Lab_1 (a)_ada_l_{time}_output_shape.py": RIGHT,
        f"Lab_1 (a)_bob_b_2_{time}_output_shape.py": RIGHT,
    }
    _done, told, _into = collect(write_zip(tmp_path / "gradebook.zip", files), *DUE)
    assert set(told) == {"ada_l", "bob_b_2"}


def test_a_roster_tells_where_a_name_with_a_dash_ends(tmp_path):
    files = {
        "Lab/Ann Smith - Jones - output_shape.py": RIGHT,
        "Lab/Ann Smith - a - output_shape.py": RIGHT,
        "Lab/Bo - Li/output_shape.py": RIGHT,
    }
    roster = tmp_path / "class.csv"
    names = "1,Ann Smith - Jones\n2,Ann Smith\n3,Bo - Li\n4,Bo\n"
    roster.write_text(f"id,name\n{names}", encoding="utf-8")
    source = write_zip(tmp_path / "Lab-20261121T080000Z-001.zip", files)
    _done, told, into = collect(source, "--roster", roster)
    assert set(told) == {"1", "2", "3"}
    assert (into / "1" / "output_shape.py").is_file()
    assert (into / "2" / "a - output_shape.py").is_file()
