"""A course of ten thousand: real intake, wire and results, and a check that takes milliseconds.

`python benchmarks/course.py --submissions 10000` prints the time of each tenth, the memory of
the coordinating process at its end, and what the results take. README.md tells what it showed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from autograder.course import current_course
from autograder.course.reference import solution_of, solution_path

HOME = Path(__file__).resolve().parents[1]
PART = "output_shape"
CHECKS = '''"""One check, so that a submission costs little more than its way through the grader."""

from autograder.checks import points


@points(8)
def test_a_window_fits_so_often(ask, draw):
    ask.conv2d_output_shape(draw.integer(20, 40), draw.integer(2, 7), 2, 1)
'''
WRONG_EVERY = 4


def build_real(folder: Path, count: int) -> None:
    """Write a class for the whole kit: right ones in many styles, every fourth with a mistake."""
    from autograder.checks.mistakes import catalogue, mistaken_source

    draw = random.Random(5)
    mistakes_by_part = [(part, m) for part, mistakes in catalogue(HOME).items() for m in mistakes]
    for number in range(count):
        files = {}
        for name in sorted(current_course().functions):
            styles = [solution_path(name), *sorted((HOME / "tests/right" / name).glob("*.py"))]
            files[f"{name}.py"] = draw.choice(styles).read_text(encoding="utf-8")
        if number % WRONG_EVERY == 0:
            part, mistake = draw.choice(mistakes_by_part)
            text = solution_of(part)
            files[f"{part}.py"] = mistaken_source(text, mistake)
        for name, text in files.items():
            path = folder / "class" / f"learner-{number:05}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def build(folder: Path, count: int) -> None:
    """Write a kit with one check, and zips of all ten files, each with other bytes."""
    kit = folder / "kit"
    shutil.copytree(HOME / "exercises", kit / "exercises")
    for path in (kit / "exercises").rglob("test_*.py"):
        path.unlink()
    (kit / "exercises" / f"01_{PART}" / f"test_{PART}.py").write_text(CHECKS, encoding="utf-8")
    shutil.copytree(HOME / "solutions", kit / "solutions")
    shutil.copytree(HOME / "data", kit / "data")
    texts = {f"{name}.py": solution_of(name) for name in current_course().functions}
    (folder / "class").mkdir()
    for number in range(count):
        files = dict(texts)
        if number % WRONG_EVERY == 0:
            files[f"{PART}.py"] = files[f"{PART}.py"].replace("+ 1", "+ 2")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, f"# {number}\n{text}")
        (folder / "class" / f"learner-{number:05}.zip").write_bytes(packed.getvalue())


def memory_of(process: int) -> float:
    """Return the resident MiB of a process alone, without those that it started."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def size_of(folder: Path) -> float:
    """Return the MiB of all files below a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20


def grade(folder: Path, count: int, jobs: int) -> None:
    """Grade the course and print a row a tenth."""
    cut_down = (folder / "kit").is_dir()
    args = ["grade", folder / "class", "--out", folder / "out"]
    args += ["--exercise", PART] if cut_down else []
    command = [sys.executable, "-m", "autograder", *map(str, args), "--jobs", str(jobs)]
    environment = os.environ | {"AUTOGRADER_COURSE": str(folder / "kit" if cut_down else HOME)}
    begin = last = time.monotonic()
    done, most = 0, 0.0
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr is not None
        for line in run.stderr:
            done += line.startswith("learner-")
            if done and done % max(1, count // 100) == 0:
                most = max(most, memory_of(run.pid))
            if done % max(1, count // 10) == 0 and line.startswith("learner-"):
                now = time.monotonic()
                print(f"| {done} | {now - last:.1f} | {memory_of(run.pid):.0f} |", flush=True)
                last = now
        run.wait()
    took = time.monotonic() - begin
    print(f"exit code {run.returncode}; {took:.0f} s, most memory seen {most:.0f} MiB")
    print(f"{3600 * count / took / jobs:.0f} submissions an hour a job")
    print(f"after the last submission: {time.monotonic() - last:.1f} s (grades.csv, class page)")
    print(f"OUT: {size_of(folder / 'out'):.0f} MiB; index.html: ", end="")
    print(f"{(folder / 'out' / 'index.html').stat().st_size / 2**20:.1f} MiB")
    begin = time.monotonic()
    again = subprocess.run(command, env=environment, capture_output=True, check=False)
    print(f"again, nothing to grade: {time.monotonic() - begin:.1f} s, {again.returncode}")


def main() -> None:
    """Build the course in a folder that is removed, and grade it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--real", action="store_true", help="grade with the whole kit")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (build_real if chosen.real else build)(Path(folder), chosen.submissions)
        print("| submissions | seconds of this tenth | MiB |\n|---|---|---|")
        grade(Path(folder), chosen.submissions, chosen.jobs)


if __name__ == "__main__":
    main()
