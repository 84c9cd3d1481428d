"""`autograder quiz`: three questions in the terminal, each answer explained at once."""

from __future__ import annotations

import random
from collections.abc import Callable

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.checks.progress import Answered, Progress, read_progress, write_progress
from autograder.checks.quiz import quizzed
from autograder.checks.quiz.quiz import Grid, Item, Option, Shown
from autograder.checks.quiz.quiz_source import Source, chosen, kinds
from autograder.checks.quiz.quizzed import Occasion, due, occasion_of, remaining, right_of
from autograder.core.languages import _
from autograder.course import Exercise, current_course

QUIT = ("q", "quit")
LETTERS = "abcd"
Read = Callable[[str], str]
"""Asks with a prompt and returns the line that was typed; raises EOFError at the end."""


def quiz(console: Console, read: Read, questions: Source, name: str, seed: int | None) -> None:
    """Ask about the exercise `name`, or where it is empty about what is due."""
    progress = read_progress()
    found = what_to_ask(progress, questions, name)
    if found is None:
        console.print(Text(nothing_due(progress)))
        return
    exercise, occasion = found
    items = items_for(questions, progress, exercise, occasion, seed)
    head = _(
        "{n} {name}: {count} questions, {occasion}. Stop at any time with q.",
        n=exercise.number,
        name=exercise.name,
        count=len(items),
        occasion=_(occasion.value),
    )
    console.print(Text(head, style="bold"))
    answered = _ask_all(console, read, items, occasion)
    if answered:
        console.print()
        console.print(Text(in_the_end(exercise, occasion, answered)))


def what_to_ask(
    progress: Progress, questions: Source, name: str
) -> tuple[Exercise, Occasion] | None:
    """Return the exercise of this name, or what is due where it is empty; None where nothing is.

    Raises CommandError for a name that no exercise has, or none with questions.
    """
    if not name:
        return due(progress)
    exercise = current_course().exercise(name)
    kinds(exercise, questions)
    return exercise, occasion_of(progress, exercise)


def items_for(
    questions: Source,
    progress: Progress,
    exercise: Exercise,
    occasion: Occasion,
    seed: int | None = None,
) -> list[Item]:
    """Choose what an exercise is asked next: kinds of questions that were asked least often."""
    number = random.randrange(questions.seeds) if seed is None else seed
    asked = [one.item for one in progress.quiz.get(exercise.name, [])]
    return chosen(exercise, questions, remaining(progress, exercise, occasion), number, asked)


def nothing_due(progress: Progress) -> str:
    """Say that nothing is to be asked now, and how to be asked all the same."""
    if not any(map(quizzed.has_questions, current_course().exercises)):
        return _("This course has no questions to ask.")
    name = progress.current().name
    return _("No questions are due. `autograder quiz {name}` asks all the same.", name=name)


def keep(item: Item, occasion: Occasion, option: Option) -> Answered:
    """Keep an answer in the progress at once: who stops goes on with the next question."""
    answered = Answered(
        item=item.name,
        seed=item.seed,
        occasion=occasion.name,
        mistakes=[mistake.name for mistake in option.mistakes],
    )
    progress = read_progress()
    progress.quiz.setdefault(item.exercise, []).append(answered)
    write_progress(progress)
    return answered


def choice_of(typed: str) -> int | None:
    """Return the place of the option that was typed, as `2` or `b`; None where it is none."""
    word = typed.strip().lower()
    places = {str(n + 1): n for n in range(len(LETTERS))} | {c: n for n, c in enumerate(LETTERS)}
    return places.get(word)


def _ask_all(console: Console, read: Read, items: list[Item], occasion: Occasion) -> list[Answered]:
    answered = []
    for number, item in enumerate(items, 1):
        console.print()
        console.print(Text(_("Question {n} of {all}", n=number, all=len(items)), style="bold cyan"))
        console.print(question(item))
        choice = _choice(console, read)
        if choice is None:
            break
        option = item.options[choice]
        answered.append(keep(item, occasion, option))
        console.print(told(item, option))
    return answered


