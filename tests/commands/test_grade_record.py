"""One run, written down: what is kept, what is refused, and what the grader itself failed on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from helpers import HOME, SOLUTIONS, grades, refused, results, run, write_files

from autograder.sandbox.walls import walls_of_this_machine

RIGHT = SOLUTIONS["output_shape.py"]
WRONG = RIGHT.replace("return room // stride + 1", "return room // stride")
ONLY = ("--exercise", "output_shape", "--jobs", "1")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of three, graded once: `class` and `out` in a folder."""
    folder = tmp_path_factory.mktemp("graded")
    assert WRONG != RIGHT
    for name, text in (("ada", RIGHT), ("bob", WRONG), ("cyd", RIGHT)):
        write_files(folder / "class" / name, {"output_shape.py": text})
    done = run("autograder", "grade", folder / "class", "--out", folder / "out", *ONLY)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def out(graded: Path, tmp_path: Path) -> Path:
    """A copy of the class's results."""
    shutil.copytree(graded / "out", tmp_path / "out")
    return tmp_path / "out"


def record(out: Path) -> dict:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def everything(out: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_the_record_says_what_the_run_was(graded):
    told = record(graded / "out")
    assert told["submissions"] == str((graded / "class").resolve())
    assert sum(told["course"].values()) == 100 and told["exercises"] == ["output_shape"]
    assert told["seed"] > 2**32 and re.fullmatch(r"[0-9a-f]{24}", told["data_digest"])
    assert {"autograder", "Python", "torch", "numpy"} <= told["versions"].keys()
    assert told["limits"]["memory"] == 2048
    assert told["sandbox"] == list(walls_of_this_machine().names)
    assert told["begun"] <= told["ended"] and told["late"] == ""
    assert told["members"] == {"ada": "ada", "bob": "bob", "cyd": "cyd"}


def test_the_seed_is_on_the_instructors_page_and_on_no_other(graded, tmp_path):
    out = graded / "out"
    seed = str(record(out)["seed"])
    assert seed in (out / "index.html").read_text(encoding="utf-8")
    for target in ("csv", "json", "junit", "gradescope"):
        into = tmp_path / target
        done = run("autograder", "export", out, "--to", target, "--into", into)
        assert done.returncode == 0, done.stderr
    shown = [*(out / "reports").iterdir(), *(p for p in tmp_path.rglob("*") if p.is_file())]
    shown += [out / "grades.csv", *(out / "results").iterdir(), *(out / "details").iterdir()]
    assert len(shown) > 10
    assert not [path for path in shown if seed in path.read_text(encoding="utf-8")]


@pytest.mark.long
def test_going_on_uses_the_seed_that_was_drawn(graded, out):
    before = everything(out / "results")
    done = run("autograder", "grade", graded / "class", "--out", out, *ONLY)
    assert done.returncode == 0 and "/ 8" not in done.stderr  # nothing was graded again
    assert everything(out / "results") == before
    forced = run("autograder", "grade", graded / "class", "--out", out, *ONLY, "--force", "bob")
    assert forced.returncode == 0 and forced.stderr.count("bob: ") == 1
    assert results(out)["bob"]["parts"] == results(graded / "out")["bob"]["parts"]
    assert record(out)["seed"] == record(graded / "out")["seed"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--seed", "5"), "the seed; stored scores that may change: 3"),
        (("--memory", "1024"), "the limits; stored scores that may change: 3"),
        (("--sandbox", "none"), "the sandbox; stored scores that may change: 3"),
        (("--seed", "5", "--memory", "1024"), "the seed, the limits; stored"),
    ],
)
def test_what_would_change_stored_scores_is_said_and_refused(graded, out, args, said):
    before = everything(out)
    done = run("autograder", "grade", graded / "class", "--out", out, *ONLY, *args)
    refused(done, said, "name a new results folder, or agree with --yes")
    assert everything(out) == before


