"""What an attack is, and short words to write one with."""

from __future__ import annotations

from dataclasses import dataclass, field

LIGHT = ("output_shape", "layers", "evaluate", "predict")
"""The parts in which most attackers are graded."""

SECRET = "secret-of-the-grader"
F, C, T, M = "failed", "crashed", "timed out", "out of memory"
FC = "failed or crashed"


@dataclass(frozen=True)
class Attack:
    """An attack, and what it must get.

    `lost` names the parts that lose points and the outcome of their checks; all other parts
    that are handed in keep theirs. `says` stands in a message of a lost check, or in that of a
    rejected submission; `never` in none. `review` stands in what a human is told. `most` are the
    points that the attacked part keeps at most.
    """

    group: str
    name: str
    part: str = "output_shape"
    lost: dict[str, str] = field(default_factory=dict)
    says: str = ""
    never: str = ""
    rejected: bool = False
    score: float = 10
    review: str = ""
    most: float | None = None

    @property
    def many(self) -> bool:
        """Whether it needs more than the few parts that most attackers hand in."""
        return self.group == "accuracy" or self.part not in LIGHT

    @property
    def parts(self) -> tuple[str, ...]:
        """What it hands in: its own part, what loses points, one asked before and one after.

        Nothing is asked before `output_shape`, and nothing after `predict`.
        """
        around = {"output_shape": ("layers",), "predict": ("output_shape",)}
        beside = around.get(self.part, ("output_shape", "evaluate"))
        if self.group == "accuracy":
            beside = ("lenet", "train", "output_shape")
        return tuple(dict.fromkeys((*beside, self.part, *(self.lost.keys() - {"accuracy"}))))

    @property
    def id(self) -> str:
        return f"{self.group}-{self.name}"


def count(group: str, name: str, outcome: str, says: str = "", never: str = "") -> Attack:
    """Attack from conv2d_parameter_count, which one check asks for."""
    return Attack(group, name, "output_shape", {"output_shape": outcome}, says, never)


def predict(group: str, name: str, outcome: str, says: str = "", never: str = "") -> Attack:
    """Attack from predict.py, which is asked after all the others."""
    return Attack(group, name, "predict", {"predict": outcome}, says, never)


def relu(name: str, outcome: str, says: str) -> Attack:
    """Answer with something odd in the place of relu's tensor."""
    return Attack("lying", name, "layers", {"layers": outcome}, says)


def train(name: str, says: str, outcome: str = F) -> Attack:
    """Pretend to have trained a LeNet."""
    return Attack("accuracy", name, "train", {"accuracy": outcome}, says)


def entry(name: str, says: str) -> Attack:
    """Hand in something that is to be rejected."""
    return Attack("entries", name, rejected=True, score=0, says=says)


def odd(name: str, score: float = 10) -> Attack:
    """Hand in something odd that is to be graded."""
    return Attack("entries", name, score=score)
