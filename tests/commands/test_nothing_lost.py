"""Nothing is lost: a run that was killed goes on, and a full disk leaves what was finished."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import (
    ENVIRONMENT,
    EXERCISES,
    HOME,
    SOLUTIONS,
    grades,
    results,
    run,
    until,
    without_seconds,
    write_files,
)

from autograder.sandbox.walls import bubblewrap_program


def before_the_pool(out: Path) -> bool:
    return (out / ".lock").exists()


def after_results(number: int) -> Callable[[Path], bool]:
    return lambda out: len(finished(out)) >= number


def between_details_and_result(out: Path) -> bool:
    details = {path.name for path in out.glob("details/[!.]*.json")}
    return len(finished(out)) > 4 and bool(details - set(finished(out)))


def while_grades_are_written(out: Path) -> bool:
    return (out / "grades.csv").exists() and not (out / "index.html").exists()


EVENTS = [
    before_the_pool,
    after_results(1),
    between_details_and_result,
    after_results(9),
    while_grades_are_written,
]
"""What is seen of a run from outside when it is killed, one run after the other."""


def finished(out: Path) -> dict[str, int]:
    """Return the names of the results in a folder, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in out.glob("results/[!.]*.json")}


def kill_at(happened: Callable[[Path], bool], grader: subprocess.Popen, out: Path) -> None:
    """Kill a run when something can be seen, and still can be when the run stands still."""
    while True:
        until(lambda: happened(out) or grader.poll() is not None, every=0.0005)
        assert grader.poll() is None, "the run ended before"
        grader.send_signal(signal.SIGSTOP)
        os.waitpid(grader.pid, os.WUNTRACED)
        if happened(out):
            break
        grader.send_signal(signal.SIGCONT)
    grader.kill()
    grader.wait()


@pytest.mark.parametrize(
    "events",
    [[between_details_and_result], pytest.param(EVENTS, marks=pytest.mark.long)],
    ids=["one", "all"],
)
def test_a_run_killed_at_any_moment_ends_as_if_it_had_not_been(
    small_class, complete_run, tmp_path, events
):
    out = tmp_path / "out"
    args = ["autograder", "grade", small_class, "--out", out, *EXERCISES, "--jobs", "1"]
    kept: dict[str, int] = {}
    for happened in events:
        grader = subprocess.Popen(
            [sys.executable, "-m", *map(str, args)],
            env=ENVIRONMENT | {"RUN_OF_THE_TEST": str(tmp_path)},
            cwd=HOME,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        kill_at(happened, grader, out)
        until(lambda: ended(tmp_path))
        now = finished(out)
        assert kept.items() <= now.items(), "what was finished was graded again"
        for name in now:
            assert (out / "results" / name).read_text(encoding="utf-8").endswith("}\n")
        kept = now
    done = run(*args)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("learner-") == 16 - len(kept)
    assert kept.items() <= finished(out).items()
    assert without_seconds(out) == without_seconds(complete_run)
    pages = [path.name for path in (complete_run / "reports").iterdir()]
    assert sorted(pages) == sorted(path.name for path in (out / "reports").iterdir())


def ended(folder: Path) -> bool:
    """Tell whether nothing runs any more on behalf of a run in `folder`."""
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"RUN_OF_THE_TEST={folder}\0".encode() in place.read_bytes():
                return False
    return True


@pytest.mark.long
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path, times):
    folder, out = tmp_path / "class", tmp_path / "out"
    slow = SOLUTIONS["output_shape.py"] + "\nimport time\ntime.sleep(1.5)\n"
    for number in range(6):
        write_files(folder / f"learner-{number}", {"output_shape.py": slow})
    args = ("grade", folder, "--out", out, "--exercise", "output_shape", "--jobs", times)
    grader = subprocess.Popen(
        [sys.executable, "-m", "autograder", *map(str, args)],
        env=ENVIRONMENT | {"RUN_OF_THE_TEST": str(tmp_path)},
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert grader.stderr.readline().startswith("learner-")
    os.killpg(grader.pid, signal.SIGINT)  # as a terminal does: to all of them
    told = iter(grader.stderr.readline, "")
    assert any(line.startswith("Stopping after what is being graded now") for line in told)
    if times == 2:
        os.killpg(grader.pid, signal.SIGINT)
    said = grader.communicate(timeout=60)[1]
    assert grader.returncode == 130 and "Traceback" not in said
    assert "the same command goes on where it stopped" in said.splitlines()[-1]
    done = results(out)
    assert 1 <= len(done) < 6 and all(one["score"] == 8 for one in done.values())
    if times == 1:
        assert f"stopped: {len(done)} of 6 are done" in said
        assert len(grades(out)) == len(done) and (out / "index.html").exists()
    until(lambda: ended(tmp_path))
    if times == 1:
        rest = run("autograder", *args)
        assert rest.returncode == 0 and rest.stderr.count("learner-") == 6 - len(done)


@pytest.mark.long
def test_two_jobs_a_shuffled_folder_and_a_forced_one_give_the_same(
    small_class, complete_run, tmp_path
):
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    names = sorted(path.name for path in small_class.iterdir())
    for name in random.Random(3).sample(names, len(names)):
        shutil.copytree(small_class / name, shuffled / name)
    args = ("autograder", "grade", shuffled, "--out", tmp_path / "out", *EXERCISES)
    assert run(*args, "--jobs", 2).returncode == 0  # the complete run had one
    assert without_seconds(tmp_path / "out") == without_seconds(complete_run)
    forced = run(*args, "--force", "learner-03")
    assert forced.returncode == 0 and forced.stderr.count("learner-") == 1
    assert without_seconds(tmp_path / "out") == without_seconds(complete_run)


def test_a_changed_submission_is_graded_again_and_the_others_are_not(
    small_class, complete_run, tmp_path
):
    folder, out = tmp_path / "class", tmp_path / "out"
    shutil.copytree(small_class, folder)
    shutil.copytree(complete_run, out)
    (folder / "learner-05" / "layers.py").write_text("x = 1\n", encoding="utf-8")
    done = run("autograder", "grade", folder, "--out", out, *EXERCISES)
    assert done.stderr.splitlines() == ["learner-05: 8 / 18"]
    assert results(out)["learner-05"]["score"] == 8


@pytest.mark.long
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
    assert re.search(r"learner-\d+\.json", done.stdout), "whichever was first"


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
