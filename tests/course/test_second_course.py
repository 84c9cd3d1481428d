"""A second course, in `tests/courses/pruning`: the package takes it from its folder alone.

It has a file of the same name as the kit's own course, a number of another kind is measured, and
nothing in the package was written for it.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import torch
from helpers import HOME, grades, installed, results, run, without_kit, write_files

from autograder.checks.data import load_data
from autograder.checks.questions import beside
from autograder.checks.sides import InProcess
from autograder.course import data_root, read_course
from autograder.learn.stub import stub_of

COURSE = HOME / "tests" / "courses" / "pruning"
SOLUTIONS = {
    path.name: path.read_text(encoding="utf-8") for path in COURSE.glob("solutions/*/*.py")
}
SOLUTIONS.pop("mistakes.py")
LARGEST_DROPPED = SOLUTIONS | {
    "linear.py": SOLUTIONS["linear.py"].replace("stable=True", "stable=True, descending=True")
}
OF_THE_OTHER = re.compile(r"lenet|\bcnn\b|output_shape|im2col|mnist_data|epoch", re.IGNORECASE)
PICTURE = re.compile(r"base64,[^\"]+")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course, which a test may work in, and of the data set outside of it."""
    (tmp_path / "data").mkdir()
    shutil.copy(HOME / "data" / "LICENSE", tmp_path / "data")
    shutil.copytree(HOME / "data" / "mnist5k", tmp_path / "data" / "mnist5k")
    return Path(shutil.copytree(COURSE, tmp_path / "tests" / "courses" / "pruning"))


