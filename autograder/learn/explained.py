"""What `autograder explain` shows in the terminal, and what `watch` and `status` show of it."""

from __future__ import annotations

import os
import subprocess
import sys

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from autograder.checks.progress import Progress, read_progress
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import Exercise
from autograder.course.stretch import stretch_goals
from autograder.learn import explaining, stretching
from autograder.learn.explaining import Timing, Ways

SIDE_BY_SIDE = 150
"""Columns of a terminal from which two files fit beside each other."""
SECONDS = 60
"""After which an explanation that is asked for while watching is given up."""


def print_explanation(console: Console, exercise: Exercise, progress: Progress) -> None:
    """Show all that is said of an exercise that is done."""
    head = _("{n} {name}, once more", n=exercise.number, name=exercise.name)
    console.print(Text(head, style="bold green"))
    said = explaining.explanation_of(exercise)
    if said is not None:
        _section(console, _("The idea"), *said.idea)
        _section(console, _("Common confusions"))
        for question, answer in said.answers:
            console.print(Padding(Text(question, style="bold"), (0, 0, 0, 2), expand=False))
            console.print(Padding(Text(answer), (0, 0, 0, 2), expand=False))
    found = explaining.ways()
    if found is not None and exercise.name in found.reference:
        _print_ways(console, exercise, found, said.second_way if said else "")
        changed = explaining.is_changed(exercise, progress)
        _print_timings(console, explaining.timings(exercise, found, changed))
    console.print()
    _print_goal(console, exercise)


def print_in_short(console: Console, exercise: Exercise, watched: bool = False) -> None:
    """Show the idea of an exercise that is done, and how to see the rest: a key while watching."""
    said = explaining.explanation_of(exercise)
    if said is None:
        return
    console.print()
    console.print(Text(_("{n} {name}, once more", n=exercise.number, name=exercise.name), "bold"))
    for line in said.idea:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    if watched:
        more = _("more: e, or autograder explain {n}", n=exercise.number)
    else:
        more = _("more: autograder explain {n}", n=exercise.number)
    console.print(Padding(Text(more, style="dim"), (0, 0, 0, 2), expand=False))
    _print_goal(console, exercise, style="dim")


def _print_goal(console: Console, exercise: Exercise, style: str = "bold") -> None:
    goal = stretch_goals().get(exercise.name)
    if goal is None:
        return
    if stretching.reached(goal):
        words = _("stretch goal reached: {goal}", goal=goal.name)
    else:
        values = {"goal": goal.name, "n": exercise.number}
        words = _("stretch goal {goal}: autograder stretch {n}", **values)
    console.print(Padding(Text(words, style=style), (0, 0, 0, 2), expand=False))


def _section(console: Console, heading: str, *lines: str) -> None:
    console.print()
    console.print(Text(heading, style="bold cyan"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _print_ways(console: Console, exercise: Exercise, found: Ways, words: str) -> None:
    """Show the reference beside the learner's own, and then the second way."""
    own, reference = explaining.own_text(exercise), found.reference[exercise.name]
    sides = [(_("yours"), own), (_("the reference"), reference)]
    console.print()
    if console.width >= SIDE_BY_SIDE:
        table = Table.grid(padding=(0, 2), expand=True)
        for _title, _text in sides:
            table.add_column(ratio=1)
        table.add_row(*[_code(title, text) for title, text in sides])
        console.print(table)
    else:
        for title, text in sides:
            console.print(_code(title, text))
    if exercise.name in found.second:
        console.print(_code(_("a second way"), found.second[exercise.name]))
        _section(console, _("About the second way"), *words.splitlines())


def _code(title: str, text: str) -> RenderableType:
    shown = Syntax(text, "python", theme="ansi_dark", background_color="default", word_wrap=True)
    return Group(Text(title, style="bold cyan"), shown, Text())


def _print_timings(console: Console, measured: list[Timing]) -> None:
    """Show how long each function takes; the shortest of several calls."""
    if not measured:
        return
    _section(console, _("How long it takes, measured just now on a small input"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column("")
    for heading in (_("yours"), _("the reference"), _("a second way")):
        table.add_column(heading, justify="right")
    for timing in measured:
        cells = (timing.own, timing.reference, timing.second)
        table.add_row(timing.function, *map(_seconds, cells))
    console.print(table)


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    number, unit = (seconds * 1e6, "µs") if seconds < 1e-3 else (seconds * 1e3, "ms")
    return f"{number:.{0 if number >= 10 else 1}f} {unit}"


def explain_aside(name: str, console: Console) -> None:
    """Do the same in a process of its own, as it runs the learner's code to time it."""
    console.file.flush()
    try:
        subprocess.run(
            [sys.executable, "-m", __name__, name],
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": str(console.width)},
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        words = _("Not explained within {seconds} seconds.", seconds=SECONDS)
        console.print(Text(words))


if __name__ == "__main__":
    kept = read_progress()
    try:
        done = explaining.to_explain(sys.argv[1], kept)
        print_explanation(Console(highlight=False), done, kept)
    except CommandError as error:
        print(error)
