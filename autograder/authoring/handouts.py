"""The facts of a handout come from one source: points from the kit, signatures from the solution.

The line below the title and each name with its arguments under `Your task` are written anew;
every other word is the author's.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from autograder import kit

WORDS_A_MINUTE = 150
TASK = "\n## Your task\n"
PICTURE = re.compile(r"!\[.*?\]\(.*?\)")
"""Who sees a picture does not read the words that stand for it."""


def handouts(root: Path) -> dict[Path, str]:
    """Give every handout that the kit at `root` has, its facts in step, by its path."""
    found = {}
    for exercise in kit.EXERCISES:
        path = root / "exercises" / exercise.folder / "README.md"
        if not path.exists():  # it is the last thing that an author writes
            continue
        source = ""
        if exercise.file:
            source = (root / "solutions" / f"{exercise.name}.py").read_text(encoding="utf-8")
        found[path] = handout_of(path.read_text(encoding="utf-8"), exercise, source)
    return found


def handout_of(text: str, exercise: kit.Exercise, solution: str) -> str:
    """Write the facts of a handout anew; raises ValueError where a name has no place in it."""
    before, task = text.split(TASK)
    for name, arguments in signatures_of(solution).items():
        place = re.search(rf"`{name}\([^`]*\)`", task)
        if place is None:
            raise ValueError(f"{exercise.name}: `{name}(` does not stand under Your task")
        task = f"{task[: place.start()]}`{name}({arguments})`{task[place.end() :]}"
    lines = f"{before}{TASK}{task}".split("\n")
    what, _, _, builds = lines[2].split(" · ")
    file = f"Edit [{exercise.name}.py]({exercise.name}.py)" if exercise.file else what
    read = re.sub(PICTURE, "", text)
    minutes = round(len(read.split()) / WORDS_A_MINUTE)
    facts = [file, f"{exercise.points} points", f"{minutes} minutes of reading", builds]
    return "\n".join([*lines[:2], " · ".join(facts), *lines[3:]])


def signatures_of(solution: str) -> dict[str, str]:
    """Read the arguments of each public function, or of a class's `__init__`, as written."""
    found = {}
    for node in ast.parse(solution).body:
        if isinstance(node, ast.ClassDef):
            inner = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            made = next(n for n in inner if n.name == "__init__")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            made = node
        else:
            continue
        text = ast.get_source_segment(solution, made) or ""
        arguments = " ".join(text.split("(", 1)[1].split("):", 1)[0].split())
        found[node.name] = arguments.removeprefix("self, ").rstrip(",")
    return found
