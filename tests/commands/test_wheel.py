"""The wheel and the source archive: what is in them, and a learner's way from the wheel alone."""

from __future__ import annotations

import email
import json
import re
import shutil
import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from helpers import HOME, SOLUTIONS, libraries_of_this_one, run, without_kit

from autograder.core.about import DISTRIBUTION

ONLY_SOMES = ("playwright", "nbgrader", "nbformat", "distributed", "copydetect", "babel")


@pytest.fixture(scope="module")
def wheel(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a released kit."""
    out = tmp_path_factory.mktemp("dist")
    args = ("--wheel", "--no-isolation", "--config-setting", f"kit={released}", "--outdir", out)
    done = run("build", *args, HOME)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.iterdir()
    return path


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `autograder` of a fresh environment in which the wheel was installed."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    libraries_of_this_one(folder)
    args = ("--python", folder / "bin" / "python", "install", "--quiet", "--no-index", "--no-deps")
    done = run("pip", *args, wheel)
    assert done.returncode == 0, done.stderr
    return folder / "bin" / "autograder"


@pytest.fixture(scope="module")
def started(command: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `autograder start` wrote."""
    folder = tmp_path_factory.mktemp("ein Kurs 课程") / "cnn basics"
    done = called(command, "start", folder, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == (
        f"The exercises are in {folder}: cd there, then autograder watch"
    )
    return folder


def called(command: Path, *args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command, *map(str, args)],
        cwd=cwd,
        env=without_kit() | {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a kit; what Python compiled while another test used it is none."""
    files = (path for path in folder.rglob("*") if path.is_file())
    paths = (path for path in files if "__pycache__" not in path.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


@pytest.mark.long
def test_the_wheel_holds_the_learners_side_and_their_kit_and_nothing_else(wheel, released):
    kit = files_of(released)
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        own = {name: opened.read(name) for name in names if ".dist-info/" not in name}
        with opened.open("autograder/kit.zip") as file, zipfile.ZipFile(file) as packed:
            inside = {name: packed.read(name) for name in packed.namelist()}
    del own["autograder/kit.zip"]
    assert inside == kit
    assert own == {name: text for name, text in kit.items() if name.startswith("autograder/")}
    for name in (*names, *inside):
        assert not re.search(r"solutions|mistakes/|grading|authoring|tests/|attackers", name), name


@pytest.mark.long
def test_the_wheel_asks_for_what_learners_need_alone(wheel):
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith("/METADATA")]
        metadata = email.message_from_bytes(opened.read(name))
        (name,) = [name for name in opened.namelist() if name.endswith("/entry_points.txt")]
        assert b"autograder = autograder.cli.released:main" in opened.read(name)
    assert metadata["Name"] == DISTRIBUTION
    needed = metadata.get_all("Requires-Dist") or []
    assert any(line.startswith("torch>=") for line in needed)
    assert not [line for line in needed if line.startswith(ONLY_SOMES)]
    assert metadata.get_all("Provides-Extra") is None
    assert "Framework :: Pytest" in (metadata.get_all("Classifier") or [])


@pytest.mark.long
def test_start_writes_the_released_kit(started, released):
    assert files_of(started) == files_of(released)


@pytest.mark.long
def test_start_leaves_a_folder_alone_that_holds_something(command, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = called(command, "start", tmp_path, cwd=tmp_path)
    assert done.returncode == 2 and [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert done.stderr == (
        f"autograder: {tmp_path} holds something already: name a new or an empty folder\n"
    )


@pytest.mark.long
def test_start_fills_the_empty_folder_that_one_stands_in(command, tmp_path, released):
    inode = tmp_path.stat().st_ino
    assert called(command, "start", ".", cwd=tmp_path).returncode == 0
    assert tmp_path.stat().st_ino == inode
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in released.iterdir()}


@pytest.mark.long
def test_without_exercises_around_it_is_told_how_to_get_them(command, tmp_path):
    done = called(command, "status", cwd=tmp_path)
    assert done.returncode == 2
    assert "`autograder start FOLDER` writes them" in done.stderr


@pytest.mark.long
def test_the_learners_way_from_the_wheel(command, started):
    assert called(command, "--version", cwd=started).stdout.startswith("autograder 0.")
    for place in (started, started / "exercises", started / "exercises" / "04_layers"):
        assert "0 of 100 points" in called(command, "status", cwd=place).stdout
    stub = started / "exercises" / "01_output_shape" / "output_shape.py"
    before = stub.read_bytes()
    stub.write_text(SOLUTIONS["output_shape.py"], encoding="utf-8")
    pytest_of_it = (command.parent / "python", "-m", "pytest")
    args = (*pytest_of_it[1:], "exercises/", "--exercise", "1")
    done = called(pytest_of_it[0], *args, cwd=started)
    assert done.returncode == 0 and "8 / 8" in done.stdout, done.stdout + done.stderr
    assert "8 of 100 points" in called(command, "status", cwd=started).stdout
    args = (*pytest_of_it[1:], started / "exercises", "--exercise", "1")
    done = called(pytest_of_it[0], *args, cwd=started.parent)
    assert done.returncode == 0 and "8 / 8" in done.stdout, done.stdout + done.stderr
    done = called(command, "reset", "1", cwd=started)
    assert done.returncode == 0 and stub.read_bytes() == before


@pytest.mark.long
def test_the_first_notebook_runs_where_there_is_only_the_wheel(
    wheel, released, tmp_path, monkeypatch
):
    import nbformat  # it takes two seconds
    from nbclient import NotebookClient

    folder = tmp_path / "my drive"
    folder.mkdir()
    shutil.copy(wheel, folder)
    shutil.copy(released / "start.ipynb", folder)
    venv.create(tmp_path / "venv", with_pip=False)
    libraries_of_this_one(tmp_path / "venv")
    programs = tmp_path / "venv" / "bin"
    kernel = {
        "argv": [f"{programs}/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "env": {"PATH": f"{programs}:/usr/bin:/bin", "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1"},
        "display_name": "fresh",
        "language": "python",
    }
    place = tmp_path / "jupyter" / "kernels" / "fresh" / "kernel.json"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(kernel), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    notebook = nbformat.read(folder / "start.ipynb", 4)
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, kernel_name="fresh", resources=where).execute()
    check, show = (json.dumps(cell.outputs) for cell in notebook.cells[-2:])
    assert re.search(r"\b0 of \d+ checks passed", check) and "is not written yet" in check
    assert "<img" in show or "not written yet" in show
    assert (folder / "my-course" / "exercises").is_dir()


@pytest.mark.long
def test_a_folder_that_is_no_released_kit_makes_no_wheel(tmp_path):
    args = ("--wheel", "--no-isolation", "--config-setting", f"kit={tmp_path}", "--outdir")
    done = run("build", *args, tmp_path / "dist", HOME)
    assert done.returncode != 0
    assert f"-C kit={tmp_path}: no released kit" in done.stdout + done.stderr


@pytest.mark.long
def test_the_source_archive_is_the_complete_course(tmp_path):
    args = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(args, cwd=HOME, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no clone: what belongs to the course is not known")
    names = [name for name in listed.stdout.decode().split("\0") if name and name[:3] != ".ci"]
    course = {name: (HOME / name).read_bytes() for name in names if (HOME / name).is_file()}
    for name, text in course.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    args = ["--sdist", "--no-isolation", "--outdir", tmp_path / "dist", tmp_path / "course"]
    done = run("build", *args)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = (tmp_path / "dist").iterdir()
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        packed = {m.name.partition("/")[2]: archive.extractfile(m).read() for m in members}
    made = {"PKG-INFO", "setup.cfg"}
    packed = {n: text for n, text in packed.items() if n not in made and ".egg-info/" not in n}
    assert packed == course
