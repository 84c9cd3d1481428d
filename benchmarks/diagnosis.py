"""Wrong programs with labels, and how well a tool names what is wrong: see diagnosis.md.

python benchmarks/diagnosis.py write OUT [--exercise NAME ...] [--without-pairs]
python benchmarks/diagnosis.py score OUT PREDICTIONS.jsonl
python benchmarks/diagnosis.py own OUT PREDICTIONS.jsonl
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from autograder.authoring.naming import also_made
from autograder.checks.cases import alike
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.known import FURTHER_INPUTS, further_case
from autograder.checks.inputs import seed_of
from autograder.checks.mistakes import Mistake, edited, mistaken_source, mistakes_of
from autograder.checks.questions import names_of, questions
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess, Respondent
from autograder.course import course_root, current_course
from autograder.course.reference import solution_of

LABELS, CATALOGUE, PROGRAMS = "labels.jsonl", "mistakes.jsonl", "programs"
KINDS = ("catalogue", "other words", "pair")


@dataclass(frozen=True)
class Program:
    """A wrong program: where it came from, which mistakes it makes, and which it may be said to."""

    id: str
    kind: str
    exercise: str
    mistakes: tuple[str, ...]
    also: tuple[str, ...]
    source: str


def programs(exercise: str, with_pairs: bool) -> Iterator[Program]:
    """Make every labelled wrong program of an exercise."""
    solution, mistakes = solution_of(exercise), mistakes_of(exercise)
    for mistake in mistakes:
        source = mistaken_source(solution, mistake)
        yield Program(mistake.name, KINDS[0], exercise, (mistake.name,), (), source)
    for path in sorted((course_root() / "tests" / "wrong" / exercise).glob("*.py")):
        source = path.read_text(encoding="utf-8")
        name, also = path.stem.split("--")[0], tuple(sorted(also_made(source)))
        yield Program(path.stem, KINDS[1], exercise, (name,), also, source)
    if with_pairs:
        for first, second, source in pairs(exercise, mistakes):
            names = (first.name, second.name)
            also = _also_by_helpers(source, exercise, first.function, mistakes)
            yield Program("--and--".join(names), KINDS[2], exercise, names, also, source)


def pairs(exercise: str, mistakes: list[Mistake]) -> Iterator[tuple[Mistake, Mistake, str]]:
    """Make two mistakes of a function at once, where that answers like neither of them alone.

    Functions that a scenario is set up for are left out.
    """
    solution = solution_of(exercise)
    for function in current_course().functions[exercise]:
        name, own = names_of(function)[0], [m for m in mistakes if m.function == function]
        if questions()[name].scenario is not None:
            continue
        single = [_answers(solution, exercise, name)]
        single += [_answers(mistaken_source(solution, m), exercise, name) for m in own]
        for first, second in itertools.combinations(own, 2):
            source = _with_both(solution, first, second)
            if source is None:
                continue
            answers = _answers(source, exercise, name)
            cases = [case for case, _ in answers]
            pairs_of_answers = [a for _, a in answers]
            if not any(
                all(map(alike, pairs_of_answers, [a for _, a in other], cases)) for other in single
            ):
                yield first, second, source


def _answers(source: str, exercise: str, name: str) -> list[tuple[Any, Any]]:
    side = InProcess.of_reference({exercise: source})
    cases = [further_case(name, number) for number in range(FURTHER_INPUTS)]
    return [(case, side.answer(case.question, trusted=True)) for case in cases]


def _also_by_helpers(
    source: str, exercise: str, function: str, mistakes: list[Mistake]
) -> tuple[str, ...]:
    """Name the mistakes of other functions that a program makes too, as they share a helper."""
    solution, also = solution_of(exercise), []
    for mistake in mistakes:
        name = names_of(mistake.function)[0]
        if mistake.function == function or questions()[name].scenario is not None:
            continue
        own, right = (_answers(text, exercise, name) for text in (source, solution))
        made = _answers(mistaken_source(solution, mistake), exercise, name)
        if not _same(own, right) and _same(own, made):
            also.append(mistake.name)
    return tuple(also)


def _same(one: list[tuple[Any, Any]], other: list[tuple[Any, Any]]) -> bool:
    return all(alike(a, b, case) for (case, a), (_, b) in zip(one, other))


def _with_both(solution: str, first: Mistake, second: Mistake) -> str | None:
    for one, other in ((first, second), (second, first)):
        try:
            return edited(mistaken_source(solution, one), other.edits, other.name)
        except ValueError:  # both change the same words
            continue
    return None


def write(out: Path, exercises: list[str], with_pairs: bool) -> None:
    """Write the programs as files, their labels, and the catalogue that a tool may choose from."""
    labels, known = [], []
    for exercise in exercises:
        for program in programs(exercise, with_pairs):
            path = out / PROGRAMS / exercise / program.id / f"{exercise}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(program.source, encoding="utf-8", newline="\n")
            label = asdict(program) | {"file": path.relative_to(out).as_posix()}
            labels.append({name: value for name, value in label.items() if name != "source"})
        for mistake in mistakes_of(exercise):
            fields = ("name", "function", "explanation", "question")
            known.append({"exercise": exercise} | {f: getattr(mistake, f) for f in fields})
    _write_lines(out / LABELS, labels)
    _write_lines(out / CATALOGUE, known)


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def score(out: Path, predictions: Path) -> dict[str, Counter[str]]:
    """Count for each kind of program how it was named.

    A prediction is `{"exercise": …, "id": …, "mistakes": [names]}`; none is an unnamed program.
    """
    said = {(p["exercise"], p["id"]): set(p["mistakes"]) for p in _read_lines(predictions)}
    counts = {kind: Counter[str]() for kind in KINDS}
    for label in _read_lines(out / LABELS):
        names = said.get((label["exercise"], label["id"]), set())
        counts[label["kind"]][_verdict(names, set(label["mistakes"]), set(label["also"]))] += 1
    return counts


def _verdict(names: set[str], made: set[str], also: set[str]) -> str:
    if not names:
        return "unnamed"
    if names - made - also:
        return "wrongly"
    return "rightly" if made <= names else "in part"


def show(counts: dict[str, Counter[str]]) -> None:
    """Print the counts as a table in Markdown."""
    columns = ("rightly", "in part", "wrongly", "unnamed")
    print("| programs | | " + " | ".join(columns) + " |\n|---|---|" + "---|" * len(columns))
    for kind, count in counts.items():
        if count.total():
            shares = (f"{count[c]} ({count[c] / count.total():.1%})" for c in columns)
            print(f"| {kind} | {count.total()} | " + " | ".join(shares) + " |")


def own(out: Path, predictions: Path) -> None:
    """Let this kit name every program, in this process: the programs are the project's own."""
    torch.set_num_threads(1)
    reference, diagnosis = Cached(InProcess.of_reference()), Diagnosis()
    with predictions.open("w", encoding="utf-8") as file:
        for label in _read_lines(out / LABELS):
            names = _named_by_the_kit(out / label["file"], label["exercise"], reference, diagnosis)
            row = {"exercise": label["exercise"], "id": label["id"], "mistakes": sorted(names)}
            print(json.dumps(row), file=file, flush=True)


