"""One member of a group has points, or time, of their own; the others keep theirs."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from helpers import EXERCISES, grades, refused, run

HEAD = "id,exercise,points,comment,by\n"
GROUPS = "id,group\nlearner-03,red\nzoe,red\nyan,red\n"


@pytest.fixture
def out(complete_run: Path, tmp_path: Path) -> Path:
    """A copy of the class's results, of which one is that of the group red."""
    shutil.copytree(complete_run, tmp_path / "out")
    (tmp_path / "out" / "groups.csv").write_text(GROUPS, encoding="utf-8")
    return tmp_path / "out"


def decide(out: Path, rows: str) -> None:
    (out / "adjustments.csv").write_text(HEAD + rows, encoding="utf-8")


def exported(out: Path, into: Path) -> dict[str, dict[str, str]]:
    done = run("autograder", "export", out, "--to", "csv", "--into", into)
    assert done.returncode == 0, done.stderr
    with open(into, encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def page(out: Path, name: str) -> str:
    return (out / "reports" / f"{name}.html").read_text(encoding="utf-8")


def report(out: Path):
    done = run("autograder", "report", out)
    assert done.returncode == 0, done.stderr
    return done


def test_a_members_row_is_theirs_alone_and_a_groups_is_everybodys(out, tmp_path):
    report(out)
    machine = grades(out)["learner-03"]["score"]
    decide(out, "zoe,total,5,did not take part,Lee\n")
    report(out)
    told = grades(out)
    assert (told["learner-03"]["score"], told["zoe"]["score"]) == (machine, "5")
    assert told["zoe"]["machine_score"] == machine and "yan" not in told
    assert "did not take part" in page(out, "zoe") and "for zoe alone" in page(out, "zoe")
    assert "did not take part" not in page(out, "learner-03") and "yan" in page(out, "learner-03")
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "The class: 16 submissions" in index and "alone, of learner-03" in index
    scores = {name: row["score"] for name, row in exported(out, tmp_path / "a.csv").items()}
    assert (scores["zoe"], scores["yan"], scores["learner-03"]) == ("5", machine, machine)
    assert len(scores) == 18
    decide(out, "red,total,7,talked,Lee\nzoe,total,5,,\n")
    report(out)
    scores = {name: row["score"] for name, row in exported(out, tmp_path / "a.csv").items()}
    assert (scores["zoe"], scores["yan"], scores["learner-03"]) == ("5", "7", "7")
    decide(out, "yan+learner-03+ZOE,layers,1,,\n")
    report(out)
    told = exported(out, tmp_path / "a.csv")
    assert {told[name]["layers"] for name in ("zoe", "yan", "learner-03")} == {"1"}
    assert not (out / "reports" / "zoe.html").exists() and "zoe" not in grades(out)


def test_who_handed_in_may_be_alone_as_well(out, tmp_path):
    decide(out, "learner-03,total,excused,ill,Lee\n")
    report(out)
    told = exported(out, tmp_path / "a.csv")
    assert told["learner-03"]["status"] == "excused"
    assert told["zoe"]["status"] == told["yan"]["status"] == "graded"
    assert told["zoe"]["score"] == told["yan"]["score"] != ""
    into = tmp_path / "pages"
    done = run("autograder", "feedback", out, "--to", "folder", "--into", into)
    assert done.returncode == 0, done.stderr
    with open(into / "list.csv", encoding="utf-8", newline="") as file:
        pages = {row["id"]: into / row["file"] for row in csv.DictReader(file)}
    assert pages["zoe"] == pages["yan"] != pages["learner-03"]
    assert "ill" in pages["learner-03"].read_text(encoding="utf-8")
    assert "Lee" not in pages["zoe"].read_text(encoding="utf-8")
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert len(record["answered"]) == 16 and "zoe" not in record["answered"]
    done = run("autograder", "report", out, "--id", "yan")
    assert done.returncode == 0 and done.stdout.startswith("yan")


@pytest.mark.parametrize(
    ("groups", "rows", "said"),
    [
        (GROUPS, "zoe,total,1,,\nZOE,total,2,,", "line 3: zoe, total is already in line 2"),
        (GROUPS, "red,total,1,,\nzoe+yan+learner-03,total,2,,", "line 3: learner-03, total is al"),
        (GROUPS, "zoe+yan,total,1,,", "line 2: there is no submission 'zoe+yan'"),
        ("id,group\nlearner-03,zoe\nzoe,zoe\n", "zoe,total,1,,", "line 2: 'zoe' can mean one"),
        ("id,group\nlearner-03,learner-04\n", "learner-04,total,1,,", "line 2: 'learner-04' can"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_line(out, tmp_path, groups, rows, said):
    (out / "groups.csv").write_text(groups, encoding="utf-8")
    given = tmp_path / "given.csv"
    given.write_text(f"{HEAD}{rows}\n", encoding="utf-8")
    done = run("autograder", "report", out, "--adjustments", given)
    refused(done, "given.csv, ", said)
    assert not (out / "adjustments.csv").exists()


def test_a_gradebook_gets_each_ones_own(out, tmp_path):
    decide(out, "zoe,total,5,,\nyan,total,excused,,\n")
    report(out)
    book = tmp_path / "book.csv"
    names = ("learner-03", "zoe", "yan")
    rows = "".join(f"{n},{name},{10 + n},\n" for n, name in enumerate(names))
    head = "Student,SIS Login ID,ID,Lab (7)\n    Points Possible,,,18\n"
    book.write_text(head + rows, encoding="utf-8")
    into = tmp_path / "upload.csv"
    args = ("--to", "canvas", "--gradebook", book, "--assignment", "Lab", "--into", into)
    done = run("autograder", "export", out, *args)
    assert done.returncode == 0, done.stderr
    cells = [row[3] for row in csv.reader(into.read_text(encoding="utf-8").splitlines())][2:]
    assert cells[1:] == ["5", "EX"] and cells[0] not in ("", "5", "EX")


@pytest.mark.long
def test_an_extension_is_one_members_or_the_groups(small_class, out, tmp_path):
    shutil.copytree(small_class, tmp_path / "class")
    entry = {"learner": "learner-03", "time": "2026-11-22T12:00:00+00:00", "late": True}
    entry["seconds_late"] = 172_800.0
    tree = {"format": 1, "submissions": {"learner-03": entry}}
    text = json.dumps(tree)
    (tmp_path / "class" / ".handed_in.json").write_text(text, encoding="utf-8")
    grade = ("grade", tmp_path / "class", "--out", out, *EXERCISES)
    done = run("autograder", *grade, "--late", "10%/day", "--yes")
    assert done.returncode == 0, done.stderr
    late = float(grades(out)["learner-03"]["score"])
    given = tmp_path / "more.csv"
    given.write_text("id,until\nzoe,1 day\n", encoding="utf-8")
    done = run("autograder", *grade, "--extensions", given)
    refused(done, "the extensions; stored scores that may change: 1", "agree with --yes")
    done = run("autograder", *grade, "--extensions", given, "--yes")
    assert done.returncode == 0 and "zoe" in done.stdout, done.stderr
    told = grades(out)
    assert float(told["learner-03"]["score"]) == late
    assert float(told["zoe"]["score"]) == pytest.approx(late / 0.8 * 0.9)
    assert "more time: 1 day" in page(out, "zoe") and "1 day" not in page(out, "learner-03")
    scores = {name: row["score"] for name, row in exported(out, tmp_path / "a.csv").items()}
    assert scores["yan"] == scores["learner-03"] != scores["zoe"]
    given.write_text("id,until\nred,1 day\nyan,2 days\n", encoding="utf-8")
    done = run("autograder", *grade, "--extensions", given, "--yes")
    assert done.returncode == 0, done.stderr
    scores = {name: float(r["score"]) for name, r in exported(out, tmp_path / "a.csv").items()}
    assert scores["zoe"] == scores["learner-03"] == pytest.approx(late / 0.8 * 0.9)
    assert scores["yan"] == pytest.approx(late / 0.8)


def test_a_line_of_its_own_is_compared_with_the_groups(complete_run, out, tmp_path):
    decide(out, "zoe,total,5,,\n")
    done = run("autograder", "compare", complete_run, out, "--csv", tmp_path / "c.csv")
    assert done.returncode == 0, done.stderr
    shutil.copytree(out, tmp_path / "before")
    (tmp_path / "before" / "adjustments.csv").unlink()
    done = run("autograder", "compare", tmp_path / "before", out, "--csv", tmp_path / "c.csv")
    assert "1 of 17 scores changed" in done.stdout and "only in" not in done.stdout
    with open(tmp_path / "c.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["now"], row["why"]) == ("zoe", "5", "an adjustment")


def test_moodles_zip_has_the_page_of_each(out, tmp_path):
    groups = "id,group\nlearner-03,red\n77,red\n78,red\n"
    (out / "groups.csv").write_text(groups, encoding="utf-8")
    decide(out, "77,total,5,for you alone,\n")
    report(out)
    into = tmp_path / "pages.zip"
    sheet = tmp_path / "Grades.csv"
    rows = "".join(f"Participant {n},{who},,20\n" for n, who in ((77, "Y"), (78, "Z")))
    sheet.write_text(f"Identifier,Full name,Grade,Maximum Grade\n{rows}", encoding="utf-8")
    args = ("--to", "moodle", "--into", into, "--gradebook", sheet)
    done = run("autograder", "feedback", out, *args)
    assert "it matches nobody in the worksheet: learner-00, learner-01" in done.stderr
    with zipfile.ZipFile(into) as archive:
        names = {name: archive.read(name).decode() for name in archive.namelist()}
    (own,) = (text for name, text in names.items() if "_77_" in name)
    assert "for you alone" in own
    assert all("for you alone" not in text for name, text in names.items() if "_77_" not in name)


@pytest.mark.parametrize(
    "name",
    [
        "YAN",
        *(
            pytest.param(n, marks=pytest.mark.long)
            for n in ("red", "zoe+learner-03+yan", "learner-03")
        ),
    ],
)
def test_a_member_or_the_group_names_its_submission(out, name):
    done = run("autograder", "regrade", out, "--id", name, "--exercise", "layers", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if " / " in line]
    assert len(told) == 1 and told[0].startswith("learner-03"), told
    done = run("autograder", "report", out, "--id", name)
    assert done.returncode == 0 and "of 18 points" in done.stdout, done.stderr
    refused(run("autograder", "regrade", out, "--id", "eve"), "--id eve: there is no such")
