"""What a learner has reached, kept between sessions in `.autograder/progress.json`."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from autograder.course import Exercise, course_root, current_course

from .verdict import CheckResult, Outcome, causes

FOLDER = ".autograder"
FILE = "progress.json"


@dataclass
class Reached:
    """How an exercise's last run ended.

    `function` is the one to work on next, `edited` when the file was last changed before the
    run (seconds since 1970). `carried` are the functions whose mistakes other answers follow
    from, `missing` the checks that did not pass, each as its sentence and its case.
    """

    passed: int = 0
    checks: int = 0
    points: float = 0.0
    function: str = ""
    edited: float = 0.0
    carried: list[str] = field(default_factory=list)
    missing: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question of the quiz that was answered: which, when, and the mistakes it showed.

    `item` and `seed` say which question it was, `occasion` why it was asked (an `Occasion` of
    `quizzed`). An answer with no mistake was right.
    """

    item: str
    seed: int
    occasion: str
    mistakes: list[str] = field(default_factory=list)


@dataclass
class Progress:
    """All exercises' last runs, how many hints were given for which function, the current one.

    `quiz` are the answers given in the quiz, by exercise, in their order.
    """

    reached: dict[str, Reached] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    at_hand: str = ""
    quiz: dict[str, list[Answered]] = field(default_factory=dict)

    def is_done(self, name: str) -> bool:
        """Tell whether all checks of an exercise passed when it was last run."""
        entry = self.reached.get(name)
        return entry is not None and 0 < entry.checks == entry.passed

    def last_done(self) -> Exercise | None:
        """Return the exercise that was done last in the order of the course; None: none is."""
        done = [e for e in current_course().exercises if self.is_done(e.name)]
        before = [e for e in done if e.number < self.current().number]
        return before[-1] if before else done[-1] if done else None

    def current(self) -> Exercise:
        """Return the current exercise: the one chosen last, or the first that is not done."""
        if self.at_hand and not self.is_done(self.at_hand):
            return current_course().exercise(self.at_hand)
        return self.after("")

    def after(self, name: str) -> Exercise:
        """Return the next exercise that is not done, after the last one from the beginning."""
        names = [exercise.name for exercise in current_course().exercises]
        start = names.index(name) + 1 if name else 0
        order = [*current_course().exercises[start:], *current_course().exercises[:start]]
        return next((e for e in order if not self.is_done(e.name)), order[0])

    def function_of(self, name: str) -> str:
        """Return the function of an exercise to work on: where its last run failed first."""
        entry = self.reached.get(name)
        functions = current_course().functions.get(name, (name,))
        return entry.function if entry is not None and entry.function in functions else functions[0]

    @property
    def points(self) -> float:
        """The points of all last runs."""
        return sum(entry.points for entry in self.reached.values())

    def note(self, results: Iterable[CheckResult]) -> None:
        """Note the results of exercises that were run whole."""
        for exercise in current_course().exercises:
            of_exercise = [result for result in results if result.part == exercise.name]
            if of_exercise:
                wrong, before = first_wrong(of_exercise), self.reached.get(exercise.name, Reached())
                self.reached[exercise.name] = Reached(
                    sum(result.passed for result in of_exercise),
                    max(len(of_exercise), before.checks),  # a run that was ended has fewer
                    round(float(sum(r.points for r in of_exercise if r.passed)), 4),
                    wrong.function if wrong else "",
                    edited(exercise),
                    causes(of_exercise),
                    [[r.sentence, r.case] for r in of_exercise if not r.passed],
                )


def first_wrong(results: list[CheckResult]) -> CheckResult | None:
    """Return what to work on first: a failed check before one that is not written yet."""
    wrong = [result for result in results if not result.passed]
    failed = (result for result in wrong if result.outcome != Outcome.NOT_WRITTEN)
    return next(failed, wrong[0] if wrong else None)


def edited(exercise: Exercise) -> float:
    """Return when an exercise's file was last changed, 0 where there is none."""
    try:
        return (course_root() / "exercises" / str(exercise.file)).stat().st_mtime
    except OSError:
        return 0.0


def read_progress() -> Progress:
    """Read the progress of this kit; a file that cannot be read is as none."""
    try:
        tree = json.loads((course_root() / FOLDER / FILE).read_text(encoding="utf-8"))
        names = {exercise.name for exercise in current_course().exercises}
        return Progress(
            {name: _entry(row) for name, row in tree["reached"].items() if name in names},
            {str(name): int(count) for name, count in tree["hints"].items()},
            tree["at_hand"] if tree["at_hand"] in names else "",
            {
                name: [Answered(**row) for row in rows]
                for name, rows in tree.get("quiz", {}).items()
                if name in names
            },
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return Progress()
    except RecursionError:  # brackets without end
        return Progress()


def _entry(row: dict[str, Any]) -> Reached:
    """Read an exercise's last run; raises ValueError or TypeError where it is none."""
    return msgspec.convert(vars(Reached(**row)), Reached)


def write_progress(progress: Progress) -> None:
    """Write the progress aside and put it in place; where nothing can be written it is not kept."""
    folder = course_root() / FOLDER
    text = json.dumps(dataclasses.asdict(progress), indent=1) + "\n"
    try:
        write_atomic(folder / FILE, text)
    except OSError:
        return


def write_atomic(path: Path, text: str) -> None:
    """Write a file aside, then put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remember(results: list[CheckResult], **changes: Any) -> Progress:
    """Note results in the kept progress, and return it."""
    progress = read_progress()
    progress.note(results)
    for name, value in changes.items():
        setattr(progress, name, value)
    write_progress(progress)
    return progress