@pytest.mark.long
def test_another_seed_takes_agreement(graded, out):
    args = ("--seed", "5", "--yes")
    done = run("autograder", "grade", graded / "class", "--out", out, *ONLY, *args)
    assert done.returncode == 0 and done.stderr.count("/ 8") == 3
    assert done.stderr.splitlines()[0].endswith("the seed; stored scores that may change: 3")
    assert record(out)["seed"] == 5


def test_another_data_set_is_refused(graded, out, tmp_path):
    shutil.copytree(HOME / "data" / "mnist5k", tmp_path / "data")
    args = ("grade", graded / "class", "--out", out, *ONLY, "--data", tmp_path / "data")
    assert run("autograder", *args).returncode == 0  # the same one in another place
    labels = tmp_path / "data" / "MNIST" / "raw" / "train-labels-idx1-ubyte"
    raw = bytearray(labels.read_bytes())
    raw[-1] = (raw[-1] + 1) % 10  # of the same size
    labels.write_bytes(raw)
    refused(run("autograder", *args), "the data set; stored scores that may change: 3")


def test_another_class_is_refused_and_nothing_is_mixed(graded, out, tmp_path):
    other = tmp_path / "other"
    write_files(other / "ada", {"output_shape.py": WRONG})
    before = everything(out)
    for args in ((), ("--yes",)):
        done = run("autograder", "grade", other, "--out", out, *ONLY, *args)
        refused(done, str(other), "name a new results folder")
    assert everything(out) == before


def test_a_class_that_was_moved_is_the_same_class(graded, out, tmp_path):
    tree = record(out) | {"submissions": str(tmp_path / "gone")}
    (out / "run.json").write_text(json.dumps(tree), encoding="utf-8")
    done = run("autograder", "grade", graded / "class", "--out", out, *ONLY)
    assert done.returncode == 0, done.stderr
    strangers = write_files(tmp_path / "strangers", {"eve/output_shape.py": RIGHT})
    (out / "run.json").write_text(json.dumps(tree), encoding="utf-8")
    refused(run("autograder", "grade", strangers, "--out", out, *ONLY), "not of")


def test_another_course_is_refused(graded, out):
    tree = record(out)
    tree["course"]["chess"] = 5
    (out / "run.json").write_text(json.dumps(tree), encoding="utf-8")
    for args in ((), ("--yes",)):
        done = run("autograder", "grade", graded / "class", "--out", out, *ONLY, *args)
        refused(done, "another course", "12 exercises, 105 points")


def test_an_empty_folder_empties_nothing(out, tmp_path):
    (tmp_path / "empty").mkdir()
    before = everything(out)
    refused(run("autograder", "grade", tmp_path / "empty", "--out", out), "holds no submissions")
    assert everything(out) == before
    done = run("autograder", "grade", tmp_path / "empty", "--out", tmp_path / "new")
    refused(done, "holds no submissions")
    assert not (tmp_path / "new").exists()


def test_results_never_lie_among_the_submissions(graded, tmp_path):
    shutil.copytree(graded / "class", tmp_path / "class")
    (tmp_path / "link").symlink_to(tmp_path / "class")
    for where in (tmp_path / "class" / "out", tmp_path / "link" / "a" / "b", tmp_path / "class"):
        done = run("autograder", "grade", tmp_path / "class", "--out", where, *ONLY)
        refused(done, "lies inside")
    assert sorted(p.name for p in (tmp_path / "class").iterdir()) == ["ada", "bob", "cyd"]


