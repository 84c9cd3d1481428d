"""`autograder watch`: run the current exercise again after each save."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import watchfiles
from rich.console import Console
from rich.text import Text

from autograder.checks.progress import Progress, read_progress, remember
from autograder.checks.verdict import to_play
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded
from autograder.course import Exercise, course_root, current_course
from autograder.course.modules import has_play
from autograder.learn import explained, screens
from autograder.learn.hints import next_hint
from autograder.learn.keys import keys
from autograder.learn.lab import has_lab, lab
from autograder.learn.quizzing import mention
from autograder.learn.runner import Runner, RunReport
from autograder.learn.showing import show_aside

QUIET = 100
"""Milliseconds without a further change after which what was saved is looked at."""


class Watching:
    """The loop: one thing happens (a file was saved, a key pressed), one thing is shown."""

    def __init__(self, console: Console, runner: Runner) -> None:
        self.console, self.runner = console, runner
        self.home = course_root() / "exercises"
        self.events: queue.Queue[Any] = queue.Queue()
        self.progress = read_progress()
        self.exercise = self.progress.current()
        self.seen = self._contents()
        self.has_keys = False
        self.ran = RunReport()

    def serve(self, first: str | None) -> None:
        """Watch until the learner quits."""
        if first is not None:
            self.exercise = current_course().exercise(first)
        with keys(self.pressed) as self.has_keys, self._saves():
            self.console.print(screens.overview(self.progress))
            self.begin()
            self.check()
            self.footer()
            while True:
                event = self.events.get()
                if event == "q":
                    return
                self.answer(event)

    def pressed(self, key: str) -> None:
        """Take a key; who wants to quit does not wait for a training."""
        if key == "q":
            self.runner.stop()
        self.events.put(key)

    def answer(self, event: Any) -> None:
        """Answer a key, or a save (a set of paths)."""
        if isinstance(event, set):
            self.saved()
        elif event == "h":
            self.console.print(Text(next_hint(self.exercise.name), style="cyan"))
        elif event == "d":
            screens.print_full(self.console, self.ran)
        elif event == "l":
            self.console.print(screens.overview(self.progress))
        elif event == "a":
            self.check_all()
        elif event == "n":
            self.go_on_or_end(self.progress.after(self.exercise.name))
        elif event == "s":
            self.show()
        elif event == "b":
            self.play()
        elif event == "e":
            self.explain()
        elif event in ("\r", "\n"):
            self.check()
        else:
            return
        self.footer()

    def saved(self) -> None:
        """Check the exercise whose file was saved, or the current one if it measures that one."""
        now = self._contents()
        changed = [name for name in now if now[name] != self.seen.get(name)]
        self.seen = now
        if not changed:
            return
        trained = set(self.exercise.measured_from) & set(changed)
        if self.exercise.name not in changed and not trained:
            self.exercise = current_course().exercise(changed[0])
        self.check()

    def check(self) -> None:
        """Run the current exercise and show the first thing to fix, or move on."""
        exercise = self.exercise
        if exercise.is_measured:
            self.console.print(_("What is measured may take half a minute …"))
        ran = self.runner.run(exercise.name)
        if ran.stopped:  # by a save, which is looked at next
            return
        if ran.problem:
            self.console.print(Text(ran.problem, style="bold red"))
            return
        self.ran = ran
        self.progress = remember(ran.results, at_hand=exercise.name)
        self.console.print()
        screens.after_a_run(
            self.console, exercise, ran, self.progress.reached[exercise.name].checks
        )
        if self.progress.is_done(exercise.name):
            words = _(
                "{name} is done: {points} points.", name=exercise.name, points=exercise.points
            )
            self.console.print(Text(words, style="bold green"))
            explained.print_in_short(self.console, exercise, watched=True)
            self.go_on_or_end(self.progress.after(exercise.name))

    def check_all(self) -> None:
        """Run every exercise and show how all stand."""
        for exercise in current_course().exercises:
            ran = self.runner.run(exercise.name)
            if ran.stopped:
                return
            if ran.problem:
                self.console.print(Text(ran.problem, style="bold red"))
                return
            self.progress = remember(ran.results)
            done = self.progress.is_done(exercise.name)
            self.console.print(f"{exercise.number:>2} {exercise.name} {'✓' if done else '…'}")
        self.console.print(screens.overview(self.progress))

    def go_on_or_end(self, following: Exercise) -> None:
        """Take the next exercise to hand; where none is left to do, say so and stay."""
        if not self.progress.is_done(following.name):
            self.go_on(following)
            return
        words = _("Everything is done. Grading asks the same questions with different numbers.")
        self.console.print(Text(words, style="bold green"))
        if has_play(current_course()):
            self.console.print(Text(to_play(), style="bold"))

    def go_on(self, exercise: Exercise) -> None:
        """Take another exercise to hand; one without a file is checked at once."""
        self.exercise = exercise
        self.progress = remember([], at_hand=exercise.name)
        self.begin()
        if exercise.file is None:
            self.check()

    def begin(self) -> None:
        """Say what the current exercise is, and in a line that there are questions about one."""
        screens.begin_with(self.console, self.exercise)
        words = mention(dataclasses.replace(self.progress, at_hand=self.exercise.name))
        if words:
            self.console.print(Text(f"  {words}", style="dim"))

    def show(self) -> None:
        """Open the pictures of the current exercise."""
        self.console.print(Text(show_aside(self.exercise.name)))

    def play(self) -> None:
        """Open the lab of the current exercise."""
        try:
            words = lab(self.exercise.name)
        except CommandError as error:
            words = str(error)
        self.console.print(Text(words))

    def explain(self) -> None:
        """Explain the current exercise, or the one done last, once it is done."""
        done = self.progress.is_done(self.exercise.name)
        last = self.exercise if done else self.progress.last_done() or self.exercise
        explained.explain_aside(last.name, self.console)

    def footer(self) -> None:
        """Say which keys there are."""
        if self.has_keys:
            done = self.progress.is_done(self.exercise.name)
            self.console.print(Text(key_line(done, has_lab(self.exercise)), style="dim"))

    def _contents(self) -> dict[str, bytes]:
        """Digest each exercise's file as it is now; one that is being renamed is not there."""
        contents = {}
        for exercise in current_course().exercises:
            if exercise.file:
                with contextlib.suppress(OSError):
                    raw = read_bounded(self.home / exercise.file)
                    contents[exercise.name] = hashlib.blake2b(raw).digest()
        return contents

    @contextlib.contextmanager
    def _saves(self) -> Iterator[None]:
        """Put an event into the queue whenever Python files below `exercises/` change."""
        end = threading.Event()

        def watch() -> None:
            changes = watchfiles.watch(
                self.home,
                watch_filter=lambda _change, path: Path(path).suffix == ".py",
                debounce=4 * QUIET,
                step=QUIET,
                stop_event=end,
                raise_interrupt=False,
            )
            for paths in changes:
                self.runner.stop()  # what runs is about what was there before
                self.events.put({path for _change, path in paths})

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            end.set()
            thread.join(2)


def watch(first: str | None, console: Console) -> Progress:
    """Watch until the learner quits; returns what was reached."""
    runner = Runner()
    watching = Watching(console, runner)
    try:
        watching.serve(first)
    except KeyboardInterrupt:
        pass
    finally:
        runner.close()
    return watching.progress


def key_line(is_done: bool, with_lab: bool) -> str:
    """Name the keys, in one line of 80 columns: what is done is explained and needs no hint."""
    keys = [_("Enter check"), _("d full"), _("e explain") if is_done else _("h hint")]
    keys += [_("l list"), _("a all"), _("n next"), _("s show")]
    keys += [_("b lab")] if with_lab else []
    return _(", ").join([*keys, _("q quit")])
