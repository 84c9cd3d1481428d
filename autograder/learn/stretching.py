"""`autograder stretch`: the goal that comes after an exercise, checked as exercises are."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from autograder.checks.progress import read_progress, remember
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.place import STRETCH
from autograder.course import Exercise, current_course, handout
from autograder.course.stretch import about_stretch_goals, stretch_goals
from autograder.learn import screens


def goal_of(name: str) -> Exercise:
    """Return the stretch goal of an exercise; raises CommandError where it has none."""
    exercise, goals = current_course().exercise(name), stretch_goals()
    if exercise.name not in goals:
        if not goals:
            raise CommandError(_("this course has no stretch goals"))
        words = _(
            "{name} has no stretch goal; there are goals for {names}",
            name=exercise.name,
            names=_(", ").join(goals),
        )
        raise CommandError(words)
    return goals[exercise.name]


def stretch(name: str, console: Console) -> bool:
    """Check an exercise's stretch goal and show how it stands; returns whether it is reached."""
    from autograder.learn.runner import Runner  # which brings torch, and `status` comes here too

    goal, before = goal_of(name), current_course().exercise(name)
    with about_stretch_goals():
        _introduce(before, goal, console)
        runner = Runner()
        try:
            ran = runner.run(goal.name)
        finally:
            runner.close()
        if ran.problem:
            raise CommandError(ran.problem)
        progress = remember(ran.results)
        console.print()
        screens.after_a_run(console, goal, ran, progress.reached[goal.name].checks)
        if not progress.is_done(goal.name):
            return False
    words = _("Stretch goal reached: {goal}.", goal=goal.name)
    console.print(Text(words, style="bold green"))
    return True


def _introduce(before: Exercise, goal: Exercise, console: Console) -> None:
    values = {"name": before.name, "goal": goal.name}
    words = _("Stretch goal after {name}: {goal}. It brings no points.", **values)
    console.print(Text(words, style="bold"))
    console.print(Text("  " + _("read {path}", path=f"{STRETCH}/{handout(goal.name)}")))
    console.print(Text("  " + _("edit {path}", path=f"{STRETCH}/exercises/{goal.file}")))


def reached(goal: Exercise) -> bool:
    """Tell whether a stretch goal was reached when it was last checked."""
    with about_stretch_goals():
        return read_progress().is_done(goal.name)
