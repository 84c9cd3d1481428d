"""What a course still lacks, in sentences: `autograder course check`."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

from autograder.checks.data import load_data
from autograder.checks.mistakes import mistaken_source, mistakes_of
from autograder.checks.questions import names_of, questions
from autograder.checks.session import Run, all_checks, run_checks
from autograder.checks.sides import Cached, InProcess
from autograder.core.errors import CommandError
from autograder.core.languages import LANGUAGES, _, said_in
from autograder.course import (
    Course,
    Exercise,
    course_root,
    current_course,
    data_reader,
    data_root,
)
from autograder.course.reference import solution_of, solution_path
from autograder.learn.explaining import EXPLAIN, explained_in
from autograder.learn.hints import hints_of
from autograder.learn.stub import stub_of

from .handouts import handouts, minutes_of
from .labs import COMMAND, labs
from .stubs import stubs
from .unreadable import unreadable

BLANK = "TODO"
"""What stands in a skeleton where an author's words belong."""
TEXTS = (".md", ".py", ".toml")
MIN_HINTS = 3
OF_THE_READER = ("NAME", "SOURCE", "check", "load", "row_of", "files", "fetch")


def missing() -> list[str]:
    """List what the current course lacks, each with the file and the way out."""
    course, root = current_course(), course_root()
    broken = [*unreadable(root, course)]
    if broken:  # whatever else would be told follows from it
        return broken
    problems = [*_blanks(root), *_reader(course), *_generated(root)]
    for exercise in course.exercises:
        problems += _texts(root, course, exercise)
        problems += _explained(root, course, exercise)
        problems += _functions(exercise)
        problems += _hints(course, exercise)
        problems += _minutes(root, exercise)
        problems += _points(exercise)
    return problems or [*_runs(course)]


def _blanks(root: Path) -> Iterator[str]:
    """Name the blanks of a skeleton that nobody filled in."""
    generated = {root / "exercises" / (e.file or "") for e in current_course().exercises}
    for folder in ("exercises", "solutions"):
        for path in sorted({*(root / folder).rglob("*")} - generated):
            if path.suffix in TEXTS and "__pycache__" not in path.parts:
                lines = path.read_text(encoding="utf-8").splitlines()
                for number, line in enumerate(lines, 1):
                    if re.search(rf"\b{BLANK}\b", line):
                        place = path.relative_to(root).as_posix()
                        yield _("{path}, line {number}: a blank", path=place, number=number)


def _generated(root: Path) -> Iterator[str]:
    """Name the stubs and the handouts that are not as they would be written now."""
    sources = [e for e in current_course().exercises if e.file]
    if not all(solution_path(exercise.name).is_file() for exercise in sources):
        return  # which is told of the exercise
    try:
        written = stubs(root) | handouts(root)
    except (CommandError, ValueError) as error:
        yield str(error)
        return
    commands = dict.fromkeys(written, "python -m autograder.authoring.stubs")
    played = labs(root)
    for path, text in (written | played).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            place, command = path.relative_to(root).as_posix(), commands.get(path, COMMAND)
            yield _("{path} is not up to date: run {command}", path=place, command=command)


def _reader(course: Course) -> Iterator[str]:
    """Name what the reader of the data set does not define."""
    if course.reader and not (course_root() / course.reader).is_file():
        yield _("{path} is missing", path=course.reader)
        return
    if not course.reader:
        return
    absent = [name for name in OF_THE_READER if not hasattr(data_reader(), name)]
    for name in absent:
        yield _("{path}: `{name}` is missing", path=course.reader, name=name)
    try:
        if not absent:
            load_data(data_root())
    except CommandError as error:
        yield str(error)


def _texts(root: Path, course: Course, exercise: Exercise) -> Iterator[str]:
    """Name the files that are not there, and what has no translation."""
    folder = root / "exercises" / exercise.folder
    endings = ["" if code == "en" else f".{code}" for code in course.languages or LANGUAGES]
    names = [f"{name}{ending}.md" for name in ("README", "hints") for ending in endings]
    names += [f"test_{exercise.name}.py"]
    for name in names:
        if not (folder / name).is_file():
            yield _("{path} is missing", path=f"exercises/{exercise.folder}/{name}")
    mistakes = mistakes_of(exercise.name) if exercise.functions else ()
    texts = [(m.name, text) for m in mistakes for text in (m.explanation, m.question)]
    texts += [(name, words) for name, words in all_checks() if name == exercise.name]
    for code in course.languages or LANGUAGES:
        for name, text in texts:
            if code != "en" and said_in(text, code) == text:
                values = {"name": name, "language": code, "text": text}
                yield _("{name}: not translated into {language}: {text}", **values)


