"""Two mistakes at once are found by what they answer together, the likeliest pairs first."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis import pairs
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.known import KnownMistake, Sides, further_case
from autograder.checks.diagnosis.pairs import MAX_PAIRS, RANKED_BY, likeliest, pair_behind
from autograder.checks.mistakes import mistaken_source
from autograder.checks.sides import Cached, InProcess
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

REFERENCE, DIAGNOSIS = Cached(InProcess.of_reference()), Diagnosis()


def known(part: str, *names: str) -> list[KnownMistake]:
    by_name = {k.mistake.name: k for k in DIAGNOSIS.of_part(part)}
    return [by_name[name] for name in names]


def making(part: str, *names: str) -> Sides:
    """Return the sides of a submission that makes these mistakes."""
    source = solution_of(part)
    for candidate in known(part, *names):
        source = mistaken_source(source, candidate.mistake)
    return Sides(Cached(InProcess.of_reference({part: source})), REFERENCE, {})


def found(part: str, name: str, *names: str, pair_of=DIAGNOSIS.pair_of) -> set[str] | None:
    pair = pair_behind(name, making(part, *names), DIAGNOSIS.of_part(part), pair_of)
    return {pair.first.name, pair.second.name} if pair else None


PAIRS = [
    ("layers", "max_pool2d", ("pool-averages", "pool-windows-overlap")),
    ("im2col", "im2col", ("window-read-by-columns", "windows-in-rows")),
    ("filters", "cross_correlate", ("kernel-flipped", "map-transposed")),
    ("filters", "conv_layer", ("stride-ignored", "padding-at-the-start-only")),
    ("output_shape", "conv2d_parameter_count", ("one-filter-counted", "bias-for-each-kernel")),
]


@pytest.mark.parametrize(("part", "name", "names"), PAIRS, ids=[name for _, name, _ in PAIRS])
def test_two_mistakes_are_found(part, name, names):
    assert found(part, name, *names) == set(names)


def test_one_mistake_or_none_is_no_pair():
    assert found("filters", "cross_correlate", "kernel-flipped") is None
    assert found("filters", "cross_correlate") is None


def test_no_more_than_so_many_are_tried():
    tried = []

    def none_fits(first, second):
        tried.append((first.name, second.name))

    odd = solution_of("filters").replace("window * kernel", "window**2 * kernel")
    sides = Sides(Cached(InProcess.of_reference({"filters": odd})), REFERENCE, {})
    catalogue = DIAGNOSIS.of_part("filters")
    assert pair_behind("cross_correlate", sides, catalogue, none_fits) is None
    assert 0 < len(tried) <= MAX_PAIRS and len(set(tried)) == len(tried)


def test_what_a_base_shows_may_be_one_of_the_two():
    names = ("kernel-flipped", "bias-once-for-each-channel")
    assert found("filters", "apply_filter", *names) == set(names)


def test_pairs_that_come_nearest_stand_first():
    names = ("stride-ignored", "padding-ignored")
    sides = making("filters", *names)
    cases = [further_case("conv_layer", number) for number in range(RANKED_BY)]
    own = [k for k in DIAGNOSIS.of_part("filters") if k.mistake.function == "conv_layer"]
    ranked = likeliest(own, [sides.own(case.question) for case in cases], sides, cases)
    places = [{first.name, second.name} for first, second in ranked]
    assert places.index(set(names)) < MAX_PAIRS


def test_of_a_scenario_that_is_random_nothing_is_tried():
    sides = making("mnist_data")
    assert pair_behind("mnist_loaders", sides, DIAGNOSIS.of_part("mnist_data"), None) is None


def answering(answer) -> KnownMistake:
    """Return a mistake whose side answers so, or raises what it is given."""

    class Side:
        def answer(self, question):
            if isinstance(answer, Exception):
                raise answer
            return answer

    (slip,) = known("filters", "kernel-flipped")
    return KnownMistake(slip.mistake, Side())


def test_an_error_may_be_of_a_third_mistake_and_what_is_not_kept_explains_nothing():
    case = further_case("cross_correlate", 0)
    right = REFERENCE.answer(case.question)
    failed = Answer(AnswerKind.RAISED, error="NameError", message="name 'x' is not defined")
    for own, theirs, explained in [
        (failed, right, True),
        (right, right, True),
        (right, failed, False),
        (right, LookupError(), False),
    ]:
        sides = Sides(answering(own).side, REFERENCE, {})
        assert pairs._explains_all(answering(theirs), [case], sides) is explained


def nearness(got, right, *answers) -> float:
    """Return how near two mistakes that answer so come together to what was answered."""
    case = further_case("cross_correlate", 0)
    made = [Answer(AnswerKind.VALUE, torch.as_tensor(value)) for value in (got, right, *answers)]
    return pairs._Input(made[2:], *made[:2], case).nearness(0, 1)


def test_two_come_near_by_the_wrong_numbers_that_either_or_both_explain():
    right = [1.0, 2.0, 3.0, 4.0]
    assert nearness([1.0, 7.0, 8.0, 4.0], right, [1.0, 7.0, 3.0, 4.0], [1.0, 2.0, 8.0, 4.0]) == 2
    assert nearness([1.0, 7.0, 8.0, 4.0], right, [1.0, 7.0, 3.0, 4.0], [0.0, 2.0, 3.0, 4.0]) == 1.5
    both_add = nearness([4.0, 5.0, 6.0, 7.0], right, [2.0, 3.0, 4.0, 5.0], [3.0, 4.0, 5.0, 6.0])
    both_scale = nearness(
        [6.0, 12.0, 18.0, 24.0], right, [2.0, 4.0, 6.0, 8.0], [3.0, 6.0, 9.0, 12.0]
    )
    assert both_add == both_scale == 2


def test_one_that_answers_the_same_is_nearest_and_two_that_change_nothing_are_not_near():
    right, got, other = [1.0, 2.0], [5.0, 6.0], [7.0, 2.0]
    assert nearness(got, right, got, right) == pairs.SAME + 0.5
    assert nearness(got, right, other, got) == pairs.SAME
    assert nearness(got, right, right, right) == 0


def test_where_shapes_differ_the_sizes_tell_how_near_two_come():
    right, got = torch.ones(4, 6), torch.ones(3, 9)
    assert nearness(got, right, torch.ones(3, 6), torch.ones(4, 9)) == 1.5
    assert nearness(got, right, torch.ones(3, 6), torch.ones(4, 7)) == 0.75
    assert nearness(torch.ones(2, 8), right, torch.ones(3, 7), torch.ones(3, 7)) == 1.5
    assert nearness(got, right, torch.ones(24), torch.ones(4, 6, 1)) == 0