def _named_by_the_kit(
    path: Path, exercise: str, reference: Respondent, diagnosis: Diagnosis
) -> set[str]:
    """Return what the first check says that names a mistake: that is what a learner reads."""
    with tempfile.TemporaryDirectory() as folder:
        for name in current_course().functions:
            source = path.read_text(encoding="utf-8") if name == exercise else solution_of(name)
            (Path(folder) / f"{name}.py").write_text(source, encoding="utf-8")
        submission = InProcess.of_path(Path(folder))
        seed = seed_of("grading", 0)
        run = Run(submission, reference, _no_data, seed, diagnosis, (exercise,))
        run_checks(run)
    told = [result.mistake for result in run.results if result.mistake]
    # One of two is no name of either.
    return set(told[0].split(" + ")) if told and ", " not in told[0] else set()


def _no_data() -> Any:
    raise AssertionError("no check of a function needs the data set")


def main() -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("command", choices=("write", "score", "own"))
    parser.add_argument("out", type=Path)
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument("--exercise", action="append", choices=list(current_course().functions))
    parser.add_argument("--without-pairs", action="store_true")
    given = parser.parse_args()
    if given.command == "write":
        exercises = given.exercise or list(current_course().functions)
        write(given.out, exercises, not given.without_pairs)
    elif given.predictions is None:
        parser.error(f"{given.command} needs the file of predictions")
    elif given.command == "own":
        own(given.out, given.predictions)
    else:
        show(score(given.out, given.predictions))
    return 0


if __name__ == "__main__":
    sys.exit(main())