def _explained(root: Path, course: Course, exercise: Exercise) -> Iterator[str]:
    """Name what is not in step where an exercise is explained once it is done."""
    folder = root / "exercises" / exercise.folder
    codes = course.languages or tuple(LANGUAGES)
    paths = {code: folder / f"{EXPLAIN}{'' if code == 'en' else f'.{code}'}.md" for code in codes}
    if not any(path.is_file() for path in paths.values()):
        return
    for code, path in paths.items():
        place = path.relative_to(root).as_posix()
        if not path.is_file():
            yield _("{path} is missing", path=place)
        elif not all(itertools.chain(*explained_in(exercise, code).answers)):
            yield _("{path}: there must be an answer to each question of the handout", path=place)


def _functions(exercise: Exercise) -> Iterator[str]:
    """Name the functions without a solution, mistakes, hints or further inputs."""
    if not exercise.functions:
        return
    if not solution_path(exercise.name).is_file():
        yield _("{name}: there is no solution", name=exercise.name)
        return
    nodes = ast.parse(solution_of(exercise.name)).body
    defined = {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    yield from _mistakes(exercise)
    with_mistakes = {mistake.function for mistake in mistakes_of(exercise.name)}
    specs = questions()
    for name in exercise.functions:
        if name not in defined:
            yield _("{name}: its solution does not define it", name=name)
        if name not in with_mistakes:
            yield _("{name}: no mistake is known", name=name)
        if not any(specs[question].extra_inputs for question in names_of(name)):
            yield _("{name}: no further inputs in questions.py", name=name)


def _mistakes(exercise: Exercise) -> Iterator[str]:
    """Name the mistakes that are in no function of the exercise, or do not fit its solution."""
    for mistake in mistakes_of(exercise.name):
        if mistake.function not in exercise.functions:
            words = _("{name}: the exercise has no function {function}")
            yield words.format(name=mistake.name, function=mistake.function)
            continue
        try:
            mistaken_source(solution_of(exercise.name), mistake)
        except ValueError as error:
            yield str(error)


def _hints(course: Course, exercise: Exercise) -> Iterator[str]:
    """Name the functions with too few hints in a language of the course."""
    folder = course_root() / "exercises" / exercise.folder
    for code in course.languages or LANGUAGES:
        path = folder / ("hints.md" if code == "en" else f"hints.{code}.md")
        if not path.is_file():
            continue  # which is told of the exercise
        hints = hints_of(exercise.name, code)
        for name in exercise.functions:
            if len(hints.get(name, ())) < MIN_HINTS:
                place = path.relative_to(course_root()).as_posix()
                values = {"path": place, "count": MIN_HINTS, "name": name}
                yield _("{path}: fewer than {count} hints below `## {name}`", **values)


def _minutes(root: Path, exercise: Exercise) -> Iterator[str]:
    """Compare the minutes that the handout takes to read with what exercise.toml says."""
    path = root / "exercises" / exercise.folder / "README.md"
    minutes = minutes_of(path.read_text(encoding="utf-8")) if path.is_file() else exercise.minutes
    if minutes != exercise.minutes:
        yield _(
            "{name}: exercise.toml says minutes = {said}, its handout takes {minutes} to read",
            name=exercise.name,
            minutes=minutes,
            said=exercise.minutes,
        )


def _points(exercise: Exercise) -> Iterator[str]:
    """Compare what the checks are worth with what the exercise is."""
    worth = sum(points for (name, _words), points in all_checks().items() if name == exercise.name)
    if worth != exercise.points:
        yield _(
            "{name}: its checks add up to {worth} points, exercise.toml says {points}",
            name=exercise.name,
            worth=f"{float(worth):g}",
            points=exercise.points,
        )


def _runs(course: Course) -> Iterator[str]:
    """Run the checks over the reference, which must pass, and over the stubs, which must not."""
    reference = Cached(InProcess.of_reference())
    unwritten = InProcess.of_reference(
        {name: stub_of(solution_of(name)) for name in course.functions}
    )
    load = functools.cache(lambda: load_data(data_root()))
    for side, passes in ((InProcess.of_reference(), True), (unwritten, False)):
        run = Run(side, reference, load)
        if not run_checks(run):
            raise CommandError(_("the checks could not be run: see pytest exercises/"))
        for result in run.results:
            if result.passed != passes:
                words = _("{name}: the solution fails: {check}") if passes else ""
                words = words or _("{name}: a stub passes: {check}")
                line = words.format(name=result.part, check=result.name)
                yield f"{line}\n{indent(result.summary, '  ')}" if passes else line
