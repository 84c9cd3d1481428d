"""`autograder release`: what learners get, installed and used in an environment of its own."""

from __future__ import annotations

import ast
import dataclasses
import itertools
import json
import lzma
import re
import shutil
import subprocess
from pathlib import Path, PureWindowsPath

import pytest
import yaml
from helpers import HOME, SOLUTIONS, changed, installed, run, without_kit, write_files

from autograder.checks.diagnosis.known import FURTHER_INPUTS, further_question
from autograder.checks.mistakes import catalogue
from autograder.checks.recorded import NotRecorded, RecordedAnswers
from autograder.course import current_course
from autograder.grading.names import safe_file_name
from autograder.learn.stub import BEGIN, END, stub_of
from autograder.sandbox.inside import wire


@pytest.fixture(scope="module")
def kit(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released kit."""
    return shutil.copytree(released, tmp_path_factory.mktemp("release") / "kit")


@pytest.fixture(scope="module")
def python(kit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the released kit."""
    return installed(kit, tmp_path_factory.mktemp("fresh") / "venv")


def in_kit(python: Path, *args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a module of the fresh environment, where nothing leads to this kit."""
    return subprocess.run(
        [python, *map(str, args)],
        cwd=cwd,
        env=without_kit() | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def check(python: Path, kit: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return in_kit(python, "-m", "pytest", "exercises/", *args, cwd=kit)


@pytest.mark.long
def test_the_released_package_is_the_one_that_is_imported(kit, python, tmp_path):
    modules = "autograder, autograder.learn.magic, autograder.drawing.show"
    args = ("-c", f"import {modules}; print(autograder.__file__)")
    done = in_kit(python, *args, cwd=tmp_path)
    assert Path(done.stdout.strip()) == kit / "autograder" / "__init__.py"


@pytest.mark.long
def test_the_commands_are_there_where_their_script_is_on_no_path(kit, python, tmp_path):
    done = in_kit(python, "-m", "autograder", "--help", cwd=tmp_path)
    assert done.returncode == 0 and "  watch  " in done.stdout
    assert "  grade  " not in done.stdout
    assert "..." not in done.stdout.partition("Commands:")[2]  # no sentence is cut off


@pytest.mark.long
def test_a_fresh_kit_has_everything_to_write(kit, python):
    done = check(python, kit)
    assert done.returncode == 1, done.stdout + done.stderr
    for exercise in current_course().exercises:
        pattern = rf"{exercise.name} +0 / {exercise.points} +not written yet"
        assert re.search(pattern, done.stdout), exercise.name
    assert done.stdout.rstrip().endswith("Next: open exercises/01_output_shape/output_shape.py")


@pytest.mark.long
def test_the_solutions_get_all_points_without_the_reference(kit, python, tmp_path):
    folder = write_files(tmp_path / "right", SOLUTIONS)
    done = check(python, kit, "--submission", folder)
    assert re.search(r"total +100 / 100", done.stdout), done.stdout


WRONG = [
    ("filters", "kernel-flipped"),
    ("mnist_data", "training-images-not-shuffled"),
    ("lenet", None),
    ("predict", "image-transposed"),
]


@pytest.mark.parametrize(("part", "name"), WRONG)
@pytest.mark.long
def test_messages_and_named_mistakes_are_those_of_the_complete_kit(
    kit, python, tmp_path, part, name
):
    known = {mistake.name: mistake for mistake in catalogue(HOME)[part]}
    mistake = known[name] if name else next(iter(known.values()))
    files = dict(SOLUTIONS)
    for old, new in mistake.edits:
        files |= {f"{part}.py": files[f"{part}.py"].replace(old, new)}
    folder = write_files(tmp_path / "wrong", files)
    args = ("--submission", folder, "--exercise", part)
    there, here = check(python, kit, *args), run("pytest", "exercises/", *args)
    assert there.returncode == here.returncode == 1, there.stdout + there.stderr
    assert mistake.explanation in there.stdout
    assert there.stdout == here.stdout


@pytest.mark.long
def test_errors_and_forbidden_operators_are_told_as_in_the_complete_kit(kit, python, tmp_path):
    files = changed("layers.py", "return x.clamp(min=0)", "return x.relu()")
    files["layers.py"] = files["layers.py"].replace("y = x @ weight.T", "y = x @ wieght.T")
    folder = write_files(tmp_path / "wrong", files)
    args = ("--submission", folder, "--exercise", "layers")
    there, here = check(python, kit, *args), run("pytest", "exercises/", *args)
    assert there.stdout == here.stdout
    assert "Not allowed here: relu was called" in there.stdout and "wieght" in there.stdout


@pytest.mark.long
def test_another_seed_is_refused_in_a_line(kit, python):
    done = check(python, kit, "--seed", 7)
    assert done.returncode == 4
    assert "--seed 7: this kit holds the answers to the questions of seed 0 only" in done.stderr


@pytest.mark.long
def test_no_solution_and_no_mistakes_code_is_in_it(kit):
    names = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    for word in ("solutions", "authoring", "grading", "mistakes/", "right/", "attackers", "demo"):
        assert not [name for name in names if word in name], word
    goals = HOME / "stretch"
    solved = [p.read_text(encoding="utf-8") for p in goals.glob("solutions/*/*.py")]
    solved = [text for text in solved if BEGIN in text]
    assert len(solved) >= 6
    secrets = [line for text in [*SOLUTIONS.values(), *solved] for line in _solved_lines(text)]
    seconds = [p.read_text(encoding="utf-8") for p in HOME.glob("solutions/*/second_way.py")]
    assert len(seconds) == len(SOLUTIONS)
    secrets += [line for text in seconds for line in text.splitlines()]
    edits = [new for known in catalogue(HOME).values() for m in known for _, new in m.edits]
    secrets += [line for edit in edits for line in edit.splitlines()]
    public = "".join(stub_of(text) for text in [*SOLUTIONS.values(), *solved])
    public += "".join(p.read_text(encoding="utf-8") for p in HOME.glob("autograder/checks/**/*.py"))
    public += "".join(p.read_text(encoding="utf-8") for p in HOME.rglob("inside/**/*.py"))
    for place in (HOME, goals):
        public += "".join(p.read_text(encoding="utf-8") for p in place.glob("exercises/*/*.*"))
    telling = {line.strip() for line in secrets if len(line.strip()) > 20} - {""}
    telling = {line for line in telling if line not in public}
    assert len(telling) > 200
    for path in kit.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            raw = path.read_bytes()
            raw = lzma.decompress(raw) if path.suffix == ".xz" else raw
            text = raw.decode("utf-8", "replace")
            assert not [line for line in telling if line in text], path


def _solved_lines(text: str) -> list[str]:
    pieces = text.split(BEGIN)[1:]
    return [line for piece in pieces for line in piece.split(END)[0].splitlines()]


@pytest.mark.long
def test_what_is_recorded_is_small_and_tells_of_mistakes_only_words(kit):
    size = sum(path.stat().st_size for path in (kit / "recorded").iterdir())
    assert size < 10_000_000
    tree = json.loads((kit / "recorded" / "release.json").read_text(encoding="utf-8"))
    recorded = {m["name"]: set(m) for known in tree["mistakes"].values() for m in known}
    assert set(recorded) == {m.name for known in catalogue(HOME).values() for m in known}
    told = {"name", "function", "explanation", "question", "carries", "random"}
    assert all(fields == told for fields in recorded.values())


@pytest.mark.long
def test_a_question_is_found_though_its_last_bits_differ_and_no_other_is(kit):
    """Random numbers are not the same to the last bit on every processor."""
    book = RecordedAnswers(kit / "recorded")
    name = next(m["name"] for m in book.mistakes["train"] if m["function"] == "train")
    questions = [further_question("training", number) for number in range(FURTHER_INPUTS)]
    answers = [book.answer(question, name) for question in questions]
    assert len({wire.encode(answer.value) for answer in answers}) == FURTHER_INPUTS
    for question, answer in zip(questions, answers):
        images = question.kwargs["images"] * (1 + 1e-6)
        near = dataclasses.replace(question, kwargs=question.kwargs | {"images": images})
        assert near.fingerprint != question.fingerprint
        assert str(book.answer(near, name).value) == str(answer.value)
        other = dataclasses.replace(question, kwargs=question.kwargs | {"images": images + 1})
        with pytest.raises(NotRecorded, match="no answer to this question about train"):
            book.answer(other, name)


@pytest.mark.long
def test_every_path_can_be_a_path_on_windows(kit):
    paths = [path.relative_to(kit).as_posix() for path in kit.rglob("*")]
    paths = [path for path in paths if not path.startswith(".autograder")]  # of earlier tests
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert PureWindowsPath(path).as_posix() == path and len(path) < 120
        for name in path.split("/"):
            assert (
                name in (".gitignore", ".vscode", ".devcontainer")
                or safe_file_name(name) == name
                or name[0] == "_"
            ), path
    assert not [path for path in kit.rglob("*") if path.is_symlink()]
    for path in kit.rglob("*.py"):
        assert b"\r" not in path.read_bytes()


@pytest.mark.long
def test_nothing_in_it_imports_what_is_not_in_it(kit):
    for path in (kit / "autograder").rglob("*.py"):
        package = ".".join(path.relative_to(kit).with_suffix("").parts[:-1])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom):
                continue
            if node.level == 0 and not (node.module or "").startswith("autograder"):
                continue
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            module = ".".join([*base, node.module or ""]).strip(".") if node.level else node.module
            place = kit / str(module).replace(".", "/")
            assert place.with_suffix(".py").is_file() or place.is_dir(), (path, module)


def without_comments(path: Path) -> dict:
    """Read one of VS Code's files, in which lines may be comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))


@pytest.mark.long
def test_vs_code_finds_the_tests_and_the_container_installs_the_kit(kit):
    settings = without_comments(kit / ".vscode" / "settings.json")
    assert settings["python.testing.pytestEnabled"] is True
    (folder,) = settings["python.testing.pytestArgs"]
    assert (kit / folder).is_dir()
    wanted = set(without_comments(kit / ".vscode" / "extensions.json")["recommendations"])
    container = without_comments(kit / ".devcontainer" / "devcontainer.json")
    assert set(container["customizations"]["vscode"]["extensions"]) == wanted
    command = container["postCreateCommand"]
    readme = (kit / "README.md").read_text(encoding="utf-8")
    assert command.removeprefix("python -m ") in readme.splitlines()


@pytest.mark.long
def test_vs_codes_task_checks_the_open_exercise_and_finds_the_line_to_mend(kit, python, tmp_path):
    check_this, watch = without_comments(kit / ".vscode" / "tasks.json")["tasks"]
    files = changed("layers.py", "y = x @ weight.T", "y = x @ wieght.T")
    folder = write_files(tmp_path / "wrong", files)
    args = [word.replace("${fileDirnameBasename}", "04_layers") for word in check_this["args"]]
    first, then = check_this["problemMatcher"][0]["pattern"]
    for language in ("en", "zh"):
        done = in_kit(python, *args, "--submission", folder, "--lang", language, cwd=kit)
        lines = done.stdout.splitlines()
        found = [(re.match(first["regexp"], a), b) for a, b in itertools.pairwise(lines)]
        match, line = next((match, line) for match, line in found if match)
        text = files["layers.py"].splitlines()[int(match[first["line"]]) - 1]
        assert match[first["file"]] == "layers.py" and "wieght" in text
        assert re.match(then["regexp"], line)[then["message"]] == text.strip()
    done = in_kit(python, *watch["args"], "--help", cwd=kit)
    assert done.returncode == 0 and "after each save" in done.stdout


@pytest.mark.long
def test_the_first_notebook_installs_the_kit_and_checks_the_first_exercise(kit):
    import nbformat  # it takes two seconds

    notebook = nbformat.read(kit / "start.ipynb", 4)
    nbformat.validate(notebook)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert "%pip install" in code[0] and "%load_ext autograder" in code[1]
    stub = (kit / "exercises" / "01_output_shape" / "output_shape.py").read_text(encoding="utf-8")
    assert code[2:] == [stub.rstrip("\n"), "%check output_shape", "%show output_shape"]
    assert not any(cell.get("outputs") for cell in notebook.cells)


@pytest.mark.long
def test_links_of_every_text_lead_to_files(kit):
    for path in (*kit.glob("*.md"), *kit.glob("exercises/**/*.md"), *kit.glob("stretch/**/*.md")):
        for link in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert link.startswith("https:") or (path.parent / link).is_file(), (path, link)


@pytest.mark.parametrize("command", ["release", "start"])
def test_a_folder_that_holds_something_is_not_touched(tmp_path, command):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("autograder", command, tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"autograder: {tmp_path} holds something already")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.long
def test_github_classroom_runs_its_steps_and_shows_a_summary(python, kit, tmp_path):
    done = run("autograder", "bundle", "github", kit)
    assert done.returncode == 0, done.stderr
    path = kit / ".github" / "workflows" / "classroom.yml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    path.unlink()
    assert [step.get("uses", "run").partition("@")[0] for step in steps] == [
        "actions/checkout",
        "actions/setup-python",
        "run",
        "run",
    ]
    assert steps[2]["run"] == "python -m pip install --quiet -c constraints.txt -e ."
    summary = tmp_path / "summary.md"
    files = {"output_shape.py": SOLUTIONS["output_shape.py"], "filters.py": "x = 1\n"}
    write_files(tmp_path / "work", files)
    args = f"{steps[3]['run']} --exercise 1 --exercise 2 --submission {tmp_path / 'work'}"
    environment = without_kit()
    environment["PATH"] = f"{python.parent}:{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", args],
        cwd=kit,
        env=environment | {"GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert "## 8 of 22 points" in summary.read_text(encoding="utf-8")


@pytest.mark.long
def test_the_learners_commands_are_there(kit, python):
    command = python.parent / "autograder"
    told = in_kit(python, command, "--help", cwd=kit).stdout
    names = ("start", "watch", "hint", "status", "explain", "stretch", "reset", "show", "lab")
    for name in (*names, "language"):
        assert re.search(rf"^  {name} ", told, re.MULTILINE), told
    assert "0 of 100 points" in in_kit(python, command, "status", cwd=kit).stdout
    done = in_kit(python, command, "start", "again", cwd=kit)
    assert done.returncode == 2 and f"already: work in {kit}" in done.stderr
    for exercise in current_course().exercises:
        done = in_kit(python, command, "lab", exercise.name, "--no-browser", cwd=kit)
        page = kit / ".autograder" / "labs" / f"{exercise.folder}.html"
        assert str(page) in done.stdout and "</html>" in page.read_text(encoding="utf-8")
    told = in_kit(python, command, "hint", "filters", "--lang", "zh", cwd=kit).stdout
    assert "第 1 条提示" in told
    path = kit / "exercises" / "04_layers" / "layers.py"
    stub = path.read_bytes()
    path.write_text("def relu(x):\n    return x.abs()\n", encoding="utf-8")
    done = check(python, kit, "--exercise", "layers", "--lang", "zh")
    assert "负数变成了正数" in done.stdout, done.stdout
    done = in_kit(python, command, "reset", "layers", cwd=kit)
    assert done.returncode == 0 and path.read_bytes() == stub, done.stderr
    shutil.rmtree(kit / ".autograder")
