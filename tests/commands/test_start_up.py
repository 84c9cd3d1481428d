"""What starts quickly does not load what is slow, and what learners run needs no Unix."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from helpers import ENVIRONMENT, HOME, a_kit

HEAVY = {"torch", "torchvision", "numpy", "matplotlib", "PIL", "pytest"}
TELL = """
import atexit, sys
atexit.register(lambda: print("loaded", *sys.modules, file=sys.stderr))
from autograder.cli.{where} import main
main(sys.argv[1:])
"""
ELSEWHERE = Path(__file__).with_name("elsewhere.py")


def python(*args: object, cwd: Path = HOME, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, args)],
        cwd=cwd,
        env=ENVIRONMENT | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("where", ["main", "released"])
@pytest.mark.parametrize(
    "args", ["status", "hint filters", "language zh", "reset layers", "--help", "--version"]
)
def test_a_short_command_does_without_torch(tmp_path, where, args):
    kit = a_kit(tmp_path)
    done = python("-c", TELL.format(where=where), *args.split(), AUTOGRADER_COURSE=str(kit))
    assert done.returncode == 0, done.stderr
    (loaded,) = [line for line in done.stderr.splitlines() if line.startswith("loaded ")]
    assert not HEAVY & set(loaded.split())


def test_the_version_tells_kit_python_and_torch():
    done = python("-m", "autograder", "--version")
    own, torch = version("cnn-basics-autograder"), version("torch")
    told = f"autograder {own}, Python {platform.python_version()}, torch {torch}\n"
    assert (done.returncode, done.stdout) == (0, told)


def elsewhere(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a module as on a system that is no Unix."""
    return python(ELSEWHERE, *args, **environment)


def test_elsewhere_there_is_nothing_of_unix(tmp_path):
    (tmp_path / "asks.py").write_text("import os, fcntl", encoding="utf-8")
    done = elsewhere("asks", PYTHONPATH=str(tmp_path))
    assert "No module named 'fcntl'" in done.stderr
    (tmp_path / "asks.py").write_text("import os; os.fork()", encoding="utf-8")
    assert "no attribute 'fork'" in elsewhere("asks", PYTHONPATH=str(tmp_path)).stderr


@pytest.mark.parametrize("args", ["status", "hint filters", "reset layers", "language en"])
def test_the_learners_commands_need_no_unix(tmp_path, args):
    kit = a_kit(tmp_path)
    done = elsewhere("autograder.cli.released", *args.split(), AUTOGRADER_COURSE=str(kit))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
def test_checking_an_exercise_needs_no_unix(tmp_path):
    args = ("pytest", "exercises/", "--exercise", "layers", "--submission")
    done = elsewhere(*args, HOME / "solutions")
    assert done.returncode == 0 and "10 / 10" in done.stdout, done.stdout + done.stderr
    (tmp_path / "layers.py").write_text("def relu(x):\n    return x.abs()\n", encoding="utf-8")
    done = elsewhere(*args, tmp_path)
    assert done.returncode == 1, done.stderr
    assert "Relu keeps what is positive" in done.stdout


@pytest.mark.long
def test_nothing_that_learners_get_imports_what_only_unix_has(tmp_path):
    lines = [
        "import importlib",
        "from autograder.authoring.release import learners_files",
        "for path in learners_files():",
        "    if path.suffix == '.py' and path.name != '__main__.py':",
        "        name = '.'.join(['autograder', *path.with_suffix('').parts])",
        "        importlib.import_module(name.removesuffix('.__init__'))",
        "        print(name)",
    ]
    (tmp_path / "asks.py").write_text("\n".join(lines), encoding="utf-8")
    done = elsewhere("asks", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "autograder.learn.watching" in done.stdout.split()
