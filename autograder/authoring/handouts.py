"""The facts of a handout come from one source: points from the kit, signatures from the solution.

The line below the title and each name with its arguments under `Your task` are written anew;
every other word is the author's. Chinese handouts, `README.zh.md`, are kept in step in the
same way, with the minutes of the English ones.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder import kit

WORDS_A_MINUTE = 150
PICTURE = re.compile(r"!\[.*?\]\(.*?\)")
"""Who sees a picture does not read the words that stand for it."""


@dataclass(frozen=True)
class Wording:
    """The words of a language around the facts, and the headings that are looked for."""

    file_name: str
    edit: str
    points: str
    minutes: str
    task: str
    further: str


WORDINGS = (
    Wording(
        "README.md",
        "Edit [{file}]({file})",
        "{n} points",
        "{n} minutes of reading",
        "\n## Your task\n",
        "\n## Further reading\n",
    ),
    Wording(
        "README.zh.md",
        "编辑 [{file}]({file})",
        "{n} 分",
        "阅读约 {n} 分钟",
        "\n## 你的任务\n",
        "\n## 延伸阅读\n",
    ),
)


def handouts(root: Path) -> dict[Path, str]:
    """Give every handout that the kit at `root` has, its facts in step, by its path."""
    found = {}
    for exercise in kit.EXERCISES:
        folder = root / "exercises" / exercise.folder
        if not (folder / WORDINGS[0].file_name).exists():  # the last thing that an author writes
            continue
        minutes = minutes_of((folder / WORDINGS[0].file_name).read_text(encoding="utf-8"))
        source = ""
        if exercise.file:
            source = (root / "solutions" / f"{exercise.name}.py").read_text(encoding="utf-8")
        for wording in WORDINGS:
            path = folder / wording.file_name
            if path.exists():
                text = path.read_text(encoding="utf-8")
                found[path] = handout_of(text, exercise, source, minutes, wording)
    return found


def handout_of(
    text: str, exercise: kit.Exercise, solution: str, minutes: int, wording: Wording = WORDINGS[0]
) -> str:
    """Write the facts of a handout anew; raises ValueError where a name has no place in it."""
    before, task = text.split(wording.task)
    for name, arguments in signatures_of(solution).items():
        place = re.search(rf"`{name}\([^`]*\)`", task)
        if place is None:
            raise ValueError(f"{exercise.name}: `{name}(` does not stand under the task")
        task = f"{task[: place.start()]}`{name}({arguments})`{task[place.end() :]}"
    lines = f"{before}{wording.task}{task}".split("\n")
    what, _, _, difficulty, builds = lines[2].split(" · ")
    file = wording.edit.format(file=f"{exercise.name}.py") if exercise.file else what
    points = wording.points.format(n=exercise.points)
    facts = [file, points, wording.minutes.format(n=minutes), difficulty, builds]
    return "\n".join([*lines[:2], " · ".join(facts), *lines[3:]])


def minutes_of(text: str) -> int:
    """Count the minutes that the English handout takes to read, without what is to read further."""
    read = re.sub(PICTURE, "", text.split(WORDINGS[0].further)[0])
    return round(len(read.split()) / WORDS_A_MINUTE)


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
