"""`autograder replay`: the very inputs of a check again, and a folder of them for the learner."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from helpers import ENVIRONMENT, HOME, SOLUTIONS, run, without_kit

FLIPPED = "07-true-convolution"
CHECK = "A kernel as large as the channel gives one number"
DIFFERS = "differs   first at [0, 0]"
SEED = 987654321987


def stored_message(out: Path, identity: str, name: str) -> str:
    tree = json.loads((out / "results" / f"{identity}.json").read_text(encoding="utf-8"))
    checks = [check for part in tree["parts"] for check in part["checks"]]
    return next(check["message"] for check in checks if check["name"] == name)


@pytest.fixture
def out(demo) -> Path:
    return demo[0] / "results"


@pytest.fixture(scope="module")
def with_seed(demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's results as another seed would have found them: what is asked differs."""
    copy = tmp_path_factory.mktemp("replay") / "out"
    shutil.copytree(demo[0] / "results", copy)
    record = json.loads((copy / "run.json").read_text(encoding="utf-8"))
    (copy / "run.json").write_text(json.dumps(record | {"seed": SEED}), encoding="utf-8")
    return copy


def test_the_same_check_says_the_same(out):
    done = run("autograder", "replay", out, FLIPPED, *CHECK.split())
    assert done.returncode == 0, done.stderr
    assert stored_message(out, FLIPPED, CHECK) in done.stdout
    assert "stored is" not in done.stdout and done.stderr == ""


@pytest.mark.long
def test_without_a_name_all_that_failed_are_put_again(out):
    done = run("autograder", "replay", out, "09-gradients-add-up")
    tree = json.loads((out / "results" / "09-gradients-add-up.json").read_text(encoding="utf-8"))
    failed = [c for part in tree["parts"] for c in part["checks"] if not c["passed"]]
    assert done.returncode == 0 and failed
    assert all(check["message"] in done.stdout for check in failed)
    assert "stored is" not in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nobody"], "there is no submission 'nobody'"),
        ([FLIPPED, "no such check"], "has no check 'no such check'"),
        (["01-perfect"], "passed every check"),
        ([FLIPPED, CHECK, "--pdb"], "--pdb needs --here"),
        ([FLIPPED, CHECK, "--here", "--save", "x"], "--save and --here"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(out, args, words):
    done = run("autograder", "replay", out, *args)
    assert done.returncode == 2 and words in done.stderr
    assert len(done.stderr.splitlines()) == 1 and not done.stdout


def test_several_checks_of_a_name_are_listed(out):
    done = run("autograder", "replay", out, FLIPPED, "slides over every position")
    assert done.returncode == 2 and "2 checks match" in done.stderr
    assert len(done.stdout.splitlines()) == 2
    one = done.stdout.splitlines()[0].rpartition(" (")[0]
    assert one.startswith("filters: ")
    again = run("autograder", "replay", out, FLIPPED, one, "--here")
    assert again.returncode == 0 and "first at [0, 0]" in again.stdout


def test_a_submission_that_changed_is_told(out, tmp_path):
    shutil.copytree(out.parent / "submissions" / FLIPPED, tmp_path / "class" / FLIPPED)
    (tmp_path / "class" / FLIPPED / "filters.py").write_text(
        "print('it is new')\n" + SOLUTIONS["filters.py"], encoding="utf-8"
    )
    args = ("--here", "--submissions", tmp_path / "class")
    done = run("autograder", "replay", out, FLIPPED, CHECK, *args)
    assert done.returncode == 0 and f"{FLIPPED} changed since it was graded" in done.stderr
    assert "it is new" in done.stdout and "the stored verdict is different: failed" in done.stdout


@pytest.mark.long
def test_another_seed_asks_something_else(with_seed):
    done = run("autograder", "replay", with_seed, FLIPPED, CHECK, "--here")
    assert done.returncode == 0 and "the stored message is different" in done.stdout
    assert "are not those that graded it" in done.stderr


@pytest.fixture(scope="module")
def appeal(with_seed: Path) -> Path:
    """One check as a folder for the learner."""
    folder = with_seed.parent / "appeal"
    done = run("autograder", "replay", with_seed, FLIPPED, CHECK, "--save", folder)
    assert done.returncode == 0, done.stderr
    return folder


def ask_again(folder: Path, kit: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, str(folder / "replay.py")]
    done = subprocess.run(
        command, cwd=kit, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_for_the_learner_has_no_seed_and_no_solution(appeal, with_seed):
    names = {"README.md", "questions.pt", "replay.py", "submission"}
    assert {path.name for path in appeal.iterdir()} == names
    (asked,) = torch.load(appeal / "questions.pt", weights_only=True)
    assert set(asked) == {"name", "args", "kwargs", "tolerance", "expected"}
    for path in appeal.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert str(SEED).encode() not in content
        assert SOLUTIONS["filters.py"].encode() not in content
    done = run("autograder", "replay", with_seed, FLIPPED, CHECK, "--save", appeal)
    assert done.returncode == 2 and "holds something already" in done.stderr


def test_who_was_given_what_was_asked_is_noted(appeal, with_seed):
    record = json.loads((with_seed / "run.json").read_text(encoding="utf-8"))
    assert [given["to"] for given in record["feedback"]] == ["replay --save"]
    assert FLIPPED in record["answered"]


@pytest.mark.long
def test_a_folder_for_the_learner_asks_it_again(appeal, tmp_path):
    folder = tmp_path / "appeal"
    shutil.copytree(appeal, folder)
    first = ask_again(folder, HOME, ENVIRONMENT)
    assert DIFFERS in first and "kernel       a tensor of shape (3, 4)" in first
    told = (folder / "README.md").read_text(encoding="utf-8").replace("\n    ", "\n")
    assert first.strip("\n") in told
    (folder / "submission" / "filters.py").write_text(SOLUTIONS["filters.py"], encoding="utf-8")
    assert "got       what is expected" in ask_again(folder, HOME, ENVIRONMENT)


@pytest.mark.long
def test_the_released_kit_asks_it_again(appeal, released):
    told = ask_again(appeal, released, without_kit() | {"PYTHONPATH": str(released)})
    assert DIFFERS in told


def test_what_is_trained_cannot_be_kept(out, tmp_path):
    name = "08-softmax-in-lenet"
    tree = json.loads((out / "results" / f"{name}.json").read_text(encoding="utf-8"))
    check = tree["parts"][-1]["checks"][0]["name"]
    wanted = f"{tree['parts'][-1]['name']}: {check}"
    done = run("autograder", "replay", out, name, wanted, "--save", tmp_path / "appeal")
    assert done.returncode == 2 and "does not fit into a small folder" in done.stderr
    assert not (tmp_path / "appeal").exists()


@pytest.mark.long
def test_a_debugger_stops_where_the_learners_function_begins(out):
    command = [sys.executable, "-m", "autograder", "replay", str(out), FLIPPED, CHECK]
    done = subprocess.run(
        [*command, "--here", "--pdb"],
        input="p channel.shape\nc\n",
        cwd=HOME,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "cross_correlate()" in done.stdout and "torch.Size([3, 4])" in done.stdout
    assert done.stdout.count("filters.py(") == 1 and DIFFERS in done.stdout
