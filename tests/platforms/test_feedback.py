"""Each learner's page on its way back: as every platform takes it, and noted in run.json."""

from __future__ import annotations

import csv
import getpass
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from helpers import EXERCISES, results, run, write_files

from autograder.grading.record import read_record


def told(out, **handed):
    """Write into the results of a class how each was handed in; returns their ids."""
    paths = sorted((out / "results").glob("*.json"))
    for number, path in enumerate(paths, 500):
        tree = json.loads(path.read_text(encoding="utf-8"))
        words = {"learner": "{stem}", "name": "Name {n}"} | handed
        filled = {key: text.format(n=number, stem=path.stem) for key, text in words.items()}
        filled |= {"attempt": int(filled["attempt"])} if "attempt" in filled else {}
        tree["handed_in"] = filled
        path.write_text(json.dumps(tree), encoding="utf-8")
    return [path.stem for path in paths]


@pytest.fixture
def out(complete_run, tmp_path):
    """A copy of the results of a small class."""
    return shutil.copytree(complete_run, tmp_path / "out dir")


def give(out, target, *args):
    return run("autograder", "feedback", out, "--to", target, *args)


def names_in(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_canvas_gets_a_zip_of_the_names_that_it_gave(out):
    ids = told(out, learner="{n}", handle="adal_{n}_9{n}")
    into = out.parent / "up load.zip"
    done = give(out, "canvas", "--into", into)
    assert done.returncode == 0 and f"{len(ids)} pages: upload" in done.stdout, done.stderr
    files = names_in(into)
    for number, identity in enumerate(ids, 500):
        name = f"adal_{number}_9{number}_feedback.html"
        # Canvas takes the first two numbers between underscores for the learner and the file.
        numbers = [part for part in name.split("_") if part.isdigit()]
        assert numbers == [str(number), f"9{number}"]
        assert f"<h1>{identity}</h1>" in files[name]


def test_moodle_gets_a_zip_of_participants(out):
    ids = told(out, learner="s-{n}", name="Ada _ L", handle="Ada _ L_{n}", platform="moodle")
    done = give(out, "moodle", "--into", out.parent / "f.zip")
    assert done.returncode == 2 and "add it with --gradebook" in done.stderr
    assert not (out.parent / "f.zip").exists() and not read_record(out).feedback
    sheet = out.parent / "Grades.csv"
    rows = "".join(f"Participant {n},Ada _ L,,20\n" for n in range(500, 500 + len(ids)))
    sheet.write_text(f"Identifier,Full name,Grade,Maximum Grade\n{rows}", encoding="utf-8")
    done = give(out, "moodle", "--into", sheet, "--gradebook", sheet)
    assert done.returncode == 2 and "are the same file" in done.stderr
    done = give(out, "moodle", "--into", out.parent / "f.zip", "--gradebook", sheet)
    assert done.returncode == 0, done.stderr
    for name in names_in(out.parent / "f.zip"):
        before, number, kind, plugin, file = name.split("_", 4)
        assert (kind, plugin, file) == ("assignfeedback", "file", "feedback.html")
        assert number.isdigit() and "Ada" in before
    assert len(names_in(out.parent / "f.zip")) == len(ids)


def test_of_attempts_that_were_all_graded_the_best_gets_points_and_a_page(out):
    told(out, learner="ada", attempt="{n}")
    into = out.parent / "all.csv"
    exported = run("autograder", "export", out, "--to", "csv", "--into", into)
    assert exported.returncode == 0, exported.stderr
    assert "attempts that do not count (15): " in exported.stderr
    with open(into, encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["submission_id"]) == ("ada", "learner-01")  # the first that is right
    args = ("--to", "csv", "--into", into, "--count", "latest")
    assert run("autograder", "export", out, *args).returncode == 0
    with open(into, encoding="utf-8", newline="") as file:
        assert [row["submission_id"] for row in csv.DictReader(file)] == ["learner-15"]
    done = give(out, "folder", "--into", out.parent / "p")
    assert "1 pages: publish" in done.stdout, done.stderr


def test_pages_of_before_a_decision_are_not_given(out):
    ids = told(out)
    adjustments = "id,exercise,points,comment,by\n" + f"{ids[0]},layers,1,see me,Lee\n"
    (out / "adjustments.csv").write_text(adjustments, encoding="utf-8")
    done = give(out, "folder", "--into", out.parent / "p")
    assert done.returncode == 2 and f"autograder report '{out}'" in done.stderr, done.stderr
    assert not (out.parent / "p").exists()
    assert run("autograder", "report", out).returncode == 0
    assert give(out, "folder", "--into", out.parent / "p").returncode == 0
    assert any("see me" in page.read_text("utf-8") for page in (out.parent / "p").rglob("*.html"))


@pytest.mark.parametrize("target", ["canvas", "moodle"])
def test_a_class_that_was_collected_elsewhere_is_refused_and_nothing_is_written(out, target):
    done = give(out, target, "--into", out.parent / "f.zip")
    assert done.returncode == 2 and "nobody gets feedback" in done.stderr
    assert "it was not collected from" in done.stderr
    assert not (out.parent / "f.zip").exists() and not read_record(out).feedback


@pytest.mark.parametrize(
    ("platform", "handle", "target"),
    [
        ("canvas", "adal_{n}_9{n}", "moodle"),
        ("canvas", "_{n}_9{n}", "moodle"),
        ("gradescope", "submission_{n}", "moodle"),
        ("git", "team_{n}", "moodle"),
        ("blackboard", "", "moodle"),
        ("git", "lab_{n}_9{n}", "canvas"),
    ],
)
def test_a_number_of_one_platform_is_nobodys_of_another(out, platform, handle, target):
    told(out, learner="{n}", handle=handle, platform=platform)
    done = give(out, target, "--into", out.parent / "f.zip")
    assert done.returncode == 2 and "it was not collected from" in done.stderr
    assert not (out.parent / "f.zip").exists()


def test_gradescope_gets_a_folder_a_submission(out):
    ids = told(out)
    done = give(out, "gradescope", "--into", out.parent / "gs")
    assert done.returncode == 0, done.stderr
    for identity in ids:
        tree = json.loads((out.parent / "gs" / identity / "results.json").read_text("utf-8"))
        assert tree["tests"] and (out.parent / "gs" / identity / "feedback.html").is_file()
    again = give(out, "gradescope", "--into", out.parent / "gs")
    assert again.returncode == 2 and "is not empty" in again.stderr


def test_a_folder_has_names_that_nobody_guesses_which_stay_and_no_page_shows_the_seed(out):
    ids = told(out)
    record = out / "run.json"
    seed = "9182736455463728"
    tree = json.loads(record.read_text(encoding="utf-8")) | {"seed": int(seed)}
    record.write_text(json.dumps(tree), encoding="utf-8")
    roster = out.parent / "class.csv"
    roster.write_text(f"id,mail\n{ids[0]},ada@x.org\n", encoding="utf-8")
    into = out.parent / "pages"
    done = give(out, "folder", "--into", into, "--roster", roster)
    assert done.returncode == 0, done.stderr

    def listed():
        with open(into / "list.csv", encoding="utf-8", newline="") as file:
            return {row["submission"]: row for row in csv.DictReader(file)}

    first = listed()
    assert set(first) == set(ids) and first[ids[0]]["address"] == "ada@x.org"
    for identity, row in first.items():
        text = (into / row["file"]).read_text(encoding="utf-8")
        assert f"<h1>{identity}</h1>" in text and seed not in text
        assert identity not in row["file"] and len(row["file"]) > 25
    assert give(out, "folder", "--into", into).returncode == 0
    assert {k: row["file"] for k, row in listed().items()} == {
        k: row["file"] for k, row in first.items()
    }
    (out.parent / "other").mkdir()
    (out.parent / "other" / "mine.txt").touch()
    wrong = give(out, "folder", "--into", out.parent / "other")
    assert wrong.returncode == 2 and "is not empty" in wrong.stderr


def test_git_gets_a_file_and_a_commit_and_nothing_runs_or_is_pushed(out):
    from dulwich import porcelain
    from dulwich.repo import Repo

    ids = told(out, handle="lab-{stem}")
    clones = out.parent / "my clones"
    for identity in ids[:3]:
        clone = write_files(clones / f"lab-{identity}", {"layers.py": "x = 1\n"})
        porcelain.init(str(clone))
        porcelain.add(str(clone), [str(clone / "layers.py")])
        porcelain.commit(str(clone), message=b"m", author=b"a <a@x>", committer=b"a <a@x>")
        for hook in ("pre-commit", "post-commit", "commit-msg"):
            path = clone / ".git" / "hooks" / hook
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"#!/bin/sh\ntouch '{out.parent}/ran'\n", encoding="utf-8")
            path.chmod(0o755)
    (clones / f"lab-{ids[0]}" / "feedback.html").symlink_to(out.parent / "victim")
    done = give(out, "git", "--clones", clones)
    assert done.returncode == 0 and "3 clones have a new commit" in done.stdout, done.stderr
    assert f"'{clones}'" in done.stdout and "push" in done.stdout
    assert "there is no clone of it" in done.stderr
    assert not (out.parent / "ran").exists() and not (out.parent / "victim").exists()
    for identity in ids[:3]:
        with Repo(str(clones / f"lab-{identity}")) as repository:
            head = repository[repository.head()]
            assert len(head.parents) == 1 and b"feedback.html" in repository[head.tree]
        status = porcelain.status(str(clones / f"lab-{identity}"))
        assert not any(status.staged.values()) and not status.unstaged and not status.untracked
    again = give(out, "git", "--clones", clones)
    assert "0 clones have a new commit" in again.stdout


