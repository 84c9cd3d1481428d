"""Draw a question of the quiz: the reference's answer, and those of three known mistakes."""

from __future__ import annotations

import dataclasses
import functools
import random
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import Exercise, course_root, current_course
from autograder.course.modules import QUIZ, module_of
from autograder.course.reading import used_settings_as_bytes
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.kinds import AnswerKind

from ..diagnosis.diagnosis import known_mistakes_of
from ..diagnosis.known import KnownMistake
from ..inputs import Draw, seed_of
from ..mistakes import Mistake
from ..questions import questions
from ..sides import InProcess, without_memory
from ..timing import one_thread
from .quiz import OPTIONS, RETURNS, Item, Option, Shown, Told
from .quiz_values import Unshowable, key_of, shown_of

Arguments = dict[str, Any]
ATTEMPTS, GOOD_ATTEMPTS = 40, 2
"""Inputs are drawn so often until three mistakes show, and so often for each to show alone."""
MAX_ALIKE = 2
"""So many mistakes may return the same wrong answer: it is explained by each."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class QuizQuestion:
    """One kind of question about a `function` of the course, whose `name` is its exercise's own.

    `draw` draws the arguments by name, small enough for the head. The function is called with
    them, or the `scenario` of the same file with the function and then with them; `view` returns
    what of the answer is asked about. `words` ask; where there are none, the call is shown and
    what it returns is asked for. `told` fills their placeholders from the arguments; arrays are
    shown by name, or those that `arrays` returns. `calls` says whether the call is shown.
    Wrong answers are those of the function's own mistakes and, unless `alone`, of the mistakes in
    what it builds on in its file; but not of those `without` which it is asked, as they return
    what only a calculator tells from the answer.
    """

    name: str
    function: str
    draw: Callable[[Draw], Arguments]
    words: str = RETURNS
    scenario: str = ""
    view: Callable[[Any], Any] | None = None
    told: Callable[[Arguments], dict[str, object]] | None = None
    arrays: Callable[[Arguments], dict[str, Any]] | None = None
    calls: bool | None = None
    alone: bool = False
    without: tuple[str, ...] = ()


def questions_of(exercise: Exercise) -> dict[str, QuizQuestion]:
    """Return an exercise's kinds of questions by name; none where it has no `quiz.py`."""
    return _questions_of(course_root(), used_settings_as_bytes(), exercise.name)


@functools.cache
def _questions_of(root: Path, settings: bytes, name: str) -> dict[str, QuizQuestion]:
    questions()  # their scenarios, which a `quiz.py` may use
    module = module_of(current_course().exercise(name), QUIZ)
    if module is None:
        return {}
    scenarios.keep(_home(name), module)
    taught = {name for e in current_course().exercises for name in e.functions}
    return {question.name: question for question in module.QUIZ if question.function in taught}


def _home(exercise: str) -> str:
    return f"{QUIZ} of {exercise}"


def drawn(exercise: Exercise, name: str, seed: int) -> Item:
    """Draw a question of an exercise; the same seed draws the same.

    Raises CommandError where no inputs show three different mistakes.
    """
    return drawn_with(exercise, name, seed)[0]


def drawn_with(exercise: Exercise, name: str, seed: int) -> tuple[Item, Asked]:
    """Draw a question, and return beside it what can put it to any side once more."""
    with one_thread():
        return _drawn(exercise, questions_of(exercise)[name], seed)


def _drawn(exercise: Exercise, question: QuizQuestion, seed: int) -> tuple[Item, Asked]:
    name = question.name
    best: tuple[int, Asked, list[_Answer]] | None = None
    for attempt in range(ATTEMPTS):
        draw = Draw(seed_of(QUIZ, seed, exercise.name, name, attempt))
        asked = Asked(question, exercise, question.draw(draw), draw.seed % 2**31)
        answers = asked.answers()
        wrong = _chosen(answers[1:], random.Random(draw.seed)) if answers else []
        if len(wrong) < OPTIONS - 1:
            continue
        quality = sum(len(answer.mistakes) > 1 or bool(answer.shown.error) for answer in wrong)
        if best is None or quality < best[0]:
            best = (quality, asked, [answers[0], *wrong])
        if quality <= 1 or attempt + 1 >= GOOD_ATTEMPTS:
            break
    if best is None:
        words = _("{path}: {name}: no inputs show three different mistakes")
        raise CommandError(words.format(path=f"{exercise.folder}/{QUIZ}.py", name=name))
    _quality, asked, chosen = best
    arguments = asked.arguments
    random.Random(seed_of(QUIZ, "order", seed, exercise.name, name)).shuffle(chosen)
    item = Item(
        exercise=exercise.name,
        name=name,
        seed=seed,
        words=question.words,
        values={n: str(v) for n, v in question.told(arguments).items()} if question.told else {},
        inputs=tuple((n, shown_of(value)) for n, value in _arrays(question, arguments).items()),
        call=_call(question, arguments),
        options=tuple(Option(a.shown, tuple(_told(m) for m in a.mistakes)) for a in chosen),
    )
    return item, asked


