"""What `pytest exercises/` shows a learner in the place of pytest's own report."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter

from autograder.core.languages import _, padded, translate_sandbox_message
from autograder.course import course_root, current_course, handout

from .points import parts_scores
from .progress import read_progress, remember
from .session import Checks
from .step_summary import append_if_asked
from .verdict import CheckResult, Outcome, all_passed, causes, fix_first, passed

MARKS = {Outcome.PASSED: "✓", Outcome.NOT_WRITTEN: "·"}
NUMBERS = re.compile(r"(?<![A-Za-z_\d])-?\d+(\.\d+)?(x\d+)*|tmp\w+")
"""What may differ in what is said only once; a digit within a name, as in `fc1`, counts."""
PLAIN_MARKS = {Outcome.PASSED: ".", Outcome.NOT_WRITTEN: "-"}


class LearnersReport(TerminalReporter):  # type: ignore[misc]
    """Shows a line of marks for each exercise, then what failed, the points, and what is next."""

    def __init__(self, config: pytest.Config, checks: Checks, path: Path) -> None:
        super().__init__(config)
        self.checks, self.run, self.path = checks, checks.run, path
        self.current = ""
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        try:
            "✓✗·─›…".encode(encoding)
            self.fancy = True
        except UnicodeEncodeError:
            self.fancy = False

    def say(self, text: str = "", **markup: bool) -> None:
        """Write a line; what the terminal cannot show becomes a question mark."""
        if not self.fancy:
            text = text.replace("─", "-").replace("›", ">").replace("…", "...")
            text = text.encode("ascii", "replace").decode()
        self.write_line(text, **markup)

    # What pytest's own report shows while it runs, and this one does not.

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Say what is checked."""
        self._session = session
        self.say(_("Checking {path}", path=_relative(self.path)))

    def pytest_collection(self) -> None:
        """Show nothing."""

    def report_collect(self, final: bool = False) -> None:
        """Show nothing."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Show nothing."""

    def pytest_runtest_logstart(self, nodeid: str, location: Any) -> None:
        """Begin a line for each exercise."""
        name = Path(nodeid.split("::")[0]).stem.removeprefix("test_")
        if name != self.current:
            if self.current:
                self._tw.line()
            self.current = name
            exercise = current_course().exercise(name)
            self._tw.write(f"{exercise.number:>3} {name:<14}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Show a mark for each check."""
        self._tests_ran = True
        category = "failed" if report.failed else "passed"
        if report.when == "call" or report.failed:
            self._add_stats(category, [report])
            otherwise = Outcome.FAILED if report.failed else Outcome.PASSED
            outcome = self.run.results[-1].outcome if self.run.results else otherwise
            marks, wrong = (MARKS, "✗") if self.fancy else (PLAIN_MARKS, "F")
            carried = bool(self.run.results and self.run.results[-1].carried)
            colour = "yellow" if carried else "green" if outcome == Outcome.PASSED else "red"
            markup = {"light": True} if outcome == Outcome.NOT_WRITTEN else {colour: True}
            self._tw.write(marks.get(outcome, wrong), **markup)
            self._tw.flush()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Show nothing."""

    # The end of the run.

    def summary_failures(self) -> None:
        """Show what each failed check says, once; what is not written is told in the table.

        What is written in part, or under another definition, is told here too.
        """
        self._tw.line()
        for place, words in getattr(self.run.submission, "notes", ()):
            self.say(
                translate_sandbox_message(place) + _(": ") + translate_sandbox_message(words)
                if place
                else translate_sandbox_message(words)
            )
        wrong = [
            result
            for result in self.run.results
            if result.outcome not in MARKS
            or (result.outcome == Outcome.NOT_WRITTEN and result.brief.place is not None)
        ]
        count_of = Counter(map(self._said, wrong))
        for result in wrong:
            part, words = result.part, self._words(result)
            more = count_of.pop(self._said(result), 0) - 1
            if more < 0:  # it was told with the first
                continue
            self.say()
            self.say(padded(f"── {part} › {result.title} ", 78, "─"), bold=True)
            self.say(words)
            if more:
                self.say()
                self.say(_("Other checks of {name} say the same: {count}", name=part, count=more))
        broken = [r for r in self.getreports("failed") if not isinstance(r.longrepr, str)]
        for report in broken:
            self._outrep_summary(report)

    def _said(self, result: CheckResult) -> tuple[Any, ...]:
        """Return what is not said twice: in short, the same of the same line.

        So is a known mistake wherever it shows, and what is the same but for its numbers, as those
        of shapes, or for the names of folders that are made for a while.
        """
        if self.verbosity > 0 or not result.brief.head:
            return result.part, self._words(result)
        head = [NUMBERS.sub("#", text) for text in result.brief.head]
        return result.part, *head, None if result.mistake else result.brief.place

    def _words(self, result: CheckResult) -> str:
        return result.message if self.verbosity > 0 else result.summary

    def summary_errors(self) -> None:
        """Show what went wrong while checks were collected."""
        super().summary_errors()

    def short_test_summary(self) -> None:
        """Show the points of each part."""
        self.say()
        scores = parts_scores(self.run.results)
        for name, (earned, possible) in scores.items():
            results = [result for result in self.run.results if result.part == name]
            line = f"{name:<16}{float(earned):>6.4g} / {float(possible):<6.4g}{_state(results)}"
            self.say(line, green=earned == possible)
            for result in results:
                if result.passed and result.measured:
                    self.say(f"  {result.measured}")
        total = sum(float(earned) for earned, possible in scores.values())
        whole = sum(float(possible) for earned, possible in scores.values())
        self.say(f"{padded(_('total'), 16)}{total:>6.4g} / {whole:<6.4g}", bold=True)

    def summary_warnings(self) -> None:
        """Show nothing: warnings are for those who write checks."""

    def summary_stats(self) -> None:
        """Say what to do next."""
        append_if_asked(self.run.results)
        if self._are_the_kits_own():
            remember(self._of_whole_exercises())
        self.say()
        unfinished = [result for result in self.run.results if not result.passed]
        if not self.run.results:
            self.say(_("No check was run."))
        elif not unfinished:
            self.say(self._after_green())
        else:
            if self.verbosity <= 0 and any(r.message != r.summary for r in unfinished):
                self.say(_("`-v` shows everything: each array and each line in full."))
            self.say(self._next_step(unfinished[0].part))

    def _are_the_kits_own(self) -> bool:
        return self.path.resolve() == (course_root() / "exercises").resolve()

    def _of_whole_exercises(self) -> list[CheckResult]:
        """Return the verdicts of exercises of which every check was run."""
        if any("::" in place for place in self.config.args) or self.config.option.keyword:
            return []
        there = Counter(
            Path(place.split("::")[0]).parent.name.partition("_")[2] for place in self.checks.points
        )
        run = Counter(result.part for result in self.run.results)
        return [result for result in self.run.results if run[result.part] == there[result.part]]

    def _after_green(self) -> str:
        """Say that what was run passes, and what comes next where that is not everything."""
        run = {result.part for result in self.run.results}
        progress = read_progress() if self._are_the_kits_own() else None
        is_all = run == {exercise.name for exercise in current_course().exercises}
        if is_all or (progress and progress.is_done(progress.current().name)):
            return all_passed()
        if progress is None:
            return passed()
        return "\n".join([passed(), _("Next: open {path}", path=handout(progress.current().name))])

    def _next_step(self, exercise: str) -> str:
        if current_course().is_measured(exercise):
            return _("Next: {path} explains how to find out why.", path=handout(exercise))
        if self._are_the_kits_own():
            path = f"exercises/{current_course().exercise(exercise).file}"
            return _("Next: open {path}", path=path)
        return _("Next: {file} in {path}", file=f"{exercise}.py", path=_relative(self.path))


def _state(results: list[CheckResult]) -> str:
    """Say in a few words how a part stands."""
    unwritten = [r for r in results if r.outcome == Outcome.NOT_WRITTEN]
    failed = [r for r in results if r.outcome not in (Outcome.PASSED, Outcome.NOT_WRITTEN)]
    carried = causes(results)
    if len(unwritten) == len(results):
        return _("not written yet")
    words = []
    if failed:
        words.append(_("{n} of {all} checks failed", n=len(failed), all=len(results)))
    if unwritten:
        words.append(_("{n} not written yet", n=len(unwritten)))
    if carried:
        words.append(fix_first(carried))
    return _(", ").join(words) or _("done")


def _relative(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return str(path)
