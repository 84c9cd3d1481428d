"""Hints: `exercises/NN_name/hints.md`, for each function from a question to almost the answer."""

from __future__ import annotations

import re

from autograder.checks.progress import read_progress, write_progress
from autograder.core.languages import _, chosen
from autograder.course import course_root, current_course


def hints_of(name: str, language: str | None = None) -> dict[str, list[str]]:
    """Return an exercise's hints by function, in the language, or the one chosen, else in English.

    A hint may go on in lines that are indented below its number, as Markdown has it.
    """
    folder = course_root() / "exercises" / current_course().exercise(name).folder
    paths = [folder / f"hints.{language or chosen()}.md", folder / "hints.md"]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return {}
    hints = {}
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        function, _line, rest = section.partition("\n")
        found = re.findall(r"^\d+\. +(.+(?:\n(?: *\n)* +\S.*)*)", rest, re.MULTILINE)
        hints[function.strip()] = [re.sub(r"^ +", "", hint, flags=re.MULTILINE) for hint in found]
    return hints


def next_hint(name: str, restart: bool = False) -> str:
    """Return the next hint for the current function and count it; `restart` begins again."""
    progress = read_progress()
    function = progress.function_of(name)
    hints = hints_of(name).get(function, [])
    if not hints:
        return _("There are no hints for {name}.", name=function)
    key = f"{name}.{function}"
    count = 0 if restart else progress.hints.get(key, 0)
    if count >= len(hints):
        return _(
            "These were all the hints for {name}. `autograder hint --again` starts over; "
            "the handout has a worked example.",
            name=function,
        )
    progress.hints[key] = count + 1
    write_progress(progress)
    head = _("{name}, hint {n} of {all}:", name=function, n=count + 1, all=len(hints))
    return f"{head}\n{hints[count]}"
