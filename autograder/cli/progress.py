"""What one sees of a run while it goes on, and Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder.core.control import escape_control
from autograder.core.languages import _
from autograder.grading.decisions.beside import NOTHING
from autograder.grading.folder import names_of_pages, page_path
from autograder.grading.results import Result, Status
from autograder.reports.pages import write_page

SLOW = 5.0
"""Seconds after which a submission is named while it runs."""
LONGEST_NAME = 24


@contextlib.contextmanager
def bar(total: int) -> Iterator[Callable[[str], None]]:
    """Show on a terminal how many of `total` parts are done; yields what hears their names."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("", total=total, completed=-1)
        yield lambda name: progress.update(task, advance=1, description=escape_control(name))


class _Slowest(ProgressColumn):
    """Names the submission that has been running longest."""

    def __init__(self, running: dict[str, float]) -> None:
        super().__init__()
        self.running = running

    def render(self, task: Task) -> Text:
        """Show its name and its seconds."""
        oldest = min(list(self.running.items()), key=lambda pair: pair[1], default=None)
        seconds = time.monotonic() - oldest[1] if oldest else 0.0
        if oldest is None or seconds < SLOW:
            return Text("")
        return Text(f"{escape_control(oldest[0])[:LONGEST_NAME]} {seconds:.0f} s", style="dim")


class RunDisplay:
    """Follows a run: a bar on a terminal, else a line a submission; writes the pages.

    The first Ctrl-C asks the run to stop after what it is at; the second raises
    KeyboardInterrupt. What was finished is written in either case.
    """

    def __init__(self, out: Path, names: dict[str, str]) -> None:
        self.out, self.names, self.beside = out, names, NOTHING
        self.console = Console(stderr=True)
        self.running: dict[str, float] = {}
        self.failed = 0
        self.asked_to_stop = False
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            _Slowest(self.running),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.bar = self.progress.add_task(_("grading"), total=len(names), failed="")
        self.before: Any = None

    def __enter__(self) -> RunDisplay:
        self.progress.start()
        if threading.current_thread() is threading.main_thread():
            self.before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(self, *error: object) -> None:
        if self.before is not None:
            signal.signal(signal.SIGINT, self.before)
        self.progress.stop()

    def on_start(self, identity: str) -> None:
        """Hear that a submission is in line."""
        self.running.setdefault(identity, time.monotonic())

    def on_result(self, result: Result, fresh: bool) -> None:
        """Hear of a result: write its page and move the bar."""
        self.running.pop(result.submission_id, None)
        lines = self.beside.shown(result)
        names = names_of_pages(self.names, lines)
        anew = fresh or self.beside.is_shown_anew(result.submission_id)
        for line in lines:
            if anew or not page_path(self.out, names[line.submission_id]).exists():
                write_page(self.out, line, names)
        self.failed += result.status == Status.ERROR
        words = _("{count} failed", count=self.failed) if self.failed else ""
        self.progress.update(self.bar, advance=1, failed=words)
        if not self.console.is_terminal and fresh:
            for line in lines:
                words = f"{line.submission_id}: {line.score:g} / {line.max_score:g}"
                self.console.print(Text(escape_control(words)), soft_wrap=True)

    def should_stop(self) -> bool:
        """Tell whether the run was asked to stop."""
        return self.asked_to_stop

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self.asked_to_stop:
            raise KeyboardInterrupt
        self.asked_to_stop = True
        words = _("Stopping after what is being graded now; Ctrl-C again stops at once.")
        with contextlib.suppress(OSError):
            self.console.print(words)
