"""What the learner's commands show in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.checks.brief import cut
from autograder.checks.progress import Progress, edited, first_wrong
from autograder.checks.verdict import CheckResult, Outcome, all_passed, causes, fix_first
from autograder.core.languages import _, columns
from autograder.course import Exercise, current_course, handout

if TYPE_CHECKING:
    from autograder.learn.runner import RunReport

ROWS = 24
"""Of a terminal: so many rows the first screen of a failure takes at most."""
CONTEXT_ROWS = 6
"""Rows of it for what stands around the message: marks, keys, blank lines."""
MAX_PRINTED_LINES = 3
"""Lines of what the learner's code printed that are shown at once."""
MORE = "  …"


def overview(progress: Progress) -> Table:
    """Show every exercise: the progress, how long and how hard it is."""
    table = Table(box=None, pad_edge=False)
    for name in (_("exercise"), _("reached"), _("points"), _("minutes"), _("difficulty")):
        table.add_column(name, no_wrap=not table.columns)
    current = progress.current().name
    for exercise in current_course().exercises:
        entry = progress.reached.get(exercise.name)
        reached = ""
        if entry is not None:
            reached = _("{n} of {all} checks", n=entry.passed, all=entry.checks)
            if entry.carried:
                reached += _(", ") + fix_first(entry.carried)
            if entry.edited and edited(exercise) > entry.edited:
                reached = _("{what}, changed since", what=reached)
        mark = "✓" if progress.is_done(exercise.name) else "→" if exercise.name == current else " "
        points = f"{entry.points if entry else 0:g} / {exercise.points}"
        name = f"{mark} {exercise.number:>2} {exercise.name}"
        style = "green" if mark == "✓" else "bold" if mark == "→" else ""
        table.add_row(name, reached, points, *_length_and_difficulty(exercise), style=style)
    table.caption = _("{n} of {all} points", n=f"{progress.points:g}", all=current_course().points)
    table.caption_justify = "left"
    return table


def _length_and_difficulty(exercise: Exercise) -> tuple[str, str]:
    return str(exercise.minutes), _(exercise.difficulty.value)


def begin_with(console: Console, exercise: Exercise, watched: bool = True) -> None:
    """Say what an exercise is and what to do first; a file that is watched need only be saved."""
    minutes, difficulty = _length_and_difficulty(exercise)
    console.print()
    head = _(
        "{n} {name}: {points} points, about {minutes} min of reading, {difficulty}",
        n=exercise.number,
        name=exercise.name,
        points=exercise.points,
        minutes=minutes,
        difficulty=difficulty,
    )
    console.print(Text(head, style="bold"))
    console.print(Text("  " + _("read {path}", path=handout(exercise.name))))
    if exercise.file:
        console.print(Text("  " + _("edit {path}", path=f"exercises/{exercise.file}")))
    if watched and exercise.file:
        console.print(Text("  " + _("save: it is checked at once")))
    elif not watched:
        console.print(Text("  " + _("check it with `autograder watch`, or `pytest exercises/`")))


def what_is_next(console: Console, progress: Progress) -> None:
    """Say what the current exercise is and how to check it; or that everything is done."""
    if all(progress.is_done(exercise.name) for exercise in current_course().exercises):
        console.print()
        console.print(Text(all_passed()))
    else:
        begin_with(console, progress.current(), watched=False)


def after_a_run(console: Console, exercise: Exercise, ran: RunReport, most: int) -> None:
    """Show the marks of all checks, of which there are `most`, and the first thing to fix."""
    results = ran.results
    passed = sum(result.passed for result in results)
    marks = Text()
    for result in results:
        mark, style = _mark(result)
        marks.append(mark, style)
    count = _("{n} of {all} checks", n=passed, all=most)
    console.print(Text(f"{exercise.number} {exercise.name} ", "bold"), marks, Text(count))
    for result in results:
        if result.passed and result.measured:
            console.print(Text(result.measured))
    carried = causes(results)
    if carried:
        console.print(Text(fix_first(carried), style="yellow"))
    wrong = first_wrong(results)
    printed = _last_lines(ran.printed, console.width)
    if wrong is not None:
        lines = [*([fix_first(carried)] if carried else []), _title(wrong).plain]
        rows = CONTEXT_ROWS + sum(_rows(line, console.width) for line in [*lines, *printed])
        console.print()
        console.print(_title(wrong))
        console.print(Text("\n".join(_fitting(wrong, console.width, ROWS - rows))))
    if printed:
        console.print()
        console.print(Text("\n".join(printed), style="dim"))


def print_full(console: Console, ran: RunReport) -> None:
    """Show all of the first thing to fix, and all that was kept of what the code printed."""
    wrong = first_wrong(ran.results)
    if wrong is not None:
        console.print(_title(wrong))
        console.print(Text(wrong.message))
    if ran.printed.strip():
        console.print()
        console.print(Text(_("Your code printed:"), style="dim"))
        console.print(Text(ran.printed.rstrip(), style="dim"))


def _title(wrong: CheckResult) -> Text:
    words = _("{check} ({outcome})", check=wrong.title, outcome=_(wrong.outcome))
    return Text(words, style="bold red" if wrong.outcome != Outcome.NOT_WRITTEN else "bold")


def _last_lines(printed: str, width: int) -> list[str]:
    """Return the last lines that the learner's code printed, with what they are."""
    lines = [cut(line, width) for line in printed.rstrip().splitlines() if line.strip()]
    if len(lines) > MAX_PRINTED_LINES:
        lines = [cut(f"… {lines[-MAX_PRINTED_LINES]}", width), *lines[1 - MAX_PRINTED_LINES :]]
    return [_("Your code printed:"), *lines] if lines else []


def _fitting(wrong: CheckResult, width: int, room: int) -> list[str]:
    """Return a message in short; where it does not fit, what was asked goes first."""
    sentences = wrong.brief.head if wrong.brief.text else [wrong.message]
    head = "\n".join(sentences).splitlines()
    place = wrong.brief.details[-2:] if wrong.brief.place else ()
    details = list(wrong.brief.details[: -len(place) or None])
    while sum(_rows(line, width) for line in [*head, "", *details, *place]) > room:
        if details[1:] or (details and details != [MORE]):
            details[: 1 + (details[0] == MORE)] = [MORE]
        elif len(head) > 1:
            head.pop()
        else:
            break
    return [*head, *([""] if head and (details or place) else []), *details, *place]


def _rows(line: str, width: int) -> int:
    return max(1, -(-columns(line) // max(1, width)))


def _mark(result: CheckResult) -> tuple[str, str]:
    if result.passed:
        return "✓", "yellow" if result.carried else "green"
    return ("·", "dim") if result.outcome == Outcome.NOT_WRITTEN else ("✗", "red")
