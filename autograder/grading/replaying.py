"""Single checks again, as a run put them: in the sandbox, or in this process.

The seed of the run and the submission decide what a check asks, so it asks the very same.
"""

from __future__ import annotations

import contextlib
import pdb
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TextIO

from autograder.checks import replayed
from autograder.checks.cases import Case
from autograder.checks.session import run_checks
from autograder.checks.sides import InProcess, Respondent
from autograder.checks.verdict import CheckResult
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.sandbox.client import Sandboxed
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.files import LoadError
from autograder.sandbox.inside.workspace import Missing, Workspace

from .one import Grader
from .results import Check, Result

README = "README.md"


def matching(result: Result, wanted: str) -> list[tuple[str, Check]]:
    """Return the checks that a name is of, each with its part.

    That is the name on the page or in the results, `part: name`, or a piece of it where it is
    nothing whole; without a name those that were not passed.
    """
    every = [(part.name, check) for part in result.parts for check in part.checks]
    if not wanted:
        return [(part, check) for part, check in every if not check.passed]
    sought = wanted.casefold()
    names = [(pair, [name.casefold() for name in _names(*pair)]) for pair in every]
    exact = [pair for pair, own in names if sought in own]
    return exact or [pair for pair, own in names if any(sought in name for name in own)]


def _names(part: str, check: Check) -> tuple[str, ...]:
    return (check.name, check.title, f"{part}: {check.name}", f"{part}: {check.title}")


@dataclass
class Replay:
    """What came of checks that were put again, and what they asked."""

    results: list[CheckResult] = field(default_factory=list)
    heard: list[tuple[Case, Answer | None]] = field(default_factory=list)

    def hear(self, case: Case, expected: Answer | None) -> None:
        """Note a question, and what the reference answers."""
        self.heard.append((case, expected))


def replay(
    grader: Grader,
    side: Respondent,
    code: SubmissionFiles,
    chosen: Mapping[str, frozenset[str]],
    printed: TextIO | None = None,
) -> Replay:
    """Put checks, by their part and their names, to a side that answers as the submission.

    Raises CommandError where the course has none of them, or where they could not be run.
    """
    again = Replay()
    if isinstance(side, Debugged):
        side.replay = again
    for part, names in chosen.items():
        run = grader.run_of(side, code, (part,))
        run.only, run.listener = names, again.hear
        finished = run_checks(run, printed=printed)
        if isinstance(side, Debugged) and side.debugger.quitting:
            raise CommandError(_("ended in the debugger"), exit_code=1)
        if not finished or not run.results:
            words = _("the course does not have these checks any more: {names}")
            raise CommandError(words.format(names=", ".join(sorted(names))))
        again.results += run.results
    return again


@contextlib.contextmanager
def sandboxed(grader: Grader, code: SubmissionFiles) -> Iterator[Sandboxed]:
    """Yield what answers with a submission behind the walls."""
    submission = Sandboxed(grader.zygote, code, grader.settings.limits)
    try:
        yield submission
    finally:
        submission.close()
        grader.zygote.close()


@contextlib.contextmanager
def in_this_process(code: SubmissionFiles) -> Iterator[InProcess]:
    """Yield what answers with a submission's files in this process, without any walls."""
    with tempfile.TemporaryDirectory(prefix="autograder-replay-") as folder:
        write_files(code, Path(folder))
        yield InProcess(Workspace(Path(folder), code.layout))


def write_files(code: SubmissionFiles, folder: Path) -> None:
    """Write a submission's files into a folder."""
    for path, content in code.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


class Debugged:
    """Answers as another side does, with a debugger that stops where the learner's code begins."""

    def __init__(self, side: InProcess) -> None:
        # Those of the terminal: whatever a check prints goes elsewhere.
        self.side, self.debugger = side, pdb.Pdb(stdin=sys.stdin, stdout=sys.stdout, nosigint=True)
        self.replay = Replay()

    def answer(self, question: Question) -> Answer:
        """Answer one question; of a check's own, the first call of what it asks for stops.

        Further questions only find out which mistake it is.
        """
        if all(question is not case.question for case, _expected in self.replay.heard):
            return self.side.answer(question)
        codes = {code for target in question.targets for code in self._codes(target)}

        def stop(frame: FrameType, event: str, value: Any) -> Any:
            if event != "call" or frame.f_code not in codes:
                return None
            self.debugger.set_trace(frame)
            return self.debugger.trace_dispatch

        sys.settrace(stop)
        try:
            answer = self.side.answer(question)
        finally:
            sys.settrace(None)
        if self.debugger.quitting:
            raise KeyboardInterrupt
        return answer

    def _codes(self, target: str) -> Iterator[CodeType]:
        """Return what runs when a target is called: of a class, its own methods."""
        try:
            found = self.side.function(target)
        except (Missing, LoadError):
            return
        for own in vars(found).values() if isinstance(found, type) else [found]:
            code = getattr(getattr(own, "__wrapped__", own), "__code__", None)
            if isinstance(code, CodeType):
                yield code

    def function(self, target: str) -> Any:
        """Return the object that a target names."""
        return self.side.function(target)


def save(
    folder: Path,
    code: SubmissionFiles,
    result: CheckResult,
    heard: Sequence[tuple[Case, Answer | None]],
    name: str,
) -> None:
    """Write a folder for the learner: the submission, what the check asked, and what came of it.

    It is told of under the `name` that it will have. No seed and nothing of the reference's is in
    it. Raises CommandError where nothing was asked that can be asked again by itself.
    """
    asked = [replayed.kept(case, expected) for case, expected in heard]
    if not asked:
        words = _("{part}: this check asks nothing of its own that could be kept")
        raise CommandError(words.format(part=result.part))
    write_files(code, folder / replayed.SUBMISSION)
    replayed.write(folder, asked)
    first = _("Run this in the folder of your kit, with its Python:")
    rows = [
        f"# {result.part}: {result.title}",
        "",
        first,
        "",
        f"    python {name}/{replayed.SCRIPT}",
    ]
    message = "\n".join(f"    {row}".rstrip() for row in result.message.splitlines())
    rows += ["", _("What the check said:"), "", message or f"    {_(result.outcome)}"]
    text = "\n".join(rows) + "\n"
    (folder / README).write_text(text, encoding="utf-8", newline="\n")
