"""What a submission's training is held against: the reference's own, with known mistakes or none.

Where the kit has the reference, it is trained alike, once; a released kit carries the start, the
orders and the weights after the first call instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from autograder.course import Exercise, current_course
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from .ask import Ask
from .data import DataSet
from .diagnosis.thinning import thin
from .inputs import Draw, seed_of
from .mistakes import Mistake
from .questions import QuestionSpec, questions
from .recorded import REFERENCE, Recorded, RecordedTraining
from .sides import Respondent, without_memory

Weights = dict[str, torch.Tensor]


def measured_exercise() -> Exercise:
    """Return the exercise whose number is measured."""
    measured = current_course().measured
    assert measured is not None, "nothing is measured in this course"
    return measured


def training_question() -> QuestionSpec:
    """Return how the training is asked for, whatever the exercise calls it."""
    own = set(measured_exercise().depends_on)
    found = [s for s in questions().values() if s.is_training and set(s.targets) == own]
    assert found, "nothing is trained in this course"
    return found[0]


def network_target() -> str:
    """Name the network that is trained: the first that the measured exercise depends on."""
    return measured_exercise().depends_on[0]


def _as_they_are(weights: Any) -> Any:
    return weights


@dataclass(frozen=True)
class Standard:
    """A training of the reference with `mistakes`, mostly none.

    `start` are the weights that it starts from and `first` those after the first call; `network`
    makes the network that they belong to. `side` trains it (None where nobody can), and `look`
    leaves of other weights what `first` holds.
    """

    mistakes: tuple[Mistake, ...]
    start: Weights
    first: Weights
    network: Callable[[], nn.Module]
    side: Respondent | None = None
    look: Callable[[Any], Any] = _as_they_are

    def gaps(self, training: dict[str, Any]) -> dict[str, float]:
        """Return how far each weight of a training is from this one's after the first call."""
        return differences(self.look(states_of(training)[0]), self.first)


def states_of(training: dict[str, Any], what: str = "weights") -> list[Any]:
    """Return what a training returned after each call: at least one state, maybe of nothing."""
    states = training.get(f"{what} after each call")
    return states if isinstance(states, list) and states else [None]


def differences(weights: Any, expected: Weights) -> dict[str, float]:
    """Return the largest absolute difference of each weight, infinite where it is none at all."""
    tensors = weights if isinstance(weights, dict) else {}
    return {name: _difference(tensors.get(name), value) for name, value in expected.items()}


def largest_difference(weights: Any, expected: Weights) -> float:
    """Return the largest absolute difference of all weights."""
    return max(differences(weights, expected).values(), default=0.0)


def _difference(got: Any, expected: torch.Tensor) -> float:
    if not isinstance(got, torch.Tensor) or not got.is_floating_point():
        return math.inf
    if got.shape != expected.shape:
        return math.inf
    one, other = got.double(), expected.double()
    gap = torch.where((one == other) | (one.isnan() & other.isnan()), 0.0, (one - other).abs())
    return float(gap.nan_to_num(math.inf).max())


