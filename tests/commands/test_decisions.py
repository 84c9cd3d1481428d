"""People decide beside the machine: adjustments, extensions and groups, on the command line."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from helpers import EXERCISES, grades, refused, results, run

HEAD = "id,exercise,points,comment,by\n"
GIVEN = (
    "learner-00,layers,9.5,well argued,T\n"
    "learner-01,total,excused,ill,T\n"
    "learner-02,,,see me,\n"
    "learner-04,total after lateness,12,,Prof. Li\n"
)


@pytest.fixture
def out(complete_run: Path, tmp_path: Path) -> Path:
    """A copy of the class's results."""
    shutil.copytree(complete_run, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def collected(small_class: Path, tmp_path: Path) -> Path:
    """A copy of the class, of which the second is two days late and the third an hour."""
    shutil.copytree(small_class, tmp_path / "class")
    late = {"learner-01": 172_800.0, "learner-02": 3600.0}
    entries = {}
    for path in sorted((tmp_path / "class").iterdir()):
        seconds = late.get(path.name, 0.0)
        time = f"2026-11-2{2 if seconds > 9999 else 0}T12:00:00+00:00"
        entries[path.name] = {"learner": path.name, "time": time, "late": seconds > 0}
        entries[path.name]["seconds_late"] = seconds
    tree = {"format": 1, "submissions": entries}
    (tmp_path / "class" / ".handed_in.json").write_text(json.dumps(tree), encoding="utf-8")
    return tmp_path / "class"


def written(folder: Path, text: str, name: str = "given.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows(path: Path) -> dict[str, dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_what_people_decide_counts_everywhere_and_the_machines_verdict_stays(out, tmp_path):
    before = everything(out / "results")
    done = run("autograder", "report", out, "--adjustments", written(tmp_path, HEAD + GIVEN))
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert everything(out / "results") == before
    told = grades(out)
    assert (told["learner-00"]["score"], told["learner-00"]["layers"]) == ("17.5", "9.5")
    machine = results(out)["learner-00"]["score"]
    assert told["learner-00"]["machine_score"] == f"{machine:g}"
    assert told["learner-01"]["score"] == "" and told["learner-04"]["score"] == "12"
    page = (out / "reports" / "learner-00.html").read_text(encoding="utf-8")
    assert "well argued — T" in page and "From your instructor" in page
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "What people decided and said (4)" in page and "see me" in page
    done = run("autograder", "export", out, "--to", "csv", "--into", tmp_path / "a.csv")
    assert done.returncode == 0, done.stderr
    told = rows(tmp_path / "a.csv")
    assert (told["learner-01"]["status"], told["learner-04"]["score"]) == ("excused", "12")
    # A score that is written by hand into the folder's own file counts as well.
    path = written(out, HEAD + "learner-00,total,1,,\n", "adjustments.csv")
    run("autograder", "export", out, "--to", "csv", "--into", tmp_path / "a.csv")
    assert rows(tmp_path / "a.csv")["learner-00"]["score"] == "1"
    done = run("autograder", "feedback", out, "--to", "folder", "--into", tmp_path / "pages")
    refused(done, "adjustments.csv was changed after the pages were written")
    path.unlink()
    assert run("autograder", "report", out).returncode == 0
    assert "machine_score" not in grades(out)["learner-00"]
    assert "From your instructor" not in (out / "reports" / "learner-00.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nobody,layers,1,,", "given.csv, line 2: there is no submission 'nobody'"),
        ("learner-00,layers,1,,\nlearner-00,layers,2,,", "line 3: learner-00, layers is already"),
        ("learner-00,layers,nan,,", "line 2: points 'nan': write a number"),
        ("learner-00,fit,1,,", "'fit' is neither a graded exercise (output_shape, layers)"),
    ],
)
def test_what_cannot_be_taken_changes_nothing(out, tmp_path, row, said):
    given, before = written(tmp_path, f"{HEAD}{row}\n"), everything(out)
    for args in (("report", out), ("export", out, "--to", "json", "--into", tmp_path / "x")):
        refused(run("autograder", *args, "--adjustments", given), said)
    assert everything(out) == before and not (tmp_path / "x").exists()


def test_a_file_among_the_submissions_is_not_read(out, collected):
    given = written(collected / "learner-00", HEAD + "learner-00,total,20,,\n", "adjustments.csv")
    args = ("grade", collected, "--out", out, *EXERCISES, "--adjustments", given)
    refused(run("autograder", *args), "--adjustments", "lies inside", "keep it elsewhere")


def test_rows_of_the_folder_do_not_get_lost(out, tmp_path):
    given = written(tmp_path, HEAD + GIVEN)
    assert run("autograder", "report", out, "--adjustments", given).returncode == 0
    less = written(tmp_path, HEAD + "learner-00,layers,9,,\n", "less.csv")
    done = run("autograder", "report", out, "--adjustments", less)
    refused(done, "has rows that", "3: learner-01 total, learner-02, learner-04", "add them")
    assert run("autograder", "report", out, "--adjustments", given).returncode == 0


def test_an_adjustment_is_listed_when_the_machine_finds_something_else(out, tmp_path):
    given = written(tmp_path, HEAD + GIVEN)
    assert run("autograder", "report", out, "--adjustments", given).returncode == 0
    path = out / "results" / "learner-00.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["parts"][1]["score"] += 0.5  # as if it had been graded anew
    path.write_text(json.dumps(tree), encoding="utf-8")
    done = run("autograder", "report", out)
    assert done.returncode == 0 and done.stderr.startswith("learner-00, layers: adjusted when the")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Adjusted before the verdict changed (1)" in page
    assert grades(out)["learner-00"]["layers"] == "9.5"