@pytest.mark.long  # nbgrader alone takes seconds to import
def test_nbgrader_gets_a_page_for_each_notebook_and_what_it_releases_by(out):
    pytest.importorskip("nbgrader")
    ids = told(out)
    course = write_files(out.parent / "course", {"nbgrader_config.py": ""})
    files = {"01_a.ipynb": "{}", "02_b.ipynb": "{}", "timestamp.txt": "t"}
    write_files(course / "submitted" / ids[1] / "cnn_basics", files)
    files["submission_secret.txt"] = "s"
    write_files(course / "submitted" / ids[0] / "cnn_basics", files)
    done = give(out, "nbgrader", "--course", course)
    assert done.returncode == 0 and "nbgrader release_feedback cnn_basics" in done.stdout, (
        done.stderr
    )
    there = sorted(p.name for p in (course / "feedback" / ids[0] / "cnn_basics").iterdir())
    assert there == ["01_a.html", "02_b.html", "submission_secret.txt", "timestamp.txt"]
    told_in_lines = [line for line in done.stderr.splitlines() if "no feedback" in line]
    assert len(told_in_lines) == 2, done.stderr  # a line a reason, not one each
    (lacking,) = [line for line in told_in_lines if "no submission_secret.txt in" in line]
    assert lacking.endswith(f": {ids[1]}")
    assert not (course / "feedback" / ids[1]).exists()  # there the release would stop, for all
    again = give(out, "nbgrader", "--course", course)
    assert again.returncode == 2 and "agree with --yes" in again.stderr
    assert give(out, "nbgrader", "--course", course, "--yes").returncode == 0


