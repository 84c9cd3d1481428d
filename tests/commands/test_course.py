"""`autograder course new` and `course check`: a skeleton, and what it still lacks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from helpers import SOLUTIONS, grades, installed, run, without_kit, write_files


@pytest.fixture
def course(tmp_path):
    done = run("autograder", "course", "new", tmp_path / "mine")
    assert done.returncode == 0 and "docs/authoring.md" in done.stdout, done.stderr
    assert run("autograder.authoring.stubs", **of(tmp_path / "mine")).returncode == 0
    return tmp_path / "mine"


def of(course: Path) -> dict[str, str]:
    return {"AUTOGRADER_COURSE": str(course)}


def filled_in(course: Path) -> Path:
    """Write some words into every blank."""
    for path in course.rglob("*"):
        if path.suffix in (".md", ".toml", ".py"):
            text = path.read_text(encoding="utf-8").replace("TODO", "Some words")
            path.write_text(text, encoding="utf-8")
    return course


def check(course: Path) -> list[str]:
    done = run("autograder", "course", "check", **of(course))
    assert done.returncode == (0 if "Nothing is missing" in done.stdout else 1), done.stderr
    return done.stdout.splitlines()


def test_blanks_are_named_until_they_are_filled_in(course):
    lines = check(course)
    assert "exercises/course.toml, line 3: a blank" in lines
    assert "solutions/01_double/mistakes.py, line 9: a blank" in lines
    assert check(filled_in(course)) == ["Nothing is missing: now `autograder prove`."]


def test_a_skeleton_that_is_filled_in_is_proven_and_learned(course):
    filled_in(course)
    proof = run("autograder", "prove", **of(course))
    assert proof.returncode == 0, proof.stdout + proof.stderr
    learner = run("pytest", "exercises/", cwd=course, **of(course))
    assert "not written yet" in learner.stdout, learner.stdout + learner.stderr


@pytest.mark.long
def test_a_course_in_which_nothing_is_measured_is_graded(course, tmp_path):
    solution = (filled_in(course) / "solutions/01_double/double.py").read_text(encoding="utf-8")
    write_files(tmp_path / "class" / "ada", {"double.py": solution})
    squared = solution.replace("2 * x", "x**2")
    write_files(tmp_path / "class" / "bob", {"double.py": squared})
    args = ("autograder", "grade", tmp_path / "class", "--out", tmp_path / "out", "--seed", "1")
    for again in (args, ("autograder", "regrade", tmp_path / "out")):
        done = run(*again, **of(course))
        assert done.returncode == 0, done.stdout + done.stderr
        scores = {name: row["score"] for name, row in grades(tmp_path / "out").items()}
        assert scores == {"ada": "2", "bob": "0"}
    assert "Data set" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for wrong in (("autograder", "data"), (*args, "--data", tmp_path)):
        done = run(*wrong, **of(course))
        assert done.returncode == 2
        told = "autograder: this course has no data set: nothing is measured in it\n"
        assert done.stderr == told


@pytest.mark.long
def test_a_course_may_have_a_file_of_the_name_of_another_courses(course, tmp_path):
    for path in sorted(filled_in(course).rglob("*"), reverse=True):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("double", "train"), encoding="utf-8")
        path.rename(path.with_name(path.name.replace("double", "train")))
    assert check(course) == ["Nothing is missing: now `autograder prove`."]
    write_files(tmp_path / "class" / "ada", {"train.py": "def train(x):\n    return x + x\n"})
    write_files(tmp_path / "class" / "bob", {"train.py": SOLUTIONS["train.py"]})
    args = ("autograder", "grade", tmp_path / "class", "--out", tmp_path / "out")
    done = run(*args, **of(course))
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: row["train"] for name, row in grades(tmp_path / "out").items()} == {
        "ada": "2",
        "bob": "0",
    }


def test_what_is_generated_and_not_in_step_is_named(course):
    path = filled_in(course) / "exercises" / "01_double" / "double.py"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    words = "is not up to date: run python -m autograder.authoring.stubs"
    assert check(course) == [f"exercises/01_double/double.py {words}"]


@pytest.mark.long
def test_a_second_language_is_asked_for_and_written(course):
    settings = filled_in(course) / "exercises" / "course.toml"
    text = settings.read_text(encoding="utf-8")
    catalogue = course / "exercises" / "locale" / "zh" / "LC_MESSAGES" / "exercises.po"
    assert run("autograder.authoring.texts", **of(course)).returncode == 0
    assert not catalogue.exists()
    settings.write_text(text.replace('["en"]', '["en", "zh"]'), encoding="utf-8")
    lines = check(course)
    assert "exercises/01_double/README.zh.md is missing" in lines
    assert "double: not translated into zh: Any shape is taken" in lines
    assert run("autograder.authoring.texts", **of(course)).returncode == 0
    assert "Any shape is taken" in catalogue.read_text(encoding="utf-8")


@pytest.mark.long
def test_a_course_in_which_nothing_is_measured_is_released(course, tmp_path):
    assert run("autograder", "release", tmp_path / "kit", **of(filled_in(course))).returncode == 0
    python = installed(tmp_path / "kit", tmp_path / "venv")
    words = [python, "-m", "pytest", "exercises", "--submission", course / "solutions"]
    options = {"cwd": tmp_path / "kit", "env": without_kit(), "capture_output": True}
    done = subprocess.run(list(map(str, words)), text=True, check=False, **options)
    assert "2 / 2" in done.stdout, done.stdout + done.stderr
    bundled = run("autograder", "bundle", "gradescope", tmp_path / "b.zip", **of(course))
    assert bundled.returncode == 0, bundled.stderr


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("exercises/01_double/hints.md", "3. ", "", "fewer than 3 hints below `## double`"),
        (
            "exercises/01_double/exercise.toml",
            "minutes = 1",
            "minutes = 3",
            "double: exercise.toml says minutes = 3, its handout takes 1 to read",
        ),
        ("exercises/01_double/questions.py", '"double"', '"other"', "double: no further inputs"),
        (
            "exercises/01_double/exercise.toml",
            "points = 2",
            "points = 3",
            "double: its checks add up to 2 points, exercise.toml says 3",
        ),
        ("solutions/01_double/mistakes.py", '="double"', '="other"', "double: no mistake is known"),
        ("solutions/01_double/mistakes.py", '="double"', '="other"', "has no function other"),
        ("solutions/01_double/mistakes.py", "2 * x", "3 * x", "'3 * x' stands 0 times"),
        ("solutions/01_double/double.py", "2 * x", "2 * x.no", "the solution fails: Any shape"),
        ("exercises/01_double/questions.py", "QUESTIONS =", "def (", "questions.py, line 5: Syn"),
        ("solutions/01_double/double.py", "# BEGIN SOLUTION", "# BEGIN", "SOLUTION"),
    ],
)
def test_what_is_missing_is_named(course, path, old, new, line):
    file = filled_in(course) / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    done = run("autograder", "course", "check", **of(course))
    assert done.returncode != 0 and line in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_handout_that_is_missing_is_named(course):
    (filled_in(course) / "exercises" / "01_double" / "README.md").unlink()
    assert check(course) == ["exercises/01_double/README.md is missing"]


def test_a_folder_that_holds_something_is_left_alone(course):
    before = sorted(course.rglob("*"))
    done = run("autograder", "course", "new", course)
    assert done.returncode == 2 and "holds something already" in done.stderr
    assert sorted(course.rglob("*")) == before