@pytest.mark.long
def test_an_extension_is_said_before_it_changes_a_score(out, collected, tmp_path):
    grade = ("grade", collected, "--out", out, *EXERCISES)
    late = ("--late", "10%/day with 1 late day")
    refused(run("autograder", *grade, *late), "the rule for lateness; stored scores that may chan")
    done = run("autograder", *grade, *late, "--yes")
    assert done.returncode == 0, done.stderr
    assert grades(out)["learner-01"]["score"] == "16.2"
    assert grades(out)["learner-02"]["score"] == "18"
    given = written(tmp_path, "id;until\nlearner-01;2026-11-22 13:00 Europe/Berlin\n")
    before = everything(out)
    done = run("autograder", *grade, "--extensions", given)
    refused(done, "the extensions; stored scores that may change: 1", "agree with --yes")
    assert everything(out) == before
    done = run("autograder", *grade, "--extensions", given, "--yes")
    assert done.returncode == 0, done.stderr
    assert grades(out)["learner-01"]["score"] == "18"
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["extensions"]["learner-01"].endswith("13:00:00, Europe/Berlin (UTC+01:00)")
    page = (out / "reports" / "learner-01.html").read_text(encoding="utf-8")
    assert "more time: Sunday, 22 November 2026" in page
    # The deadline moves, and nothing is handed in again.
    manifest = collected / ".handed_in.json"
    text = manifest.read_text(encoding="utf-8").replace("3600.0", "90000.0")
    manifest.write_text(text, encoding="utf-8")
    done = run("autograder", *grade)
    refused(done, "how submissions were handed in; stored scores that may change: 1")


def test_a_groups_submission_is_each_ones(out, tmp_path):
    given = written(tmp_path, "id,group\nlearner-03,red\nzoe,red\n")
    target = ("--to", "csv", "--into", tmp_path / "a.csv")
    done = run("autograder", "export", out, *target, "--groups", given)
    assert done.returncode == 0 and "17 learners, 16 submissions" in done.stdout
    told = rows(tmp_path / "a.csv")
    assert told["zoe"]["submission_id"] == told["learner-03"]["submission_id"] == "learner-03"
    twice = written(tmp_path, "id,group\nlearner-03,red\nlearner-04,red\nzoe,red\n")
    done = run("autograder", "export", out, *target, "--groups", twice)
    refused(done, "the group red handed in several submissions (learner-03, learner-04)", "zoe")


def test_two_runs_are_compared(complete_run, out, tmp_path):
    given = written(tmp_path, HEAD + "learner-01,layers,1,,\n")
    run("autograder", "report", out, "--adjustments", given)
    path = out / "results" / "learner-00.json"
    tree = json.loads(path.read_text(encoding="utf-8")) | {"fingerprint": "other"}
    check = next(c for c in tree["parts"][1]["checks"] if not c["passed"])
    check |= {"outcome": "passed", "passed": True, "score": check["max_score"]}
    tree["parts"][1]["score"] += check["max_score"]
    tree["score"] += check["max_score"]
    path.write_text(json.dumps(tree), encoding="utf-8")
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    del record["members"]["learner-15"]
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")
    done = run("autograder", "compare", complete_run, out, "--csv", tmp_path / "c.csv")
    assert done.returncode == 0, done.stderr
    assert "2 of 15 scores changed" in done.stdout and "failed → passed" in done.stdout
    assert "only in OLD (1): learner-15" in done.stdout
    told = rows(tmp_path / "c.csv")
    assert told["learner-00"]["why"] == "the submission"
    assert (told["learner-01"]["why"], told["learner-01"]["change"]) == ("an adjustment", "-9")
    assert (told["learner-15"]["before"], told["learner-15"]["now"]) == ("there", "not there")
    page = (out / "compare.html").read_text(encoding="utf-8")
    assert 'href="reports/learner-00.html"' in page and "By which checks" in page
    own = out / "grades.csv"
    refused(run("autograder", "compare", complete_run, out, "--csv", own), "folder's own")
    refused(run("autograder", "compare", tmp_path, out), "holds no results")


@pytest.mark.long
def test_decisions_are_kept_through_regrades(small_class, out, collected, tmp_path):
    shutil.copy(collected / "learner-01" / "layers.py", collected / "learner-00" / "layers.py")
    given = written(tmp_path, HEAD + GIVEN)
    args = ("grade", collected, "--out", out, *EXERCISES, "--adjustments", given)
    done = run("autograder", *args)
    assert done.returncode == 0, done.stderr
    assert "learner-00, layers: adjusted when the machine's points were" in done.stderr
    assert grades(out)["learner-00"]["layers"] == "9.5"
    done = run("autograder", "regrade", out, "--id", "learner-04", "--exercise", "layers")
    assert done.returncode == 0 and done.stderr.count("learner-04") == 1, done.stderr
    assert grades(out)["learner-04"]["score"] == "12"
    later = HEAD + GIVEN.replace("well argued", "looked again")
    done = run("autograder", "report", out, "--adjustments", written(tmp_path, later))
    assert done.returncode == 0 and not done.stderr, done.stderr