def test_who_left_is_in_no_page_and_no_export(graded, out, tmp_path):
    folder = tmp_path / "class"
    shutil.copytree(graded / "class", folder)
    tree = record(out) | {"submissions": str(folder)}
    (out / "run.json").write_text(json.dumps(tree), encoding="utf-8")
    shutil.rmtree(folder / "bob")
    done = run("autograder", "grade", folder, "--out", out, *ONLY)
    assert done.returncode == 0
    assert done.stderr.strip().splitlines() == ["not in the class any more: bob"]
    assert list(grades(out)) == ["ada", "cyd"]
    assert (out / "results" / "bob.json").exists()
    assert run("autograder", "report", out).returncode == 0
    assert "bob" not in (out / "index.html").read_text(encoding="utf-8")
    assert not (out / "reports" / "bob.html").exists()
    exported = run("autograder", "export", out, "--to", "csv", "--into", tmp_path / "all.csv")
    assert "not in the class any more: bob" in exported.stderr
    assert "bob" not in (tmp_path / "all.csv").read_text(encoding="utf-8")
    shutil.copytree(graded / "class" / "bob", folder / "bob")
    back = run("autograder", "grade", folder, "--out", out, *ONLY)
    assert "/ 8" not in back.stderr and list(grades(out)) == ["ada", "bob", "cyd"]
    assert (out / "reports" / "bob.html").exists()


@pytest.mark.long
def test_one_exercise_is_renewed_beside_the_others(graded, out, tmp_path):
    args = ("grade", graded / "class", "--out", out, "--exercise", "layers", "--jobs", "1")
    assert run("autograder", *args).returncode == 0
    assert record(out)["exercises"] == ["output_shape", "layers"]
    rows = grades(out)
    assert (rows["ada"]["score"], rows["ada"]["max_score"]) == ("8", "18")
    before = results(graded / "out")["bob"]
    after = results(out)["bob"]
    assert after["parts"][0] == before["parts"][0] and after["score"] == before["score"]
    done = run("autograder", "export", out, "--to", "json", "--into", tmp_path / "all.json")
    assert "only these exercises were graded, and their 18 points count as all" in done.stdout
    refused(
        run("autograder", *args, "--seed", "1"),
        "other verdicts are kept, but the seed is a different one: grade all of it",
    )


@pytest.mark.long
def test_a_changed_submission_keeps_no_old_verdicts(graded, out, tmp_path):
    folder = tmp_path / "class"
    shutil.copytree(graded / "class", folder)
    tree = record(out) | {"submissions": str(folder)}
    (out / "run.json").write_text(json.dumps(tree), encoding="utf-8")
    (folder / "bob" / "output_shape.py").write_text(RIGHT, encoding="utf-8")
    before = everything(out)
    done = run("autograder", "grade", folder, "--out", out, "--exercise", "layers")
    refused(done, "these submissions changed since: bob; grade without --exercise")
    assert everything(out) == before
    again = run("autograder", "grade", folder, "--out", out, *ONLY)
    assert again.returncode == 0 and "bob: 8 / 8" in again.stderr


def test_a_damaged_result_is_told_by_all_and_renewed_by_grade(graded, out, tmp_path):
    path = out / "results" / "bob.json"
    before = results(out)["bob"]
    path.write_text(path.read_text(encoding="utf-8")[:100], encoding="utf-8")
    for args in (
        ("report", out),
        ("report", out, "--id", "ada"),
        ("export", out, "--to", "csv", "--into", tmp_path / "x.csv"),
        ("export", out, "--to", "nbgrader", "--course", tmp_path),
    ):
        refused(run("autograder", *args), str(path), "`autograder grade` again renews it")
    assert not (tmp_path / "x.csv").exists()
    done = run("autograder", "grade", graded / "class", "--out", out, *ONLY)
    assert done.returncode == 0 and "bob: " in done.stderr and "ada: " not in done.stderr
    assert results(out)["bob"]["parts"] == before["parts"]


