"""The facts of a handout come from one source: the exercise's toml, and the solution's signatures.

The line below the title and each name with its arguments under `Your task` are written anew;
every other word is the author's. Chinese handouts, `README.zh.md`, are kept in step in the
same way.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Difficulty, Exercise, current_course
from autograder.course.reference import solution_of

WORDS_A_MINUTE = 150
PICTURE = re.compile(r"!\[.*?\]\(.*?\)")
"""Who sees a picture does not read the words that stand for it."""


@dataclass(frozen=True)
class Wording:
    """The words of a language around the facts, and the headings that are looked for.

    `builds_on` says of what comes before: exercises, nothing at all, nothing that is new;
    `separators` stand between exercises, and before the last; `own` says that a function is the
    learner's, and what stands before the last one.
    """

    file_name: str
    edit: str
    no_file: str
    own: tuple[str, str]
    points: tuple[str, str]  # of one, of several
    minutes: tuple[str, str]
    difficulty: dict[Difficulty, str]
    builds_on: tuple[str, str, str]
    separators: tuple[str, str]
    task: str
    further: str


WORDINGS = (
    Wording(
        "README.md",
        "Edit [{file}]({file})",
        "No file to edit: {functions}",
        ("your `{name}`", " and "),
        ("{n} point", "{n} points"),
        ("{n} minute of reading", "{n} minutes of reading"),
        {level: level.value for level in Difficulty},
        ("builds on {exercises}", "builds on nothing: start here", "builds on no earlier exercise"),
        (", ", " and "),
        "\n## Your task\n",
        "\n## Further reading\n",
    ),
    Wording(
        "README.zh.md",
        "编辑 [{file}]({file})",
        "没有要编辑的文件：用{functions}",
        ("你的 `{name}`", " 和"),
        ("{n} 分", "{n} 分"),
        ("阅读约 {n} 分钟", "阅读约 {n} 分钟"),
        {
            Difficulty.EASY: "难度：容易",
            Difficulty.MEDIUM: "难度：中等",
            Difficulty.HARD: "难度：较难",
        },
        ("基于 {exercises}", "不需要前面的练习：从这里开始", "不需要前面的练习"),
        ("、", " 和 "),
        "\n## 你的任务\n",
        "\n## 延伸阅读\n",
    ),
)


def handouts(root: Path) -> dict[Path, str]:
    """Return every handout that the kit at `root` has, its facts in step, by its path."""
    texts = {}
    for exercise in current_course().exercises:
        folder = root / "exercises" / exercise.folder
        if not (folder / WORDINGS[0].file_name).exists():  # the last thing that an author writes
            continue
        source = ""
        if exercise.file:
            source = solution_of(exercise.name, root)
        for wording in WORDINGS:
            path = folder / wording.file_name
            if path.exists():
                text = path.read_text(encoding="utf-8")
                texts[path] = handout_of(text, exercise, source, wording)
    return texts


def handout_of(text: str, exercise: Exercise, solution: str, wording: Wording = WORDINGS[0]) -> str:
    """Write the facts of a handout anew; raises ValueError where they have no place in it."""
    if text.count(wording.task) != 1:
        words = f"{exercise.name}: {wording.file_name} needs one heading `{wording.task.strip()}`"
        raise ValueError(words)
    before, task = text.split(wording.task)
    for name, arguments in signatures_of(solution).items():
        place = re.search(rf"`{name}\([^`]*\)`", task)
        if place is None:
            raise ValueError(f"{exercise.name}: `{name}(` does not stand under the task")
        task = f"{task[: place.start()]}`{name}({arguments})`{task[place.end() :]}"
    lines = f"{before}{wording.task}{task}".split("\n")
    facts = [
        _what_to_edit(exercise, wording),
        wording.points[exercise.points != 1].format(n=exercise.points),
        wording.minutes[exercise.minutes != 1].format(n=exercise.minutes),
        wording.difficulty[exercise.difficulty],
        _builds_on(exercise, wording),
    ]
    return "\n".join([*lines[:2], " · ".join(facts), *lines[3:]])


def _what_to_edit(exercise: Exercise, wording: Wording) -> str:
    """Name the file; what is measured has none and is made of functions of other exercises."""
    if exercise.file:
        return wording.edit.format(file=f"{exercise.name}.py")
    names = [target.partition(".")[2] for target in exercise.depends_on]
    (own_words, last), comma = wording.own, wording.separators[0]
    functions = _listed([own_words.format(name=name) for name in names], comma, last)
    return wording.no_file.format(functions=functions)


def _builds_on(exercise: Exercise, wording: Wording) -> str:
    some, nothing, nothing_new = wording.builds_on
    before = [e for e in current_course().exercises if e.name in exercise.after]
    if not before:
        return nothing_new if exercise.number > 1 else nothing
    links = [f"[{e.number}](../{e.folder}/{wording.file_name})" for e in before]
    return some.format(exercises=_listed(links, *wording.separators))


def _listed(items: list[str], comma: str, last: str) -> str:
    """Write a list out: `a, b and c`."""
    return last.join(filter(None, [comma.join(items[:-1]), items[-1]]))


def minutes_of(text: str) -> int:
    """Return the minutes that the English handout takes, without what is to read further."""
    read = re.sub(PICTURE, "", text.split(WORDINGS[0].further)[0])
    return max(round(len(read.split()) / WORDS_A_MINUTE), 1)


def signatures_of(solution: str) -> dict[str, str]:
    """Read the arguments of each public function, or of a class's `__init__`, as written."""
    signatures = {}
    nodes = ast.parse(solution).body
    for node in (n for n in nodes if isinstance(n, ast.ClassDef | ast.FunctionDef)):
        definition = None
        if isinstance(node, ast.ClassDef):
            inner = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            definition = next((n for n in inner if n.name == "__init__"), None)
        elif not node.name.startswith("_"):
            definition = node
        if definition is None:
            continue
        text = ast.get_source_segment(solution, definition) or ""
        arguments = " ".join(re.split(r"\)\s*(?:->[^:]*)?:", text.split("(", 1)[1])[0].split())
        signatures[node.name] = arguments.removeprefix("self, ").rstrip(",")
    return signatures
