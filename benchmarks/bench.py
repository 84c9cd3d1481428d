"""Measure this grader beside others, on the same submissions and the same checks.

Run by `make bench`; `ARGS="--submissions 4"` makes it short. README.md tells the method.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from in_process import SEED
from meter import CommandFailed, Cost, measured
from nbgrader.api import Gradebook
from notebooks import ASSIGNMENT, write_course, write_for_otter

from autograder.course import current_course
from autograder.course.reference import solution_of

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
KIT = HOME / ".venv" / "bin"
OTHERS = Path(sys.executable).parent
START_UP_SUBMISSIONS = 2
"""So many submissions tell what starting costs; what comes after them is a further one."""
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}

RIGHT = ("", "chapter", "numpy_inside")
"""Styles: the reference, and the reference with all files of one style of tests/right."""
WRONG = (
    ("filters", "window * kernel", "window * kernel.flip(0, 1)"),
    ("lenet", "return self.fc3(x)", "return F.softmax(self.fc3(x), dim=1)"),
    ("evaluate", "    model.eval()\n", ""),
)
"""Mistakes: a part, the words of the reference, and what stands there instead."""


@dataclass
class Trial:
    """One contender: what a few submissions cost it, what all of them did, their scores."""

    name: str
    few: Cost
    all: Cost
    scores: dict[str, float]


def submission(number: int) -> dict[str, str]:
    """Return the files of a submission: of every four, three are right and one is wrong."""
    files = {part: solution_of(part) for part in current_course().functions}
    if number % 4 < 3:
        style = HOME.glob(f"tests/right/*/{RIGHT[number % 4]}.py")
        return files | {path.parent.name: path.read_text("utf-8") for path in style}
    part, old, new = WRONG[number // 4 % 3]
    assert files[part].count(old) == 1, old
    return files | {part: files[part].replace(old, new)}


def write_class(folder: Path, count: int) -> Path:
    """Write that many submissions into a new folder."""
    for number in range(count):
        place = folder / f"s{number:02}"
        place.mkdir(parents=True)
        for part, text in submission(number).items():
            (place / f"{part}.py").write_text(text, encoding="utf-8")
    return folder


class Bench:
    """Runs contenders over one class, in a folder of its own."""

    def __init__(self, room: Path, submissions: Path, checks: list[tuple[str, str, float]]) -> None:
        self.room, self.submissions, self.checks = room, submissions, checks
        self.names = sorted(path.name for path in submissions.iterdir())
        self.logs = 0
        room.mkdir(exist_ok=True)

    def run(self, *args: object, cwd: Path = HOME, fails: bool = False) -> Cost:
        """Run a command with one thread and a home folder of its own; it `fails` as it may."""
        self.logs += 1
        env = os.environ | ONE_THREAD | {"HOME": str(self.room), "PYTHONPATH": str(HERE)}
        env["PATH"] = os.pathsep.join([str(OTHERS), str(KIT), env["PATH"]])
        env["JUPYTER_PATH"] = str(KIT.parent / "share" / "jupyter")  # what nbconvert brought there
        log = self.room / f"log-{self.logs}.txt"
        return measured([str(w) for w in args], cwd, env, log, {0, 1} if fails else {0})

    def last_log(self) -> str:
        """Read what the last command printed."""
        return (self.room / f"log-{self.logs}.txt").read_text(encoding="utf-8")

    def floor(self) -> tuple[Cost, dict[str, float]]:
        """Answer the questions in one warm process; its CPU time is what the answers took."""
        cost = self.run(KIT / "python", HERE / "floor.py", self.submissions)
        measured = json.loads(re.findall(r"^{.*}$", self.last_log(), re.M)[0])
        self.checks[:] = measured["checks"]
        return Cost(measured["seconds"], measured["seconds"], cost.memory), measured["scores"]

    def grade(self, jobs: int) -> tuple[Cost, dict[str, float]]:
        """Grade with this grader."""
        out = self.room / f"out-{jobs}"
        cost = self.run(KIT / "autograder", "grade", self.submissions, "--out", out, "--jobs", jobs)
        with open(out / "grades.csv", encoding="utf-8", newline="") as file:
            return cost, {r["submission_id"]: float(r["score"]) for r in csv.DictReader(file)}

    def pytest(self) -> tuple[Cost, dict[str, float]]:
        """Run the checks as a learner does, once a submission."""
        cost, scores = Cost(), {}
        for name in self.names:
            command = [KIT / "python", "-m", "pytest", "exercises/", "--seed", SEED]
            cost += self.run(*command, "--submission", self.submissions / name, fails=True)
            scores[name] = float(re.findall(r"^total +([\d.]+) /", self.last_log(), re.M)[0])
        return cost, scores

    def nbgrader(self) -> tuple[Cost, dict[str, float]]:
        """Run nbgrader's autograde and generate_feedback over all at once."""
        course, command = self.room / "course", (sys.executable, "-m", "nbgrader")
        write_course(course, self.submissions)
        self.run(*command, "generate_assignment", ASSIGNMENT, cwd=course)
        cost = self.run(*command, "autograde", ASSIGNMENT, cwd=course)
        cost += self.run(*command, "generate_feedback", ASSIGNMENT, cwd=course)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
            submissions = book.assignment_submissions(ASSIGNMENT)
            return cost, {one.student.id: one.score for one in submissions}

    def otter(self) -> tuple[Cost, dict[str, float]]:
        """Run otter, once a submission."""
        target, cost, scores = self.room / "otter", Cost(), {}
        write_for_otter(target, self.submissions, self.checks)
        for name in self.names:
            cost += self.run(
                *(OTHERS / "otter", "run", target / name / "submission.ipynb"),
                *("-a", target / "autograder.zip", "-o", target / name),
            )
            results = json.loads((target / name / "results.json").read_text(encoding="utf-8"))
            scores[name] = sum(test["score"] for test in results["tests"] if "score" in test)
        return cost, scores