@pytest.mark.long
def test_what_nbgrader_releases_a_student_fetches(out):
    pytest.importorskip("nbgrader")
    import nbformat

    (one, *_others) = told(out)
    path = out / "results" / f"{one}.json"
    text = path.read_text(encoding="utf-8")
    user = getpass.getuser()  # as whom nbgrader hands in
    path.write_text(text.replace(f'"learner": "{one}"', f'"learner": "{user}"'), encoding="utf-8")
    course, student, exchange = (out.parent / name for name in ("course", one, "exchange"))
    exchange.mkdir()
    exchange.chmod(0o777)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("a = 1")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    release = course / "release" / "cnn_basics"
    write_files(release, {"01_a.ipynb": nbformat.writes(notebook)})
    student.mkdir()
    for folder in (course, student):
        own = f"c.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.course_id = 'cs1'\n"
        own += f"c.Exchange.assignment_dir = {str(student)!r}\n"
        own += f"c.CourseDirectory.db_url = 'sqlite:///{course / 'gradebook.db'}'\n"
        (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{own}", encoding="utf-8")

    def nbgrader(folder: Path, command: str) -> None:
        words = [sys.executable, "-m", "nbgrader", command, "cnn_basics"]
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        environment = os.environ | {"HOME": str(student), "PATH": path}  # it runs alembic
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    for folder, command in (
        (course, "release_assignment"),
        (student, "fetch_assignment"),
        (student, "submit"),
        (course, "collect"),
    ):
        nbgrader(folder, command)
    done = give(out, "nbgrader", "--course", course)
    assert done.returncode == 0 and done.stdout.startswith("1 pages"), done.stderr
    nbgrader(course, "release_feedback")
    nbgrader(student, "fetch_feedback")
    (page,) = student.rglob("01_a.html")
    assert page.read_bytes() == (out / "reports" / f"{one}.html").read_bytes()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("canvas",), "--to canvas needs --into"),
        (("git",), "--to git needs --clones"),
        (("nbgrader",), "--to nbgrader needs --course"),
        (("folder", "--into", "{out}/reports"), "is the results folder's own"),
        (("folder", "--into", "{out}"), "is the results folder's own"),
        (("folder", "--into", "/proc/x/y"), "/proc/x"),
    ],
)
def test_bad_calls_are_told_in_a_line(out, args, said):
    done = give(out, *(word.format(out=out) for word in args))
    assert done.returncode == 2 and said in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_option_of_another_platform_is_named_and_the_rest_is_done(out):
    into, sheet = out.parent / "p", out.parent / "sheet.csv"
    sheet.write_text("Identifier,Full name,Grade,Maximum Grade\n", encoding="utf-8")
    done = give(out, "folder", "--into", into, "--gradebook", sheet, "--assignment", "x")
    assert done.returncode == 0 and (into / "pages").is_dir()
    assert "--gradebook is not used with --to folder" in done.stderr
    assert "--assignment is not used with --to folder" in done.stderr
    args = ("--to", "csv", "--into", out.parent / "a.csv", "--zeros")
    done = run("autograder", "export", out, *args)
    assert done.returncode == 0 and "--zeros is not used with --to csv" in done.stderr
    args = ("--to", "moodle", "--gradebook", sheet, "--into", out.parent / "b.csv")
    done = run("autograder", "export", out, *args)
    assert done.returncode == 2 and "names no learner at all" in done.stderr
    assert not (out.parent / "b.csv").exists()


