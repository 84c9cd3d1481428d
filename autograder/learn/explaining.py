"""`autograder explain`: what an exercise was about, once it is done.

`exercises/NN_name/explain.md` has the idea in three lines, the answers to what the handout asks
under its confusions, and a few words on the second way of writing it. The reference and the
second way are `solutions/NN_name/`, or what an instructor released with them.
"""

from __future__ import annotations

import itertools
import json
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.progress import Progress, Reached, edited
from autograder.core.errors import CommandError
from autograder.core.languages import _, check_title, chosen
from autograder.core.system import read_bounded
from autograder.course import RECORDED, Exercise, course_root, current_course
from autograder.course.reference import has_solutions, second_way_of, solution_of
from autograder.learn.stub import BEGIN, END

EXPLAIN = "explain"
RELEASED = f"{EXPLAIN}ed.xz"
"""What `autograder release --with-explanations` puts beside the recorded answers."""
CONFUSIONS = re.compile(r"\n## (?:Common confusions|容易混淆)\n(.*?)(?=\n## |\Z)", re.DOTALL)
MAX_MISSING = 3
"""So many checks are named that did not pass."""


@dataclass(frozen=True)
class Explanation:
    """What is said of an exercise once it is done; `answers` has each question with its answer."""

    idea: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    second_way: str


@dataclass(frozen=True)
class Ways:
    """The reference, and another way of writing it where there is one, by exercise."""

    reference: dict[str, str]
    second: dict[str, str]


@dataclass(frozen=True)
class Timing:
    """How long a function takes, in seconds: the learner's own, the reference's, the second way's.

    None stands for what could not be measured.
    """

    function: str
    own: float | None
    reference: float | None
    second: float | None


def to_explain(name: str | None, progress: Progress) -> Exercise:
    """Return the exercise to explain: the one named, or the one done last.

    Raises CommandError where it is not done, with what is missing and how to go on.
    """
    exercise = current_course().exercise(name) if name else progress.last_done()
    if exercise is None:
        exercise = progress.current()
    if not progress.is_done(exercise.name):
        raise CommandError(_what_is_missing(exercise, progress.reached.get(exercise.name)))
    return exercise


def _what_is_missing(exercise: Exercise, entry: Reached | None) -> str:
    """Say in a line which checks are missing, and how to see the next hint."""
    name = exercise.name
    if entry is None:
        return _(
            "{name} has not been checked yet: `autograder check {name}`, and "
            "`autograder hint {name}` for a first hint",
            name=name,
        )
    titles = [check_title(*words[:2]) for words in entry.missing if words]
    more = ["…"] if titles[MAX_MISSING:] or not titles else []
    return _(
        "{name} is not done yet, {n} of {all} checks still have to pass: {checks}. "
        "`autograder hint {name}` shows the next hint",
        name=name,
        n=entry.checks - entry.passed,
        all=entry.checks,
        checks=_(", ").join([*titles[:MAX_MISSING], *more]),
    )


def explanation_of(exercise: Exercise) -> Explanation | None:
    """Read what is said of an exercise, in the language chosen or else in English.

    None where nothing is said.
    """
    language = next((code for code in (chosen(), "en") if _path(exercise, EXPLAIN, code)), None)
    return None if language is None else explained_in(exercise, language)


def explained_in(exercise: Exercise, language: str) -> Explanation:
    """Read what is said of an exercise in a language; raises OSError where there is nothing.

    Where there are more questions than answers, or fewer, what is left over goes with "".
    """
    path = _path(exercise, EXPLAIN, language)
    if path is None:
        raise FileNotFoundError(f"nothing explains {exercise.name} in {language}")
    sections = re.split(r"^## .*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    idea, below, second, *_rest = [*sections, "", "", ""]
    answers = re.findall(r"^\d+\. (.+)$", below, re.MULTILINE)
    return Explanation(
        tuple(line for line in idea.splitlines() if line.strip()),
        tuple(itertools.zip_longest(_confusions(exercise, language), answers, fillvalue="")),
        second.strip(),
    )


def _confusions(exercise: Exercise, language: str) -> list[str]:
    """List what the handout asks under its confusions."""
    path = _path(exercise, "README", language)
    section = CONFUSIONS.search(path.read_text(encoding="utf-8")) if path else None
    return re.findall(r"^- (.+)$", section[1], re.MULTILINE) if section else []


def _path(exercise: Exercise, name: str, language: str) -> Path | None:
    """Find a text of an exercise in a language; None where there is none."""
    suffix = "" if language == "en" else f".{language}"
    path = course_root() / "exercises" / exercise.folder / f"{name}{suffix}.md"
    return path if path.is_file() else None


def ways() -> Ways | None:
    """Read the reference and the second ways; None in a kit that was released without them.

    Raises CommandError where they are damaged.
    """
    root = course_root()
    if has_solutions(root):
        functions = current_course().functions
        seconds = {name: second_way_of(name) for name in functions}
        return Ways(
            {name: without_markers(solution_of(name)) for name in functions},
            {name: text for name, text in seconds.items() if text is not None},
        )
    path = root / RECORDED / RELEASED
    if not path.is_file():
        return None
    try:
        return Ways(**json.loads(lzma.decompress(path.read_bytes())))
    except (lzma.LZMAError, ValueError, TypeError):
        words = _("{path} is damaged: get the kit again", path=f"{RECORDED}/{RELEASED}")
        raise CommandError(words) from None


def write_ways(folder: Path) -> None:
    """Write what a learner's kit shows of the reference and the second ways, into `folder`."""
    found = ways()
    assert found is not None, "a release is made where the solutions are"
    text = json.dumps({"reference": found.reference, "second": found.second}, ensure_ascii=False)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RELEASED).write_bytes(lzma.compress(text.encode()))


def without_markers(solution: str) -> str:
    """Leave the markers of the solution out of its text."""
    lines = [line for line in solution.splitlines() if line.strip() not in (BEGIN, END)]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip() + "\n"


def own_text(exercise: Exercise) -> str:
    """Read what the learner wrote, nothing where it cannot be read."""
    try:
        path = course_root() / "exercises" / str(exercise.file)
        return read_bounded(path).decode("utf-8", "replace")
    except OSError:
        return ""


def is_changed(exercise: Exercise, progress: Progress) -> bool:
    """Tell whether the learner's file was changed since it was checked."""
    return edited(exercise) > progress.reached[exercise.name].edited


def timings(exercise: Exercise, found: Ways, changed: bool) -> list[Timing]:
    """Measure each function of an exercise now; a learner's file that is `changed` is not run."""
    from autograder.checks.sides import InProcess
    from autograder.checks.timing import seconds_of, timing_question
    from autograder.sandbox.inside.layout import Layout
    from autograder.sandbox.inside.workspace import Workspace

    home, course = course_root() / "exercises", current_course()
    paths = {e.name: str(e.file) for e in course.exercises if e.file}

    def side(sources: dict[str, str]) -> InProcess:
        return InProcess(Workspace(home, Layout(paths, functions=course.functions), sources))

    own = None if changed else side({})
    reference = side(found.reference)
    second = None
    if exercise.name in found.second:
        second = side(found.reference | {exercise.name: found.second[exercise.name]})
    measured = []
    for function in exercise.functions:
        question = timing_question(function)
        if question is not None:
            seconds = [seconds_of(s, question) if s else None for s in (own, reference, second)]
            measured.append(Timing(function, *seconds))
    return measured