@dataclasses.dataclass
class _Answer:
    """An answer to choose, and the mistakes that return it: none for the reference's."""

    key: Any
    shown: Shown
    mistakes: list[Mistake]


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question with its arguments, put to the reference and to each mistake."""

    question: QuizQuestion
    exercise: Exercise
    arguments: Arguments
    seed: int

    def answers(self) -> list[_Answer]:
        """Return the right answer, then each different wrong one; none without a right one."""
        home = current_course().exercise_of(self.question.function).name
        right = self.answer(_reference())
        found = [right] if right is not None else []
        for known in _relevant(home, self.question) if found else ():
            answer = self.answer(without_memory(known.side))
            if answer is None or answer.key == found[0].key:
                continue
            same = next((a for a in found[1:] if a.key == answer.key), None)
            if same is None:
                found.append(answer)
            elif same.shown != answer.shown:  # it reads the same, but its axes are others
                continue
            (same or answer).mistakes.append(known.mistake)
        return found

    def answer(self, side: InProcess) -> _Answer | None:
        """Return what a side answers; None for what no option can show."""
        question, function = self.question, self.question.function
        target = f"{current_course().exercise_of(function).name}.{function}"
        scenario = f"{_home(self.exercise.name)}.{question.scenario}" if question.scenario else None
        asked = Question((target,), kwargs=self.arguments, scenario=scenario, seed=self.seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = side.answer(asked, trusted=True)
        if answer.kind == AnswerKind.RAISED and not answer.loading:
            return _Answer(["error", answer.error], Shown(error=answer.error), [])
        if answer.kind != AnswerKind.VALUE:
            return None
        try:
            value = question.view(answer.value) if question.view else answer.value
            return _Answer(key_of(value), shown_of(value), [])
        except (Unshowable, LookupError, TypeError, AttributeError):  # a view met something else
            return None


@functools.cache
def _reference() -> InProcess:
    return InProcess.of_reference()


@functools.cache
def _known(exercise: str) -> list[KnownMistake]:
    return known_mistakes_of(exercise)


def _relevant(exercise: str, question: QuizQuestion) -> Iterator[KnownMistake]:
    """List the mistakes that may show in the answer to a question."""
    bases = () if question.alone else current_course().bases_of(question.function)
    functions = {question.function, *bases}
    for known in _known(exercise):
        if known.mistake.function in functions and known.mistake.name not in question.without:
            yield known


def _chosen(wrong: list[_Answer], chance: random.Random) -> list[_Answer]:
    """Choose three wrong answers: each of one mistake where that can be, and at most one error."""
    usable = [answer for answer in wrong if len(answer.mistakes) <= MAX_ALIKE]
    chance.shuffle(usable)
    usable.sort(key=lambda answer: (bool(answer.shown.error), len(answer.mistakes)))
    errors = [answer for answer in usable if answer.shown.error]
    return [a for a in usable if a not in errors[1:]][: OPTIONS - 1]


def _told(mistake: Mistake) -> Told:
    return Told(mistake.name, mistake.explanation, mistake.question)


def _arrays(question: QuizQuestion, arguments: Arguments) -> dict[str, Any]:
    """Return the arrays that are shown above the question, by name."""
    if question.arrays is not None:
        return question.arrays(arguments)
    return {name: v for name, v in arguments.items() if isinstance(v, torch.Tensor)}


def _call(question: QuizQuestion, arguments: Arguments) -> str:
    """Write the call: arrays by their names, everything else as it is."""
    if question.calls is False or (question.calls is None and question.scenario):
        return ""
    written, named = [], False
    for name, value in arguments.items():
        is_array = isinstance(value, torch.Tensor)
        named = named or not is_array
        text = name if is_array else repr(value)
        written.append(f"{name}={text}" if named else text)
    return f"{question.function}({', '.join(written)})"
