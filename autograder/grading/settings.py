"""How a class is graded, and the results of submissions that were not run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import CourseSettings, Exercise, current_course, used_settings
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import Walls

from .results import Part, Result, Status, rounded


@dataclass(frozen=True)
class Settings:
    """How a class is graded: the same settings and bytes give the same scores.

    `data` is the data set's folder, where there is one, `device` where what is measured is
    computed, `language` that of the messages. With `own_seeds` each submission is asked from the
    seed and its own bytes; where feedback was given back, so is every submission whose bytes are
    not those that `answered` tells of its id. `course` is what the instructor says of the course.
    """

    seed: int
    data: Path | None
    walls: Walls
    limits: Limits
    exercises: tuple[str, ...] = ()
    device: str = "cpu"
    language: str = "en"
    own_seeds: bool = False
    course: CourseSettings = field(default_factory=used_settings)
    answered: Mapping[str, str] | None = None

    def has_own_seed(self, identity: str, fingerprint: str) -> bool:
        """Tell whether a submission is asked from the seed and its own bytes."""
        if self.own_seeds or self.answered is None:
            return self.own_seeds
        return self.answered.get(identity) != fingerprint

    @property
    def chosen(self) -> tuple[Exercise, ...]:
        """The exercises that are graded."""
        every = current_course().exercises
        return tuple(e for e in every if not self.exercises or e.name in self.exercises)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the exercises that are graded."""
        return tuple(exercise.name for exercise in self.chosen)


def without_checks(identity: str, status: Status, message: str, settings: Settings) -> Result:
    """Make the result of a submission that was not run: rejected, or lost by the grader."""
    parts = tuple(Part(e.name, 0, e.points, ()) for e in settings.chosen)
    most = rounded(sum(part.max_score for part in parts))
    return Result(identity, status, 0, most, None, message, settings.walls.names, parts)