@pytest.mark.long
def test_results_of_an_earlier_version_are_read_and_not_mixed(graded, out, tmp_path):
    old = json.dumps({"submissions": str((graded / "class").resolve())})
    (out / "run.json").write_text(old, encoding="utf-8")
    for path in (out / "results").iterdir():
        tree = json.loads(path.read_text(encoding="utf-8"))
        for part in tree["parts"]:
            del part["graded_with"]
            for check in part["checks"]:
                del check["carried"]
        del tree["notes"], tree["review"]
        path.write_text(json.dumps(tree), encoding="utf-8")
    assert run("autograder", "report", out).returncode == 0
    done = run("autograder", "export", out, "--to", "csv", "--into", tmp_path / "x.csv")
    assert done.returncode == 0 and "3 learners" in done.stdout
    other = ("autograder", "grade", graded / "class", "--out", out, "--exercise", "layers")
    refused(run(*other, "--yes"), "whose verdicts cannot be kept")
    args = ("autograder", "grade", graded / "class", "--out", out, *ONLY)
    refused(run(*args), "an earlier version graded", "all 3 are graded anew")
    assert run(*args, "--yes").stderr.count("/ 8") == 3


@pytest.fixture
def broken_kit(tmp_path: Path) -> Path:
    """A kit whose checks of output_shape break by themselves."""
    kit = tmp_path / "kit"
    for name in ("exercises", "solutions", "data"):
        shutil.copytree(HOME / name, kit / name)
    path = next((kit / "exercises").glob("*/test_output_shape.py"))
    with open(path, "a", encoding="utf-8") as file:
        file.write(
            "\n\nimport pytest\n\n\n@pytest.fixture(autouse=True)\ndef broken_inside():\n"
            "    raise ZeroDivisionError('of the check')\n"
        )
    return kit


@pytest.mark.long
def test_what_the_grader_failed_on_keeps_its_traceback(graded, broken_kit, tmp_path):
    out = tmp_path / "new"
    args = ("autograder", "grade", graded / "class", "--out", out, *ONLY)
    done = run(*args, AUTOGRADER_COURSE=str(broken_kit))
    assert done.returncode == 1
    assert {row["status"] for row in grades(out).values()} == {"error"}
    log = (out / "run.log").read_text(encoding="utf-8")
    assert "ada: the grader failed, try 1" in log and "ada: the grader failed, try 2" in log
    assert "in broken_inside" in log and "ZeroDivisionError: of the check" in log
    assert "Traceback" not in done.stdout + done.stderr

    path = next((broken_kit / "exercises").glob("*/test_output_shape.py"))
    path.write_text("import nothing_of_the_kind\n", encoding="utf-8")
    (out / "run.log").unlink()
    assert run(*args, AUTOGRADER_COURSE=str(broken_kit)).returncode == 1
    log = (out / "run.log").read_text(encoding="utf-8")
    assert "No module named 'nothing_of_the_kind'" in log  # checks that cannot be read

    shutil.rmtree(broken_kit / "solutions")
    (out / "run.log").unlink()
    assert run(*args, AUTOGRADER_COURSE=str(broken_kit)).returncode == 1
    log = (out / "run.log").read_text(encoding="utf-8")
    assert "Traceback" in log and "in prepare" in log  # of a process of the pool


def test_regrade_puts_anew_what_is_asked_and_keeps_the_rest(graded, out):
    before = everything(out / "results")
    done = run("autograder", "regrade", out, "--id", "bob", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    score = results(graded / "out")["bob"]["score"]
    assert 0 < score < 8
    assert [x for x in done.stderr.splitlines() if "/ 8" in x] == [f"bob: {score:g} / 8"]
    after = everything(out / "results")
    changed = {name.rpartition("/")[2] for name in before if before[name] != after[name]}
    assert changed <= {"bob.json"}
    assert results(out)["bob"]["parts"] == results(graded / "out")["bob"]["parts"]
    assert record(out)["seed"] == record(graded / "out")["seed"]
    assert record(out)["exercises"] == ["output_shape"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--id", "nobody"), "--id nobody: there is no such submission"),
        (("--exercise", "chess"), "no exercise is called"),
    ],
)
def test_regrade_refuses_what_is_not_there(out, args, said):
    refused(run("autograder", "regrade", out, *args), said)


def test_regrade_needs_a_run_that_is_written_down(out):
    (out / "run.json").unlink()
    refused(run("autograder", "regrade", out), "does not say how it was graded")
