"""Attack this grader and others with the same attackers, and say in a table what they got.

Run by `make attack`; `--only pytest` and `--named mock.ANY` make it short. What each column means
stands in docs/attacks.md, into which `--write` puts the table.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attackers import ATTACKERS, HARMFUL, NOTHING, Attacker
from graders import FILE, HOME, NEIGHBOUR, RIGHT, TESTS, Gradescope, Pytest, ThisGrader
from notebook_graders import Nbgrader, Otter

PAGE = Path(__file__).resolve().parents[1] / "docs" / "attacks.md"
START, END = "<!-- table -->\n", "<!-- end of the table -->\n"
MARKS = ("points", "verdict", "neighbour", "grader")
HEADS = ("points too many", "verdicts lost", "neighbours harmed", "grader lost")
GRADERS = {
    "this grader": ThisGrader,
    "pytest": lambda room: Pytest(),
    "nbgrader": lambda room: Nbgrader(),
    "otter-grader": lambda room: Otter(),
    "gradescope-utils": lambda room: Gradescope(),
}
Results = dict[str, dict[str, tuple[float | None, tuple[str, ...]]]]
"""By grader and attacker: the share of the points, and what was won by it."""
RECORDER = """

def recorded(name, function):
    def call(*values, **options):
        told = [repr(value) for value in values]
        told += [f"{key}={value!r}" for key, value in options.items()]
        try:
            answer = function(*values, **options)
            with open("@SEEN@", "a") as file:
                file.write(repr(((name, ", ".join(told)), answer)) + "\\n")
        except ValueError:
            raise
        return answer

    return call


for name in ("conv2d_output_shape", "pool2d_output_shape", "conv2d_parameter_count"):
    globals()[name] = recorded(name, globals()[name])
"""
"""What a learner adds to see what is asked, when the checks are run at home."""


def table_of(grader: str, folder: Path) -> str:
    """Write, as Python, the right answers to what was asked in an earlier run."""
    if grader != "this grader":
        tests = [line for lines in TESTS.values() for line in lines]
        lines = [test.split(" == ") for test in tests if " == " in test]
        calls = [(re.fullmatch(r"(\w+)\((.*)\)", call), answer) for call, answer in lines]
        pairs = [f"({m[1]!r}, {m[2]!r}): {answer}" for m, answer in calls if m]
        return "{" + ", ".join(pairs) + "}"
    path, seen_folder = folder / FILE, folder / "seen"
    path.write_text(RIGHT + RECORDER.replace("@SEEN@", str(seen_folder)), encoding="utf-8")
    args = ["-m", "pytest", "exercises/01_output_shape", "--seed", "0", "--submission", str(path)]
    done = subprocess.run([sys.executable, *args], cwd=HOME, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    lines_seen = seen_folder.read_text(encoding="utf-8").splitlines()
    return "dict([" + ", ".join(dict.fromkeys(lines_seen)) + "])"


def written(grader: str, attacker: Attacker, room: Path, table: str) -> dict[str, str]:
    """Write an attacker's files for a grader: it knows where everything lies."""
    places = GRADERS[grader](room).places(identity(attacker))
    values = {"TESTS": places.tests, "RESULT": places.result, "FULL": places.full}
    values |= {"SPOILED": places.spoiled, "NEIGHBOUR": places.neighbour, "TABLE": table}
    values |= {"NEIGHBOURS_RESULT": places.neighbours_result, "HOME": room / "kit"}
    files = {FILE: NOTHING + attacker.text, **attacker.files}
    for word, value in values.items():
        files = {name: text.replace(f"@{word}@", str(value)) for name, text in files.items()}
    return files


def identity(attacker: Attacker) -> str:
    """Name an attacker's submission."""
    return "m-" + re.sub(r"\W+", "-", attacker.name)


def marks(share: float | None, neighbour: float | None, ended: bool) -> tuple[str, ...]:
    """Say what an attacker got: it deserved no point, its neighbour all of them."""
    marked = {
        "points": (share or 0) > 0,
        "verdict": share is None,
        "neighbour": neighbour is None or abs(neighbour - 1) > 1e-6,
        "grader": not ended,
    }
    return tuple(name for name, true in marked.items() if true)


def told(share: float | None, names: tuple[str, ...]) -> str:
    """Write a cell of the table."""
    return ", ".join(f"{100 * (share or 0):.0f} %" if n == "points" else n for n in names) or "·"