def command(course: Path, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command about the course, in its folder."""
    return run(*args, cwd=course, AUTOGRADER_COURSE=str(course), **environment)


def test_both_courses_have_a_file_of_one_name():
    both = read_course(HOME).functions, read_course(COURSE).functions
    assert set(both[0]) & set(both[1]) == {"filters"}
    assert not set(both[0]["filters"]) & set(both[1]["filters"])


def test_the_page_for_authors_begins_such_a_course(course):
    page = (HOME / "docs" / "authoring.md").read_text(encoding="utf-8")
    section = page.split("\n## Begin a course\n")[1].split("\n## ")[0]
    blocks = dict(
        zip(("course", "ini", "thresholds"), re.findall(r"```\w+\n(.*?)```", section, re.S))
    )
    assert blocks["ini"] == (COURSE / "pytest.ini").read_text(encoding="utf-8")
    (course / "data" / "thresholds.toml").write_text(blocks["thresholds"], encoding="utf-8")
    (course / "exercises" / "course.toml").write_text(blocks["course"], encoding="utf-8")
    done = command(course, "pytest", "exercises", "--submission", "solutions")
    assert re.search(r"^total +16 / 16 *$", done.stdout, re.M), done.stdout + done.stderr


def test_a_command_that_trains_says_that_nothing_is_trained(course):
    done = command(course, "autograder", "calibrate")
    assert done.returncode == 2
    assert done.stderr.endswith("trains no network: its thresholds are written by hand\n")


def test_nothing_is_missing(course):
    done = command(course, "autograder", "course", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_generated_is_in_step(course):
    for module in ("stubs", "texts"):
        done = command(course, f"autograder.authoring.{module}")
        assert done.returncode == 0, done.stderr
    assert "0 texts have no translation yet" in done.stdout
    for path in (p for p in sorted(COURSE.rglob("*")) if p.is_file()):
        if "__pycache__" not in path.parts:
            copy = course / path.relative_to(COURSE)
            assert copy.read_bytes() == path.read_bytes(), f"AUTOGRADER_COURSE={COURSE}: {path}"


def test_a_stub_is_not_written_and_the_solutions_get_all_points(course):
    done = command(course, "pytest", "exercises")
    assert re.search(r"^total +0 / 16 *$", done.stdout, re.M), done.stdout + done.stderr
    assert done.stdout.count("not written yet") == 3 and "✗" not in done.stdout
    assert "Next: open exercises/01_linear/linear.py" in done.stdout
    done = command(course, "pytest", "exercises", "--submission", "solutions")
    assert re.search(r"^total +16 / 16 *$", done.stdout, re.M), done.stdout + done.stderr
    assert done.returncode == 0


def test_a_learner_is_told_the_mistake_and_gets_hints(course):
    file = course / "exercises" / "01_linear" / "linear.py"
    file.write_text(LARGEST_DROPPED["linear.py"], encoding="utf-8")
    done = command(course, "autograder", "check", "linear")
    assert "The largest magnitudes are dropped; the smallest should be." in done.stdout
    assert done.returncode == 1
    file.write_text(SOLUTIONS["linear.py"], encoding="utf-8")
    assert command(course, "autograder", "check", "linear").returncode == 0
    (course / "exercises/02_filters/filters.py").write_text(SOLUTIONS["filters.py"], "utf-8")
    done = command(course, "autograder", "check", "sparse")
    assert done.returncode == 0, done.stdout + done.stderr
    hint = command(course, "autograder", "hint", "filters").stdout
    assert "filter_norms, hint 1 of 3" in hint
    assert "剪掉" in command(course, "autograder", "hint", "linear", "--lang", "zh").stdout
    assert "6 / 6" in command(course, "autograder", "status").stdout


def test_what_is_measured_follows_from_what_it_is_made_of(course):
    folder = write_files(course / "mine", LARGEST_DROPPED)
    done = command(course, "pytest", "exercises", "--submission", folder, "--exercise", "sparse")
    assert "of the test images right; 93.00 % is needed." in done.stdout
    assert "It follows from `linear`: fix that first." in done.stdout
    assert re.search(r"^sparse +1 / 4 ", done.stdout, re.M), done.stdout
    stub = stub_of(SOLUTIONS["filters.py"])
    folder = write_files(course / "half", SOLUTIONS | {"filters.py": stub})
    done = command(course, "pytest", "exercises", "--submission", folder, "--exercise", "sparse")
    assert re.search(r"^sparse +0 / 4 +not written yet", done.stdout, re.M), done.stdout


def test_weights_of_ones_own_are_refused_though_they_are_good(course):
    """The network recognises as much with all its filters, and is as sparse."""
    kept = SOLUTIONS["filters.py"].replace("1 <= keep <= len(weight)", "(keep := len(weight))")
    folder = write_files(course / "mine", SOLUTIONS | {"filters.py": kept})
    done = command(course, "pytest", "exercises", "--submission", folder, "--exercise", "sparse")
    assert "It follows from `filters`: fix that first." in done.stdout, done.stdout
    assert re.search(r"^sparse +1 / 4 ", done.stdout, re.M), done.stdout


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of four: right, with a known mistake, untouched, and a notebook."""
    import nbformat  # it takes two seconds

    folder = tmp_path_factory.mktemp("pruning")
    cells = [nbformat.v4.new_code_cell(text) for text in SOLUTIONS.values()]
    notebook = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    stubs = {name: stub_of(text) for name, text in SOLUTIONS.items()}
    class_ = folder / "class"
    for name, files in {"ada": SOLUTIONS, "bob": LARGEST_DROPPED, "cleo": stubs}.items():
        write_files(class_ / name, files)
    (class_ / "dan.ipynb").write_text(notebook, encoding="utf-8")
    args = ("autograder", "grade", class_, "--out", folder / "out", "--seed", "3", "--jobs", "1")
    done = run(*args, cwd=folder, AUTOGRADER_COURSE=str(COURSE))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def test_a_class_is_graded(graded):
    rows = grades(graded)
    named = ("linear", "filters", "sparse")
    assert {name: [rows[name][part] for part in named] for name in ("ada", "cleo", "dan")} == {
        "ada": ["6", "6", "4"],
        "cleo": ["0", "0", "0"],
        "dan": ["6", "6", "4"],
    }
    assert rows["bob"]["filters"] == "6" and float(rows["bob"]["linear"]) < 6
    assert float(rows["ada"]["test_accuracy"]) >= 94
    assert float(rows["bob"]["test_accuracy"]) < 93
    assert rows["cleo"]["test_accuracy"] == ""
    bob = {part["name"]: part["checks"] for part in results(graded)["bob"]["parts"]}
    assert {c["mistake"] for c in bob["linear"] if not c["passed"]} == {"largest-dropped"}
    assert {c["carried"] for c in bob["linear"] if c["carried"]} == {"magnitude_mask"}


def test_the_pages_speak_of_this_course_alone(graded):
    page = (graded / "reports" / "bob.html").read_text(encoding="utf-8")
    assert "The largest magnitudes are dropped" in page
    assert "How accurate it is" in page and "Which classes it confuses" in page
    assert "Loss during the training" not in page
    everything = [graded / "index.html", *graded.glob("reports/*.html"), *graded.glob("*.csv")]
    for path in everything:
        found = OF_THE_OTHER.search(PICTURE.sub("", path.read_text(encoding="utf-8")))
        assert not found, f"{path.name}: {found}"
    assert "linear" in (graded / "index.html").read_text(encoding="utf-8")


def test_grades_are_exported(graded, tmp_path):
    args = ("export", graded, "--to", "csv", "--into", tmp_path / "grades.csv")
    done = run("autograder", *args, AUTOGRADER_COURSE=str(COURSE))
    assert done.returncode == 0, done.stderr
    with open(tmp_path / "grades.csv", encoding="utf-8", newline="") as file:
        rows = {row["submission_id"]: row for row in csv.DictReader(file)}
    assert rows["ada"]["score"] == "16" and rows["cleo"]["score"] == "0"
    assert {"linear", "filters", "sparse"} <= set(rows["ada"])


def test_results_of_one_course_are_not_mixed_with_another(graded, tmp_path):
    out = Path(shutil.copytree(graded, tmp_path / "out"))
    done = run("autograder", "grade", graded.parent / "class", "--out", out, "--jobs", "1")
    assert done.returncode == 2, done.stdout
    assert len(done.stderr.splitlines()) == 1


def test_the_numbers_of_the_handouts_are_computed(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(COURSE))
    beside_checks = str(COURSE / "exercises" / "03_sparse" / "test_sparse.py")
    measure, scenarios = (beside(beside_checks, name) for name in ("measure", "scenarios"))
    data, given = load_data(data_root()), InProcess.of_reference()
    functions = [given.function(f) for f in ("linear.prune_linear", "filters.prune_filters")]
    after = scenarios.pruned_network(*functions, data.others, **data.recipe)
    weight, (before, left) = (
        after["fc.weight"],
        (measure.measured(weights, data).accuracy for weights in (data.others, after)),
    )
    told = [f"{before:.2f} %    {left:.2f} %", f"{weight.numel()} = {int((weight == 0).sum())}"]
    told += [f"{int((weight != 0).sum())} remain", f"{weight.shape[1]}\n"]
    text = (COURSE / "exercises" / "03_sparse" / "README.md").read_text(encoding="utf-8")
    assert all(words in text for words in told), told
    example = torch.tensor([[0.5, -0.1, 0.4], [-0.7, 0.2, -0.1]])
    mask = given.function("linear.magnitude_mask")
    assert mask(example, 0.5).tolist() == [[True, False, True], [True, False, False]]
    assert mask(example, 0.15).tolist() == [[True, False, True], [True, True, True]]
    layer = torch.tensor([[1.0, -2, 0, 1], [0, 1, -1, 0], [-3, 0, 1, 1]]).reshape(3, 2, 1, 2)
    assert given.function("filters.filter_norms")(layer).tolist() == [4, 2, 5]
    pruned = given.function("filters.prune_filters")(layer, torch.tensor([0.5, 1, -1]), 2)
    assert [pruned[1].tolist(), pruned[2].tolist()] == [[0.5, -1], [0, 2]]


@pytest.mark.parametrize("exercise", ["linear", pytest.param("filters", marks=pytest.mark.long)])
def test_every_mistake_is_caught_and_named_and_right_styles_are_unharmed(course, exercise):
    done = command(course, "autograder", "prove", "--jobs", "1", "--exercise", exercise)
    assert done.returncode == 0, done.stdout
    ((right, whole),) = re.findall(r"(\d+) of (\d+)", done.stdout)
    assert right == whole


def test_an_edit_that_does_not_fit_is_told_in_a_line(course):
    path = course / "solutions" / "01_linear" / "linear.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("count = round", "count = 0 + round"), encoding="utf-8")
    done = command(course, "autograder", "prove", "--exercise", "linear")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert "linear, mistakes.py: sparsity-is-density: " in done.stderr


@pytest.mark.long
def test_no_mutant_passes(course):
    done = command(course, "autograder", "prove", "--mutants", "--jobs", "2")
    assert done.returncode == 0, done.stdout


@pytest.mark.long
def test_a_kit_is_released_and_used(course, tmp_path):
    kit = tmp_path / "kit"
    done = command(course, "autograder", "release", kit)
    assert done.returncode == 0, done.stderr
    python = installed(kit, tmp_path / "venv")

    def in_kit(*args: object) -> str:
        args = (python, "-m", *map(str, args))
        options = {"cwd": kit, "env": without_kit(), "capture_output": True, "text": True}
        return subprocess.run(args, encoding="utf-8", timeout=300, check=False, **options).stdout

    assert re.search(r"^total +0 / 16", in_kit("pytest", "exercises"), re.M)
    for name, files in {"right": SOLUTIONS, "wrong": LARGEST_DROPPED}.items():
        write_files(tmp_path / name, files)
    told = in_kit("pytest", "exercises", "--submission", tmp_path / "right")
    assert re.search(r"^total +16 / 16", told, re.M), told
    args = ("pytest", "exercises", "--submission", tmp_path / "wrong")
    told = in_kit(*args)
    assert told == command(course, *args).stdout
    assert "The largest magnitudes are dropped; the smallest should be." in told
    assert "剪掉了幅值最大的权重" in in_kit(*args, "--lang", "zh")
    texts = [*kit.glob("*.md"), *kit.glob("exercises/**/*.md"), kit / "start.ipynb"]
    for path in texts:
        assert not OF_THE_OTHER.search(path.read_text(encoding="utf-8")), path
    assert not list(kit.rglob("solutions"))
    assert (kit / "data" / "LICENSE").is_file() and (kit / "data" / "network.npz").is_file()


@pytest.mark.long
def test_the_demo_is_this_courses(course, tmp_path):
    done = command(course, "autograder", "demo", "--out", tmp_path / "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    scores = {name: row["score"] for name, row in grades(tmp_path / "demo" / "results").items()}
    assert len(scores) == 9 and [scores[name] for name in sorted(scores)][:6] == [*["16"] * 5, "0"]
    assert all(0 < float(scores[name]) < 16 for name in sorted(scores)[6:])
    (course / "exercises" / "demo.toml").unlink()
    done = command(course, "autograder", "demo", "--out", tmp_path / "none")
    assert done.returncode == 2 and "this course has no demo" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_bundle_holds_the_course_and_the_data_set_outside_of_it(tmp_path):
    args = ("autograder", "bundle", "gradescope", tmp_path / "b.zip")
    done = run(*args, AUTOGRADER_COURSE=str(COURSE))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        names = set(archive.namelist())
        assert archive.read("names.txt").decode().split() == ["linear.py", "filters.py"]
        settings = archive.read("kit/exercises/course.toml").decode()
    assert re.search('^data = "data/mnist5k"', settings, re.MULTILINE)
    images = "kit/data/mnist5k/MNIST/raw/t10k-images-idx3-ubyte"
    assert {images, "kit/data/network.npz", "kit/data/LICENSE", "kit/README.md"} <= names
    assert "kit/solutions/01_linear/linear.py" in names
    assert not any("output_shape" in name for name in names)


@pytest.mark.long
def test_notebooks_are_made(course, tmp_path):
    done = command(course, "autograder", "notebooks", tmp_path / "nb")
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "nb" / "source" / "pruning").glob("*.ipynb"))
    assert made == ["01_linear.ipynb", "02_filters.ipynb", "03_sparse.ipynb"]
    text = (tmp_path / "nb" / "source" / "pruning" / made[1]).read_text(encoding="utf-8")
    assert "def filter_norms(weight)" in text and not OF_THE_OTHER.search(text)


@pytest.mark.parametrize("key", ["reader", "thresholds"])
def test_no_file_of_a_course_lies_outside_of_it(course, key):
    path = course / "exercises" / "course.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf'^{key} = "', f'{key} = "../', text, flags=re.M), encoding="utf-8")
    done = command(course, "autograder", "status")
    assert done.returncode == 2
    assert re.search(rf"course.toml: `{key}` leads out of the course: \.\./data", done.stderr)
