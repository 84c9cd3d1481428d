"""Grading on a Dask cluster: a real scheduler and real workers, on this machine."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
    write_files,
)

pytest.importorskip("distributed")

ONLY = ("--exercise", "output_shape", "--seed", "0")
IDS = ["a", "b", "c", "d", "e", "f", "g", "h"]
SLOW = "\nimport time\ntime.sleep(1)\n"


@contextmanager
def started(log: Path, *args: object, **environment: str) -> Iterator[subprocess.Popen]:
    """Run a command of this Python until the block ends, its output in a file."""
    command = [sys.executable, "-m", *map(str, args)]
    with open(log, "a", encoding="utf-8") as file:
        process = subprocess.Popen(
            command, cwd=HOME, env=ENVIRONMENT | environment, stdout=file, stderr=file
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


class Cluster:
    """A scheduler and its workers, each with a log."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"

    def scheduler(self) -> subprocess.Popen:
        args = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard")
        log = self.folder / "scheduler.log"
        return self.stack.enter_context(started(log, *args, "--port", self.port))

    def worker(self, name: str, **environment: str) -> subprocess.Popen:
        args = ("autograder", "worker", self.address, "--slots", "1")
        return self.stack.enter_context(started(self.folder / name, *args, **environment))

    def at_work(self, name: str, times: int = 1) -> None:
        log = self.folder / name
        until(lambda: log.read_text(encoding="utf-8").count("at work") == times)

    def answers(self) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", self.port)) == 0

    def command(self, submissions: Path, out: Path) -> tuple[object, ...]:
        command = ("autograder", "grade", submissions, "--out", out, *ONLY)
        return (*command, "--cluster", self.address)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers that stays as it is."""
    with ExitStack() as stack:
        made = Cluster(tmp_path_factory.mktemp("cluster"), stack)
        made.scheduler(), made.worker("one"), made.worker("two")
        made.at_work("one"), made.at_work("two")
        yield made


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without workers, of which a test may kill what it likes."""
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slow")
    for name in IDS:
        text = SOLUTIONS["output_shape.py"] + SLOW
        write_files(folder / name, {"output_shape.py": text})
    return folder


def told(stderr: str) -> list[str]:
    """Return the ids that a run says it graded."""
    return sorted(line[0] for line in stderr.splitlines() if line[1:2] == ":")


def written(out: Path) -> dict[str, dict]:
    return {name: result | {"seconds": 0} for name, result in results(out).items()}


@pytest.mark.long
def test_results_are_those_of_this_machine(cluster, tmp_path):
    good = SOLUTIONS["output_shape.py"]
    submissions = tmp_path / "submissions"
    for name, text in zip(IDS, [good, "x = 1\n", "1 / 0\n", good.replace("// ", "/ ")]):
        write_files(submissions / name, {"output_shape.py": text})
    here, there = tmp_path / "here", tmp_path / "there"
    done = run("autograder", "grade", submissions, "--out", here, *ONLY)
    assert done.returncode == 0, done.stderr
    done = run(*cluster.command(submissions, there))
    assert done.returncode == 0 and told(done.stderr) == IDS[:4], done.stderr
    assert json.dumps(written(here), sort_keys=True) == json.dumps(written(there), sort_keys=True)
    for details in (here / "details").iterdir():
        assert details.read_bytes() == (there / "details" / details.name).read_bytes()
    assert {row["status"] for row in grades(there).values()} == {"graded"}


