"""What the line below a handout's title tells: how long it is to read, and how hard it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder import kit
from autograder.languages import marked


@dataclass(frozen=True)
class Facts:
    """Minutes of reading, and `easy`, `medium` or `hard`."""

    minutes: int
    difficulty: str


DIFFICULTIES = (marked("easy"), marked("medium"), marked("hard"))


def facts_of(name: str) -> Facts:
    """Read an exercise's facts from its handout."""
    path = kit.home() / "exercises" / kit.exercise_named(name).folder / "README.md"
    line = path.read_text(encoding="utf-8").splitlines()[2]
    minutes = re.search(r"(\d+) minutes", line)
    difficulty = next((word for word in DIFFICULTIES if f"· {word} ·" in line), DIFFICULTIES[1])
    return Facts(int(minutes[1]) if minutes else 0, difficulty)