def _choice(console: Console, read: Read) -> int | None:
    """Read an answer until it is one; None where there is to be none."""
    while True:
        try:
            typed = read(_("Your answer, 1 to 4: "))
        except EOFError:
            console.print()
            return None
        if typed.strip().lower() in QUIT:
            return None
        choice = choice_of(typed)
        if choice is not None:
            return choice
        console.print(Text(_("Type 1, 2, 3 or 4; q stops.")))


def question(item: Item) -> RenderableType:
    """Show a question: the arrays, the call, the words and the four options."""
    pieces: list[RenderableType] = []
    if item.inputs:
        arrays = [value(shown, name) for name, shown in item.inputs]
        pieces.append(Padding(_beside(arrays), (0, 0, 1, 2)))
    if item.call:
        pieces.append(Padding(Text(item.call, style="bold"), (0, 0, 1, 2)))
    pieces += [Text(item.question), Text()]
    options: list[RenderableType] = [
        Group(Text(f"{number})", style="bold"), Padding(value(option.shown), (0, 0, 0, 3)))
        if option.shown.grids
        else Text.assemble((f"{number}) ", "bold"), option.shown.in_a_line())
        for number, option in enumerate(item.options, 1)
    ]
    if any(option.shown.grids for option in item.options):
        pieces.append(Padding(_beside(options), (0, 0, 0, 2)))
    else:
        pieces += [Padding(option, (0, 0, 0, 2)) for option in options]
    return Group(*pieces)


def _beside(pieces: list[RenderableType]) -> RenderableType:
    return Columns(pieces, padding=(0, 4))


def value(shown: Shown, name: str = "") -> RenderableType:
    """Show a value, as grids where it is an array."""
    if not shown.grids:
        line = shown.in_a_line()
        return Text(f"{name} = {line}" if name else line)
    return Group(*(_table(grid, name) for grid in shown.grids))


def _table(grid: Grid, name: str) -> RenderableType:
    table = Table(show_header=False, box=None, padding=(0, 0, 0, 1), pad_edge=False)
    for _column in grid.rows[0]:
        table.add_column(justify="right")
    for row in grid.rows:
        table.add_row(*row)
    title = f"{name}{grid.place}"
    boxed = Table.grid()
    boxed.add_row("\n".join("│ " for _row in grid.rows), table, "\n".join(" │" for _ in grid.rows))
    return Group(Text(title, style="dim"), boxed) if title else boxed


def told(item: Item, option: Option) -> RenderableType:
    """Say whether an option is right, and if not which mistake returns it."""
    if option.is_right:
        return Text(_("Right."), style="bold green")
    lines = [Text(lead(option), style="bold red")]
    for mistake in option.mistakes:
        lines += [Text(f"  {_(mistake.explanation)}"), Text(f"  {_(mistake.question)}", "italic")]
    lines.append(Text(_("The right answer is {n}.", n=item.right + 1)))
    return Group(*lines)


def lead(option: Option) -> str:
    """Say that an option is wrong, and that mistakes explain it."""
    if len(option.mistakes) > 1:
        return _("Not this one: code with one of these mistakes returns it.")
    return _("Not this one: code with this mistake returns it.")


def in_the_end(exercise: Exercise, occasion: Occasion, answered: list[Answered]) -> str:
    """Sum up what was answered, and say what comes next."""
    words = _("{n} of {all} right.", n=right_of(answered), all=len(answered))
    if occasion is Occasion.BEFORE:
        return _(
            "{words} Three exercises later the quiz comes back to {name}.",
            words=words,
            name=exercise.name,
        )
    return words


def mention(progress: Progress) -> str:
    """Say in a line that questions are due, for `watch`; empty where none are."""
    found = due(progress)
    if found is None:
        return ""
    exercise, occasion = found
    return _(
        "if you like: {count} questions about {name}, {occasion}: autograder quiz",
        count=remaining(progress, exercise, occasion),
        name=exercise.name,
        occasion=_(occasion.value),
    )