def test_pages_that_an_export_writes_are_noted_and_up_to_date(out):
    (one, *_others) = told(out, name="Ada", learner="{n}", handle="Ada_{n}", platform="moodle")
    sheet, pages = out.parent / "sheet.csv", out.parent / "pages.zip"
    rows = "Identifier,Full name,Grade,Maximum Grade\nParticipant 500,Ada,,20\n"
    sheet.write_text(rows, encoding="utf-8")
    args = ("--to", "moodle", "--gradebook", sheet, "--into", out.parent / "b.csv")
    args += ("--feedback", pages, "--points", "1e300")
    (out / "adjustments.csv").write_text(f"id,exercise,points\n{one},layers,1\n", encoding="utf-8")
    done = run("autograder", "export", out, *args)
    assert done.returncode == 2 and "autograder report" in done.stderr
    assert not pages.exists() and not (out.parent / "b.csv").exists()
    assert run("autograder", "report", out).returncode == 0
    done = run("autograder", "export", out, *args)
    assert done.returncode == 0, done.stderr
    assert list(names_in(pages)) == ["Ada_500_assignfeedback_file_feedback.html"]
    assert [(given.to, given.pages) for given in read_record(out).feedback] == [("moodle", 1)]


@pytest.mark.long
def test_after_feedback_other_bytes_are_asked_from_their_own_digest(out, small_class, tmp_path):
    """The same bytes keep their verdict and its seed; others meet inputs that nobody has seen."""
    group = shutil.copytree(small_class, tmp_path / "class")

    def messages(identity):
        return [c["message"] for part in results(out)[identity]["parts"] for c in part["checks"]]

    changed, same = "learner-04", "learner-08"
    before = {identity: messages(identity) for identity in (changed, same)}
    assert give(out, "folder", "--into", tmp_path / "pages").returncode == 0
    record = read_record(out)
    assert record.feedback[0].to == "folder" and record.feedback[0].pages == 16
    assert set(record.answered) == {path.name for path in group.iterdir()}
    path = group / changed / "layers.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    args = ("--yes", "--force", same, *EXERCISES[:-2])
    done = run("autograder", "grade", group, "--out", out, *args)
    assert done.returncode == 0, done.stderr
    assert messages(same) == before[same]
    assert messages(changed) != before[changed]
    assert read_record(out).answered == record.answered
    assert give(out, "folder", "--into", tmp_path / "pages").returncode == 0
    again = read_record(out)
    assert len(again.feedback) == 2 and again.answered == record.answered
