"""What can be asked: every function of the course by its name, and what `questions.py` adds.

An exercise's `questions.py` holds QUESTIONS, by the names under which checks ask; it is needed
where a plain call will not do, and for the further inputs that tell mistakes apart.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.course import Course, Exercise, course_root, current_course
from autograder.course.modules import QUESTIONS, SCENARIOS, module_of, scenario_sources
from autograder.course.reading import used_settings_as_bytes
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.operators import Forbids

from .inputs import Draw
from .property import Property, WrongResult

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class QuestionSpec:
    """How a name of `ask` becomes a question, and in what words it is told.

    Without a `function` the one of this name is asked, without a `scenario` it is called with
    the arguments. `words` stand for the name in messages, and `setup` tells in a few words each
    what a scenario sets up, from its arguments. `extra_inputs` draws the arguments of one more
    question, valid and apt to tell mistakes apart, `exact_inputs` those that have one right answer
    where not all of these do. Answers to extra inputs are compared as `compared` shows them; what
    is `random` differs from call to call, so a second answer tells nothing. Of what
    `is_training` a released kit keeps the weights after its first call, as `standards` needs them.
    Of a scenario's result `returned` names the pieces that the learner's function returned,
    `basis` those on which its others depend: who answers these otherwise makes another mistake. Of
    its arguments `shown` names those that a page shows; `seen` says what a wrong result has to do
    with the right one, beside what is said of any value.
    """

    function: str = ""
    scenario: str | None = None
    words: str = ""
    setup: Callable[[dict[str, Any]], Iterable[str]] | None = None
    extra_inputs: Callable[[Draw], Arguments] | None = None
    exact_inputs: Callable[[Draw], Arguments] | None = None
    compared: Callable[[Any], Any] | None = None
    random: bool = False
    counts_products: bool = False
    is_training: bool = False
    returned: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    seen: Callable[[WrongResult], Iterable[Property]] | None = None
    # What the course's files say of it.
    targets: tuple[str, ...] = ()
    forbids: Forbids | None = None
    parameters: tuple[str, ...] = ()
    tolerance: float = 0.0
    is_measured: bool = False

    def question(self, args: tuple[Any, ...], kwargs: dict[str, Any], seed: int) -> Question:
        """Make the question with these arguments."""
        return Question(
            self.targets,
            args,
            kwargs,
            self.scenario,
            self.forbids,
            self.counts_products,
            seed=seed,
            is_measured=self.is_measured,
            parameters=self.parameters,
        )


def questions() -> dict[str, QuestionSpec]:
    """Return every name that can be asked in the current course."""
    return _questions_of(course_root(), used_settings_as_bytes())


@functools.cache
def _questions_of(root: Path, settings: bytes) -> dict[str, QuestionSpec]:
    course = current_course()
    _load_scenarios(root, settings)
    return {
        name: spec
        for exercise in course.exercises
        for name, spec in _of_exercise(course, exercise).items()
    }


@functools.cache
def _load_scenarios(root: Path, settings: bytes) -> None:
    """Let this process answer questions that have a scenario."""
    for name, source in scenario_sources(current_course()).items():
        scenarios.load(name, source)


def _of_exercise(course: Course, exercise: Exercise) -> dict[str, QuestionSpec]:
    module = module_of(exercise, QUESTIONS)
    written: dict[str, QuestionSpec] = dict(getattr(module, "QUESTIONS", {}))
    functions = {spec.function or name for name, spec in written.items()}
    plain = {name: QuestionSpec() for name in exercise.functions if name not in functions}
    forbidden = course.forbidden.get(exercise.forbids or "")
    forbids: Forbids | None = None
    if forbidden is not None:
        others = {module: list(names) for module, names in forbidden.others.items()}
        forbids = {"reason": forbidden.reason, "torch": forbidden.torch, "others": others}
    specs = {}
    for name, spec in (plain | written).items():
        function = spec.function or name
        specs[name] = dataclasses.replace(
            spec,
            function=function,
            targets=exercise.depends_on or (f"{exercise.name}.{function}",),
            scenario=spec.scenario and f"{exercise.name}.{spec.scenario}",
            forbids=forbids,
            parameters=exercise.parameters_of(function),
            tolerance=exercise.tolerance_of(function),
            is_measured=exercise.is_measured,
        )
    return specs


def names_of(function: str) -> list[str]:
    """List the names under which a function of the learner's is asked, the usual one first."""
    return [n for n, spec in questions().items() if spec.function == function]


def function_of(question: Question, reference: Any) -> Any:
    """Return the function whose parameters name the arguments of a question."""
    if question.scenario is not None:
        scenario = scenarios.find(question.scenario)
        return functools.partial(scenario, *[None] * len(question.targets))
    return getattr(reference, "function", lambda target: None)(question.targets[0])


def beside(file: str, name: str) -> types.ModuleType:
    """Return another module of the exercise that a file is of: `scenarios` or `questions`."""
    exercise = current_course().exercise(Path(file).parent.name)
    if name == SCENARIOS:
        _load_scenarios(course_root(), used_settings_as_bytes())
        return scenarios.module(exercise.name)
    module = module_of(exercise, name)
    assert module is not None, f"no {name}.py beside {file}"
    return module