@pytest.mark.long
def test_a_worker_of_another_version_is_not_used(cluster, tmp_path):
    other = tmp_path / "kit"
    for name in ("exercises", "solutions", "data"):
        shutil.copytree(HOME / name, other / name)
    check = next(other.glob("exercises/01_*/test_*.py"))
    check.write_text(check.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    stranger = cluster.worker("stranger", AUTOGRADER_COURSE=str(other))
    cluster.at_work("stranger")
    submissions = tmp_path / "submissions"
    write_files(submissions / "a", {"output_shape.py": SOLUTIONS["output_shape.py"]})
    done = run(*cluster.command(submissions, tmp_path / "out"))
    stranger.terminate()
    assert done.returncode == 0 and told(done.stderr) == ["a"], done.stderr
    refused = [line for line in done.stderr.splitlines() if "not used" in line]
    assert len(refused) == 1
    assert (
        "worker tcp://127.0.0.1" in refused[0] and " kit " in refused[0] and "needed" in refused[0]
    )


@pytest.mark.long
def test_a_killed_workers_submissions_are_graded_once_by_others(doomed, slow, tmp_path):
    out, log = tmp_path / "out", tmp_path / "log"
    doomed.scheduler(), doomed.worker("other")
    killed = doomed.worker("killed")
    doomed.at_work("killed"), doomed.at_work("other")
    with started(log, *doomed.command(slow, out)) as grading:
        until(lambda: any(out.glob("results/*.json")))
        killed.kill()
        assert grading.wait(60) == 0, log.read_text(encoding="utf-8")
    assert told(log.read_text(encoding="utf-8")) == IDS
    assert {name: row["score"] for name, row in grades(out).items()} == dict.fromkeys(IDS, "8")


@pytest.mark.long
def test_after_the_scheduler_was_lost_the_same_command_goes_on(doomed, slow, tmp_path):
    out, log = tmp_path / "out", tmp_path / "log"
    scheduler = doomed.scheduler()
    doomed.worker("worker")
    doomed.at_work("worker")
    with started(log, *doomed.command(slow, out)) as grading:
        until(lambda: any(out.glob("results/*.json")))
        scheduler.kill()
        assert grading.wait(60) == 1
    *first, last = log.read_text(encoding="utf-8").splitlines()
    words = f"the scheduler at {doomed.address} was lost; the same command goes on"
    assert words in last and told("\n".join(first)) == sorted(results(out))
    finished = {path.stem: path.stat().st_mtime_ns for path in out.glob("results/*.json")}
    assert 0 < len(finished) < len(IDS)

    doomed.scheduler()
    doomed.at_work("worker", times=2)
    done = run(*doomed.command(slow, out))
    assert done.returncode == 0, done.stderr
    assert told(done.stderr) == sorted(set(IDS) - set(finished))
    for name, when in finished.items():
        assert (out / "results" / f"{name}.json").stat().st_mtime_ns == when
    assert list(grades(out)) == IDS


@pytest.mark.long
def test_a_run_that_is_stopped_says_so(cluster, slow, tmp_path):
    out, log = tmp_path / "out", tmp_path / "log"
    with started(log, *cluster.command(slow, out)) as grading:
        until(lambda: any(out.glob("results/*.json")))
        grading.send_signal(signal.SIGINT)
        assert grading.wait(30) == 130
    last = log.read_text(encoding="utf-8").splitlines()[-1]
    assert f"stopped: {len(results(out))} of {len(IDS)} are done; the same command goes on" in last


def test_what_cannot_begin_is_told_in_a_line(doomed, slow, tmp_path):
    def line(*args: object) -> str:
        done = run(*doomed.command(slow, tmp_path / "out"), *args)
        assert done.returncode == 2
        return done.stderr

    doomed.scheduler()
    until(doomed.answers)
    assert "no worker is there: start one with" in line()
    assert "no Dask scheduler answers at nowhere://" in line("--cluster", "nowhere://")
    assert line("--jobs", "2").startswith("autograder: --jobs")


def test_where_nobody_grades_nothing_is_written_down(doomed, complete_run, small_class, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(complete_run, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    doomed.scheduler()
    until(doomed.answers)
    for address in (doomed.address, "tcp://127.0.0.1:9"):
        args = ("--out", out, "--cluster", address, "--seed", "7", "--yes")
        assert run("autograder", "grade", small_class, *EXERCISES, *args).returncode == 2
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