Contender = Callable[[Bench], tuple[Cost, dict[str, float]]]
CONTENDERS: dict[str, Contender] = {
    "the floor": Bench.floor,
    "this grader, 1 job": lambda bench: bench.grade(1),
    "this grader, 2 jobs": lambda bench: bench.grade(2),
    "pytest": Bench.pytest,
    "nbgrader": Bench.nbgrader,
    "otter": Bench.otter,
}


def run_all(room: Path, count: int, chosen: list[str]) -> list[Trial]:
    """Run every contender, over a few submissions first and then over all."""
    checks: list[tuple[str, str, float]] = []
    few = Bench(room / "few", write_class(room / "few-submissions", START_UP_SUBMISSIONS), checks)
    whole = Bench(room / "all", write_class(room / "all-submissions", count), checks)
    trials = []
    for name in chosen:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            before, _ = CONTENDERS[name](few)
            trials.append(Trial(name, before, *CONTENDERS[name](whole)))
        except CommandFailed as error:  # what was measured of the others stays
            if not trials:  # without the floor nothing can be compared
                raise
            print(error, file=sys.stderr, flush=True)
    return trials


def table(trials: list[Trial], count: int) -> str:
    """Write the results in Markdown."""
    columns = ("", "submissions a minute", "CPU s a submission", "× floor", "CPU s a further one")
    columns += ("× floor", "start-up s", "peak MiB")
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    floor = trials[0].all.cpu / count
    for trial in trials:
        each = trial.all.cpu / count
        further = (trial.all.cpu - trial.few.cpu) / (count - START_UP_SUBMISSIONS)
        pace = (trial.all.wall - trial.few.wall) / (count - START_UP_SUBMISSIONS)
        start = max(0.0, trial.few.wall - START_UP_SUBMISSIONS * pace)
        cells = [f"{60 * count / trial.all.wall:.1f}", f"{each:.2f}", f"{each / floor:.2f}"]
        cells += [f"{further:.2f}", f"{further / floor:.2f}", f"{start:.1f}"]
        lines.append(f"| {' | '.join([trial.name, *cells, f'{trial.all.memory:.0f}'])} |")
    return "\n".join(lines)


def disagreements(trials: list[Trial]) -> list[str]:
    """List the scores that are not those of the floor's run."""
    expected = trials[0].scores
    return [
        f"{trial.name}: {name} got {trial.scores.get(name)}, not {score:g}"
        for trial in trials
        for name, score in expected.items()
        if abs(trial.scores.get(name, -1) - score) > 0.01
    ]


def main() -> None:
    """Read the options, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=12, help="how many (default: 12)")
    parser.add_argument("--only", nargs="*", default=list(CONTENDERS), help="these contenders")
    options = parser.parse_args()
    if options.submissions <= START_UP_SUBMISSIONS:
        parser.error(f"--submissions must be more than {START_UP_SUBMISSIONS}")
    chosen = [n for n in CONTENDERS if n in options.only or n == "the floor"]
    with tempfile.TemporaryDirectory(prefix="bench-") as room:
        trials = run_all(Path(room), options.submissions, chosen)
    cores = len(os.sched_getaffinity(0))
    print(f"{date.today()}, {platform.machine()}, {cores} cores, Python", end=" ")
    print(f"{platform.python_version()}, {options.submissions} submissions\n")
    print(table(trials, options.submissions))
    lost = [f"{name}: was not measured" for name in chosen if name not in {t.name for t in trials}]
    wrong = lost + disagreements(trials)
    print("\n" + ("\n".join(wrong) or "All contenders gave the same scores."))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