def table(results: Results) -> str:
    """Write both tables in Markdown."""
    shown = {name for of_one in results.values() for name in of_one}
    lines = [f"| of {len(shown)} attackers | {' | '.join(results)} |"]
    lines += ["|---" * (len(results) + 1) + "|"]
    for name, head in zip(MARKS, HEADS):
        counts = [
            str(sum(name in names for _, names in of_one.values())) for of_one in results.values()
        ]
        lines.append(f"| {head} | {' | '.join(counts)} |")
    lines += ["", f"| kind | attacker | {' | '.join(results)} |"]
    lines += ["|---" * (len(results) + 2) + "|"]
    for attacker in ATTACKERS:
        if attacker.name in shown:
            cells = [
                told(*of_one[attacker.name]) if attacker.name in of_one else "not run"
                for of_one in results.values()
            ]
            lines.append(f"| {attacker.kind} | {attacker.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def versions(chosen: list[str]) -> str:
    """Name the day, the machine and what was attacked."""
    lines = []
    for name in chosen:
        module = "autograder" if name == "this grader" else name
        lines.append(f"{name} {importlib.metadata.version(module)}")
    where = f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
    return f"{date.today()}, {where}, {', '.join(lines)}."


def attack(
    grader: str, attackers: list[Attacker], folder: Path, patience: float, table: str
) -> dict[str, tuple[float | None, tuple[str, ...]]]:
    """Let a grader grade attackers and, after them, a right submission."""
    room = Path(tempfile.mkdtemp(prefix="room-", dir=folder))
    room.chmod(0o755)
    submissions = {identity(one): written(grader, one, room, table) for one in attackers}
    submissions[NEIGHBOUR] = {FILE: RIGHT}
    outcome = GRADERS[grader](room).run(room, submissions, patience)
    results = {}
    for one in attackers:
        share = outcome.shares[identity(one)]
        results[one.name] = share, marks(share, outcome.shares[NEIGHBOUR], outcome.ended)
    return results


def classes(attackers: list[Attacker]) -> list[list[Attacker]]:
    """Put those who only want points into one class; the others come one by one."""
    calm = [attacker for attacker in attackers if attacker.kind not in HARMFUL]
    others = [[attacker] for attacker in attackers if attacker.kind in HARMFUL]
    return [calm, *others] if calm else others


def attacked(
    grader: str, attackers: list[Attacker], folder: Path, patience: float
) -> Iterator[dict[str, tuple[float | None, tuple[str, ...]]]]:
    """Let attackers attack a grader, which must work here."""
    works = Attacker("", "works", "")
    room = folder / "works"
    room.mkdir()
    room.chmod(0o755)
    submissions = {identity(works): {FILE: RIGHT}, NEIGHBOUR: {FILE: RIGHT}}
    outcome = GRADERS[grader](room).run(room, submissions, patience)
    if set(outcome.shares.values()) != {1.0} or not outcome.ended:
        sys.exit(f"{grader} does not give right submissions full marks here: {outcome}")
    known = table_of(grader, folder)
    for some in classes(attackers):
        yield attack(grader, some, folder, patience, known)


def kept(path: Path | None) -> Results:
    """Read what earlier runs found."""
    if path is None or not path.exists():
        return {}
    tree = json.loads(path.read_text(encoding="utf-8"))
    return {g: {n: (share, tuple(f)) for n, (share, f) in of.items()} for g, of in tree.items()}


def main() -> None:
    """Read the options, attack, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=list(GRADERS), help="these graders")
    parser.add_argument("--named", nargs="*", help="these attackers")
    parser.add_argument("--patience", type=float, default=1, help="wait so many times longer")
    parser.add_argument("--results", type=Path, help="a file that keeps what was found, to go on")
    parser.add_argument("--write", action="store_true", help="put the table into docs/attacks.md")
    options = parser.parse_args()
    attackers = [a for a in ATTACKERS if not options.named or a.name in options.named]
    results = kept(options.results)
    for grader in [name for name in GRADERS if name in options.only]:
        of_grader = results.setdefault(grader, {})
        remaining = [attacker for attacker in attackers if attacker.name not in of_grader]
        with tempfile.TemporaryDirectory(prefix="attacks-", dir="/var/tmp") as place:
            Path(place).chmod(0o711)
            for some in (
                attacked(grader, remaining, Path(place), options.patience) if remaining else ()
            ):
                of_grader.update(some)
                for name, one in some.items():
                    print(f"{grader}: {name}: {told(*one)}", file=sys.stderr, flush=True)
                if options.results:
                    options.results.write_text(json.dumps(results, indent=1), encoding="utf-8")
    results = {name: results[name] for name in GRADERS if name in results}
    text = f"{versions(list(results))}\n\n{table(results)}\n"
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(START)
        after = rest.split(END)[1]
        PAGE.write_text(f"{before}{START}{text}{END}{after}", encoding="utf-8")
    broken = [name for name, (_, won) in results.get("this grader", {}).items() if won]
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