class Standards:
    """The trainings of a check: the same start and orders for every submission of a run."""

    def __init__(self, ask: Ask, draw: Draw, data: DataSet) -> None:
        self.ask, self.draw, self.data = ask, draw, data
        self.recorded: RecordedTraining | None = None
        if isinstance(ask.reference, Recorded):
            self.recorded = ask.reference.training(data.name)
        self.orders = self.recorded.orders if self.recorded else drawn_orders(draw, data)

    @property
    def batches(self) -> int:
        """How many batches the first call gets."""
        size: int = self.data.recipe["batch_size"]
        return -(-len(self.orders[0]) // size)

    def question(
        self, start: Weights, calls: slice = slice(None), momentum: Weights | None = None
    ) -> Question:
        """Return the question: to train from `start`, all calls of the training or some of them."""
        data, orders = self.data, self.orders[calls]
        args = (start, data.train_images, data.train_labels, orders, data.recipe)
        args += (momentum, calls.start) if momentum is not None else ()
        seed = seed_of("question", self.ask.seed)
        return training_question().question(args, {}, seed)

    def start(self) -> Weights:
        """Return the weights that the reference starts from; it is not trained for that."""
        if isinstance(self.ask.reference, Recorded):
            standard = self._recorded(())
            assert standard is not None, "every kit holds the reference's training"
            return standard.start
        side: Any = self.ask.reference
        return self.draw.starting_weights(shapes_of(side.function(network_target())))

    def of(self, mistakes: tuple[Mistake, ...]) -> Standard | None:
        """Return the training of the reference with `mistakes`; None where there is none."""
        if isinstance(self.ask.reference, Recorded):
            return self._recorded(mistakes)
        side: Respondent | None = self.ask.reference
        if mistakes:
            assert self.ask.diagnosis is not None
            side = self.ask.diagnosis.variant(mistakes)
        return None if side is None else self._trained(side, mistakes)

    def end_of(self, standard: Standard) -> Weights | None:
        """Return a training's weights at its end, None where the kit does not hold them."""
        whole = standard.side and value_of(standard.side.answer(self.question(standard.start)))
        end: Weights | None = states_of(whole)[-1] if whole else None
        return end

    def leaves_its_way(self, standard: Standard, training: dict[str, Any]) -> float:
        """Return how far a training ends from the standard that it equalled to the bit at first.

        It is 0 where it goes on as it began, and where not a bit can be expected to stay: after
        rounding in the first call, or on a device that adds up in any order.
        """
        end = self.end_of(standard)
        rounds = self.data.recipe.get("device", "cpu") != "cpu"
        if end is None or rounds or max(standard.gaps(training).values(), default=1.0) > 0:
            return 0.0
        return largest_difference(states_of(training)[-1], end)

    def deviation(self, standard: Standard, training: dict[str, Any]) -> float:
        """Return how far a training goes a different way from the standard after the first call.

        One that ends with the same weights goes the same way. Otherwise each call is done again
        from where it began: a rounding grows from call to call until the ends are far apart, but
        within a call it stays small.
        """
        whole = standard.side and value_of(standard.side.answer(self.question(standard.start)))
        if not whole:  # a released kit does not hold what comes later
            return 0.0
        states, expected = states_of(training), states_of(whole)
        if len(states) != len(expected):  # one call more would be compared with nothing
            return math.inf
        if largest_difference(states[-1], expected[-1]) <= self.data.later_tolerance:
            return 0.0
        momenta, momentum, gap = states_of(training, "momentum"), _first_momentum(whole), 0.0
        for number in range(1, len(expected)):
            if len(momenta) < number:
                return math.inf
            gap = max(gap, self._shift(momenta[number - 1], momentum))
            if gap > self.data.later_tolerance:
                return gap
            call = slice(number, number + 1)
            question = self.question(states[number - 1], call, momenta[number - 1])
            redone = value_of(without_memory(standard.side).answer(question))
            gap = max(gap, largest_difference(states[number], states_of(redone or {})[0] or {}))
            if redone is None or gap > self.data.later_tolerance:
                return max(gap, 1.0 if redone is None else gap)
            momentum = _first_momentum(redone)
        return gap

    def _shift(self, momentum: Any, expected: Weights) -> float:
        """Return how far another momentum moves a weight in a step."""
        return float(self.data.recipe["lr"] * largest_difference(momentum, expected))

    def _trained(self, side: Any, mistakes: tuple[Mistake, ...]) -> Standard | None:
        network = side.function(network_target())
        try:
            start = self.draw.starting_weights(shapes_of(network))
        except Exception:  # a mistake may be that no network can be made
            return None
        # The reference's end is always looked at, a mistake's only where its first call agrees.
        calls = slice(1) if mistakes else slice(None)
        value = value_of(side.answer(self.question(start, calls)))
        if value is None or "parameters" in value:
            return None
        return Standard(mistakes, start, states_of(value)[0], network, side)

    def _recorded(self, mistakes: tuple[Mistake, ...]) -> Standard | None:
        """Take what the kit carries; the learner's own network judges, there is no other."""
        learner: Any = self.ask.submission  # in a released kit always in this process
        network = learner.function(network_target())
        names = [mistake.name for mistake in mistakes]
        if self.recorded is None:  # of another data set than the kit's own nothing is known
            if names:
                return None
            start = self.draw.starting_weights(shapes_of(network))
            return Standard((), start, {}, network)
        weights = self.recorded.of(names[0] if names else REFERENCE) if len(names) < 2 else None
        look = thin if names else _as_they_are
        return Standard(mistakes, *weights, network, look=look) if weights else None


def value_of(answer: Answer) -> dict[str, Any] | None:
    """Return what a training returned, None where it ended in another way."""
    return (
        answer.value if answer.kind == AnswerKind.VALUE and isinstance(answer.value, dict) else None
    )


def _first_momentum(training: dict[str, Any]) -> Weights:
    momentum: Weights = states_of(training, "momentum")[0] or {}
    return momentum


def drawn_orders(draw: Draw, data: DataSet) -> list[torch.Tensor]:
    """Draw the order of the samples for each call of the training; the first gets few batches.

    What is compared after it is soon there, and rounding has not grown yet.
    """
    count, recipe = len(data.train_labels), data.recipe
    orders = [draw.order(count) for _ in range(recipe["epochs"])]
    orders[0] = orders[0][: recipe["first_batches"] * recipe["batch_size"]].clone()
    return orders


def shapes_of(network: Callable[[], nn.Module]) -> dict[str, tuple[int, ...]]:
    """Return the shapes of a network's parameters."""
    return {name: tuple(p.shape) for name, p in network().named_parameters()}


def logits_of(network: Callable[[], nn.Module], weights: Any, images: torch.Tensor) -> torch.Tensor:
    """Return the logits, (N, classes), of a network with `weights` for (N, H, W) bytes."""
    model = network()
    module = scenarios.module(measured_exercise().name)
    assert module.load_weights(model, weights, module.normalised(images[:2])) is not None
    model.eval()
    with torch.no_grad():
        return torch.cat([model(module.normalised(batch)) for batch in torch.split(images, 500)])
