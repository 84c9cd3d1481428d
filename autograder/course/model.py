"""The course and its exercises, as `course.toml` and each `exercise.toml` say them."""

from __future__ import annotations

import enum
import functools
import re
from fractions import Fraction

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _

COURSE, EXERCISE = "course.toml", "exercise.toml"
MAX_POINTS = 10_000
"""Of one exercise."""


class Kind(enum.Enum):
    """How an exercise is judged: its answers are compared, or a number is measured."""

    COMPARED = "compared"
    MEASURED = "measured"


class Difficulty(enum.Enum):
    """How hard an exercise is; the values are words that are shown."""

    EASY = N_("easy")
    MEDIUM = N_("medium")
    HARD = N_("hard")


class Function(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One public function or class of an exercise.

    `builds_on` names the functions that it is told to call, or may: mistakes come with them.
    Without a `tolerance` of its own that of the exercise holds. `parameters` are the names by which
    checks hand over its arguments: where these are others, the values are compared all the same.
    """

    builds_on: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    tolerance: float | None = None


class Forbidden(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ready-made operators that do an exercise for the learner.

    `torch` is a regular expression that is searched for in the names of PyTorch's operators,
    `others` lists functions of other libraries by module; `reason` is told to the learner.
    """

    reason: str
    torch: str
    others: dict[str, tuple[str, ...]] = {}


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise; `folder` is the name of its folder, which holds everything else of it.

    `points` are what it is worth, `minutes` how long its handout is to read, `after` the
    exercises whose ideas it takes up. `forbids` names a family of operators of the course. The
    exercise that is measured `depends_on` functions, as `exercise.function`: the network, then
    what trains it, where one is trained. `builds` says by language what learners build.
    `checks_points` are what its checks add up to, where it is worth another number.
    """

    points: int
    minutes: int
    difficulty: Difficulty
    functions: dict[str, Function] = {}
    after: tuple[str, ...] = ()
    tolerance: float = 1e-4
    forbids: str | None = None
    kind: Kind = Kind.COMPARED
    depends_on: tuple[str, ...] = ()
    builds: dict[str, str] = {}
    checks_points: int = 0
    folder: str = ""

    @property
    def number(self) -> int:
        """The exercise's number in the course: the digits that its folder begins with."""
        return int(self.folder.partition("_")[0])

    @property
    def name(self) -> str:
        """The exercise's name: its folder's without the number."""
        return self.folder.partition("_")[2]

    @property
    def file(self) -> str | None:
        """The file that the learner edits, relative to `exercises/`; None where there is none."""
        return f"{self.folder}/{self.name}.py" if self.functions else None

    @property
    def scale(self) -> Fraction:
        """By what the points of its checks are multiplied."""
        return Fraction(self.points, self.checks_points or self.points)

    @property
    def is_measured(self) -> bool:
        """Whether a number is measured instead of answers compared."""
        return self.kind is Kind.MEASURED

    @property
    def measured_from(self) -> tuple[str, ...]:
        """The exercises on whose functions the measured number depends."""
        return tuple(dict.fromkeys(target.partition(".")[0] for target in self.depends_on))

    def parameters_of(self, function: str) -> tuple[str, ...]:
        """Name the parameters of a function by which checks hand over its arguments."""
        return self.functions[function].parameters if function in self.functions else ()

    def tolerance_of(self, function: str) -> float:
        """How closely a function's answers are compared, relatively and absolutely."""
        tolerance = self.functions[function].tolerance if function in self.functions else None
        return self.tolerance if tolerance is None else tolerance


class Course(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A course: its exercises in their order, and what holds for all of them.

    `title`, and what it is `about`, are by language. `data` is the folder of the data set, from the
    course's; `reader` is the file that reads it and `thresholds` the one with recipes and
    thresholds, both within the course. All three are empty where nothing is measured.
    `forbidden` are the families of operators that exercises forbid. With `carry_forward`,
    what is right given the learner's own earlier mistake keeps its points. The measured number must
    reach the `threshold`, or that of the data set; `languages` are those of the texts that learners
    get, all where none is named.
    """

    title: dict[str, str]
    data: str = ""
    reader: str = ""
    thresholds: str = ""
    exercises: tuple[Exercise, ...]
    about: dict[str, str] = {}
    forbidden: dict[str, Forbidden] = {}
    carry_forward: bool = True
    threshold: float | None = None
    languages: tuple[str, ...] = ()

    @property
    def assignment(self) -> str:
        """The course's name where a platform wants one: its title in letters, digits and _."""
        title = self.title.get("en") or next(iter(self.title.values()), "")
        return re.sub(r"[^A-Za-z0-9]+", "_", title).strip("_").lower() or "course"

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The exercises' names."""
        return tuple(exercise.name for exercise in self.exercises)

    @functools.cached_property
    def points(self) -> int:
        """What all exercises are worth together."""
        return sum(exercise.points for exercise in self.exercises)

    @functools.cached_property
    def functions(self) -> dict[str, tuple[str, ...]]:
        """The public names that each file defines, by the file's stem."""
        return {e.name: tuple(e.functions) for e in self.exercises if e.functions}

    @functools.cached_property
    def measured(self) -> Exercise | None:
        """The exercise that is measured, where there is one."""
        return next((exercise for exercise in self.exercises if exercise.is_measured), None)

    def is_measured(self, name: str) -> bool:
        """Tell whether this is the name of the exercise that is measured."""
        return self.measured is not None and self.measured.name == name

    def exercise(self, name: str) -> Exercise:
        """Find an exercise by its name, number or folder; raises CommandError with those known."""
        for exercise in self.exercises:
            if name in (exercise.name, str(exercise.number), exercise.folder):
                return exercise
        names = ", ".join(self.names)
        raise CommandError(
            _("no exercise is called {name}; there are {names}", name=repr(name), names=names)
        )

    def exercise_of(self, function: str) -> Exercise:
        """Return the exercise that defines a public function or class."""
        return next(exercise for exercise in self.exercises if function in exercise.functions)

    def bases_of(self, function: str) -> list[str]:
        """List every function that one builds on, also through others, the first cause first."""
        bases: list[str] = []
        declared = [e.functions[function] for e in self.exercises if function in e.functions]
        for base in declared[0].builds_on if declared else ():
            bases += [name for name in (*self.bases_of(base), base) if name not in bases]
        return [name for name in bases if any(name in e.functions for e in self.exercises)]

    def dependents_of(self, function: str) -> list[str]:
        """List the functions that build on one, themselves or through another."""
        every = [name for names in self.functions.values() for name in names]
        return [name for name in every if function in self.bases_of(name)]
