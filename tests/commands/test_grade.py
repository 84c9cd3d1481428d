"""For instructors: `autograder grade`, and `make demo`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from helpers import HOME, SOLUTIONS, grades, results, run, without_seconds, write_files

from autograder.course import current_course

TWELVE = {
    "01-perfect": {},
    "02-perfect-in-numpy": {},
    "03-perfect-as-zip": {},
    "04-perfect-as-tar": {},
    "05-perfect-as-notebook": {},
    "06-untouched": {exercise.name: 0 for exercise in current_course().exercises},
    "07-true-convolution": {"filters": 10.5},
    "08-softmax-in-lenet": {"lenet": 6.5, "accuracy": 0},
    "09-gradients-add-up": {"train": 8.5, "accuracy": 0},
    "10-stays-in-training-mode": {"evaluate": 8},
    "11-never-ends": {"layers": 6.5},
    "12-kills-its-process": {"im2col": 3},
}
"""What each of the twelve gets in the parts where it does not get everything."""


def test_the_demo_grades_twelve_as_it_should(demo):
    folder, done = demo
    assert done.returncode == 0, done.stderr
    rows = grades(folder / "results")
    assert list(rows) == list(TWELVE)
    for name, lost in TWELVE.items():
        expected = {e.name: lost.get(e.name, e.points) for e in current_course().exercises}
        got = {e.name: float(rows[name][e.name]) for e in current_course().exercises}
        assert got == expected, name
        assert float(rows[name]["score"]) == sum(expected.values())
        assert rows[name]["status"] == "graded"
    assert "index.html" in done.stdout and "11-never-ends" in done.stdout


def test_verdicts_say_what_happened(demo):
    folder, _ = demo
    found = results(folder / "results")

    def outcomes(identity: str, part: str) -> set[str]:
        parts = {p["name"]: p for p in found[identity]["parts"]}
        return {c["outcome"] for c in parts[part]["checks"] if not c["passed"]}

    assert outcomes("06-untouched", "filters") == {"not written"}
    assert outcomes("07-true-convolution", "filters") == {"failed"}
    assert outcomes("11-never-ends", "layers") == {"timed out"}
    assert outcomes("12-kills-its-process", "im2col") == {"crashed"}
    assert "exit code 0" in json.dumps(found["12-kills-its-process"])


def test_results_have_the_contracts_form(demo):
    folder, _ = demo
    for identity, result in results(folder / "results").items():
        assert set(result) >= {
            *("submission_id", "status", "score", "max_score", "test_accuracy"),
            *("message", "walls", "parts"),
        }
        assert [part["name"] for part in result["parts"]] == [
            e.name for e in current_course().exercises
        ]
        for part in result["parts"]:
            assert sum(c["max_score"] for c in part["checks"]) == pytest.approx(
                part["max_score"], abs=0.01
            )
            for check in part["checks"]:
                assert set(check) == {
                    *("name", "outcome", "passed", "score", "max_score", "message", "mistake"),
                    "carried",
                }
        assert (folder / "results" / "reports" / f"{identity}.html").exists()


def test_a_second_run_grades_nothing_again_and_gives_the_same(demo, tmp_path):
    folder, _ = demo
    out = tmp_path / "results"
    shutil.copytree(folder / "results", out)
    before = (out / "grades.csv").read_bytes()
    args = ("--out", out, "--check-seconds", 2, "--accuracy-seconds", 20)
    done = run("autograder", "grade", folder / "submissions", *args, fresh=True)
    assert done.returncode == 0
    assert (out / "grades.csv").read_bytes() == before


@pytest.mark.long
def test_fresh_runs_in_another_order_give_the_same_but_for_seconds(demo, tmp_path):
    folder, _ = demo
    some = tmp_path / "some"
    some.mkdir()
    for name in ("08-softmax-in-lenet", "02-perfect-in-numpy"):
        shutil.copytree(folder / "submissions" / name, some / name)
    args = (
        "--out",
        tmp_path / "out",
        "--jobs",
        1,
        "--seed",
        0,
        "--check-seconds",
        2,
        "--accuracy-seconds",
        20,
    )  # the demo's
    assert run("autograder", "grade", some, *args).returncode == 0
    alone = without_seconds(tmp_path / "out")
    assert alone == [r for r in without_seconds(folder / "results") if r in alone] and alone


def test_some_exercises_can_be_graded_alone(complete_run):
    row = grades(complete_run)["learner-01"]
    assert (row["score"], row["max_score"], row["lenet"]) == ("18", "18", "")


@pytest.fixture(scope="module")
def odd(tmp_path_factory) -> Path:
    """The results of a class in which something is wrong with every submission."""
    folder = tmp_path_factory.mktemp("odd")
    files = {"layers.py": SOLUTIONS["layers.py"], "filters.py": "x = 1\n"}
    write_files(folder / "class" / "incomplete", files)
    write_files(folder / "class" / "ada", {"layers.py": SOLUTIONS["layers.py"]})
    (folder / "class" / "ada.py").write_text(SOLUTIONS["layers.py"], encoding="utf-8")
    write_files(folder / "class" / "bob", {"new/layers.py": "", "old/layers.py": ""})
    (folder / "class" / "notes.txt").write_text("no submission", encoding="utf-8")
    chosen = [word for name in ("filters", "layers", "train") for word in ("--exercise", name)]
    args = ("--out", folder / "out", *chosen, "--jobs", 1)
    done = run("autograder", "grade", folder / "class", *args)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_what_is_missing_scores_nothing_and_says_so(odd):
    result = results(odd)["incomplete"]
    assert result["score"] == 10
    messages = json.dumps(result)
    assert "filters.py does not define cross_correlate." in messages
    assert "The file train.py is missing." in messages


def test_two_of_one_id_and_two_of_one_name_are_refused(odd):
    rows = grades(odd)
    assert set(rows) == {"ada", "ada.py", "bob", "notes.txt", "incomplete"}
    assert {row["status"] for name, row in rows.items() if name != "incomplete"} == {"rejected"}
    assert "new/layers.py and old/layers.py" in rows["bob"]["message"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("grade", "nowhere", "--out", "x"), "nowhere"),
        (("grade", "data", "--out", "exercises"), "holds other files"),
        (("grade", "data", "--out", "x", "--exercise", "chess"), "no exercise is called"),
        (("grade", "data", "--out", "x", "--data", "nowhere"), "no MNIST/raw in nowhere"),
        (("grade", "data", "--out", "x", "--jobs", "0"), "--jobs"),
        (("grade", "data", "--out", "x", "--force", "ada"), "--force ada"),
    ],
)
def test_a_usage_error_is_a_line_and_exit_code_2(args, said, tmp_path):
    args = tuple(str(tmp_path / "x") if word == "x" else word for word in args)
    done = run("autograder", *args, cwd=HOME)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_the_pages_show_the_class_and_each_submission(demo):
    folder, _ = demo
    index = (folder / "results" / "index.html").read_text(encoding="utf-8")
    assert index.count('<td><a href="reports/') == len(TWELVE)
    page = (folder / "results" / "reports" / "07-true-convolution.html").read_text(encoding="utf-8")
    assert "A kernel slides over every position of a channel" in page
    assert "differs" in page
