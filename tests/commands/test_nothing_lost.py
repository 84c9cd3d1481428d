"""Nothing is lost: a run that was killed goes on, and a full disk leaves what was finished."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers import ENVIRONMENT, HOME, SOLUTIONS, grades, results, run, without_seconds, write_files

from autograder.sandbox.walls import bubblewrap_program

EXERCISES = ("--exercise", "output_shape", "--exercise", "layers", "--seed", "0")
KILLS = 20


@pytest.fixture(scope="module")
def small_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen quick submissions, every fourth one wrong."""
    folder = tmp_path_factory.mktemp("small") / "class"
    for number in range(16):
        text = SOLUTIONS["layers.py"]
        if number % 4 == 0:
            text = text.replace("y = y + bias", f"y = y + {number} * bias")
        files = {"output_shape.py": SOLUTIONS["output_shape.py"], "layers.py": text}
        write_files(folder / f"learner-{number:02}", files)
    return folder


@pytest.fixture(scope="module")
def undisturbed(small_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert run("autograder", "grade", small_class, "--out", out, *EXERCISES).returncode == 0
    return out


def test_a_run_killed_at_random_moments_ends_as_if_it_had_not_been(
    small_class, undisturbed, tmp_path
):
    moments = random.Random(7)
    words = ["autograder", "grade", small_class, "--out", tmp_path / "out", *EXERCISES]
    for _ in range(KILLS):
        grader = subprocess.Popen(
            [sys.executable, "-m", *map(str, words)],
            env=ENVIRONMENT | {"RUN_OF_THE_TEST": str(tmp_path)},
            cwd=HOME,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.05, 6))
        grader.send_signal(signal.SIGKILL)
        grader.wait()
        for path in (tmp_path / "out" / "results").glob("*.json"):
            assert path.read_text(encoding="utf-8").endswith("}\n")
    finished = len(list((tmp_path / "out" / "results").glob("*.json")))
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("learner-") == 16 - finished  # only the others were graded
    assert without_seconds(tmp_path / "out") == without_seconds(undisturbed)
    assert not _processes_about(tmp_path)


def _processes_about(folder: Path) -> list[str]:
    """List what still runs on behalf of a run in `folder`, a while after it ended."""
    for _ in range(50):
        left = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                environment = (place / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"RUN_OF_THE_TEST={folder}" in environment:
                left.append(place.name)
        if not left:
            return []
        time.sleep(0.2)
    return left


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path, times):
    folder, out = tmp_path / "class", tmp_path / "out"
    slow = SOLUTIONS["output_shape.py"] + "\nimport time\ntime.sleep(1.5)\n"
    for number in range(6):
        write_files(folder / f"learner-{number}", {"output_shape.py": slow})
    words = ("grade", folder, "--out", out, "--exercise", "output_shape", "--jobs", "2")
    grader = subprocess.Popen(
        [sys.executable, "-m", "autograder", *map(str, words)],
        env=ENVIRONMENT | {"RUN_OF_THE_TEST": str(tmp_path)},
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert grader.stderr.readline().startswith("learner-")
    begin = time.monotonic()
    for _ in range(times):
        os.killpg(grader.pid, signal.SIGINT)  # as a terminal does: to all of them
        time.sleep(0.3)
    said = grader.communicate(timeout=60)[1]
    assert grader.returncode == 130 and "Traceback" not in said
    assert "the same command goes on where it stopped" in said.splitlines()[-1]
    assert times == 1 or time.monotonic() - begin < 5
    done = results(out)
    assert 1 <= len(done) < 6 and all(one["score"] == 8 for one in done.values())
    if times == 1:
        assert f"stopped: {len(done)} of 6 are done" in said
        assert len(grades(out)) == len(done) and (out / "index.html").exists()
    assert not _processes_about(tmp_path)
    rest = run("autograder", *words)
    assert rest.returncode == 0 and rest.stderr.count("learner-") == 6 - len(done)


def test_one_job_a_shuffled_folder_and_a_forced_one_give_the_same(
    small_class, undisturbed, tmp_path
):
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    names = sorted(path.name for path in small_class.iterdir())
    for name in random.Random(3).sample(names, len(names)):
        shutil.copytree(small_class / name, shuffled / name)
    words = ("autograder", "grade", shuffled, "--out", tmp_path / "out", *EXERCISES)
    assert run(*words, "--jobs", 1).returncode == 0
    assert without_seconds(tmp_path / "out") == without_seconds(undisturbed)
    forced = run(*words, "--force", "learner-03")
    assert forced.returncode == 0 and forced.stderr.count("learner-") == 1
    assert without_seconds(tmp_path / "out") == without_seconds(undisturbed)


def test_a_changed_submission_is_graded_again_and_the_others_are_not(
    small_class, undisturbed, tmp_path
):
    folder, out = tmp_path / "class", tmp_path / "out"
    shutil.copytree(small_class, folder)
    shutil.copytree(undisturbed, out)
    (folder / "learner-05" / "layers.py").write_text("x = 1\n", encoding="utf-8")
    done = run("autograder", "grade", folder, "--out", out, *EXERCISES)
    assert done.stderr.splitlines() == ["learner-05: 8 / 18"]
    assert results(out)["learner-05"]["score"] == 8


def test_a_full_disk_stops_with_a_line_and_leaves_what_was_finished(small_class, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    program = bubblewrap_program()
    assert program, "bubblewrap comes with the kit"
    room = ["--dev-bind", "/", "/", "--size", "65536", "--tmpfs", str(out)]
    grade = ["grade", str(small_class), "--out", str(out), *EXERCISES, "--sandbox", "none"]
    script = f'"$@"; code=$?; ls {out}/results; exit $code'
    done = subprocess.run(
        [program, *room, "sh", "-c", script, "sh", sys.executable, "-m", "autograder", *grade],
        env=ENVIRONMENT,
        cwd=HOME,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("autograder: ") and "what was finished stays" in last
    assert "Traceback" not in done.stderr
    assert "learner-00.json" in done.stdout


def test_two_runs_never_write_into_one_folder(small_class, tmp_path):
    import fcntl

    out = tmp_path / "out"
    (out / "results").mkdir(parents=True)
    with open(out / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run("autograder", "grade", small_class, "--out", out)
    assert done.returncode == 2
    assert "another run is writing into" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_in_a_line(small_class, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("autograder", "grade", small_class, "--out", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "cannot be written" in done.stderr
