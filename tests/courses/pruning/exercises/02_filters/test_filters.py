"""Checks of exercise 2."""

import pytest

from autograder.checks import beside, points

questions = beside(__file__, "questions")


def _weight(answer):
    return answer[0]


def _bias(answer):
    return answer[1]


def _kept(answer):
    return answer[2]


@points(1)
@pytest.mark.parametrize(("filters", "channels", "kh", "kw"), [(4, 3, 2, 5), (2, 5, 3, 1)])
def test_a_norm_adds_up_the_magnitudes_of_all_kernels(ask, draw, filters, channels, kh, kw):
    ask.filter_norms(draw.normal(filters, channels, kh, kw))


@points(0.5)
def test_a_filter_of_one_kernel_has_a_norm_too(ask, draw):
    ask.filter_norms(draw.normal(5, 1, 3, 3))


@points(1)
@pytest.mark.parametrize("keep", [1, 3])
def test_the_filters_of_the_largest_norms_stay(ask, draw, keep):
    weight = questions.distinct_norms(draw, 5, 3, 2, 4)
    ask.projected(_weight).prune_filters(weight, draw.tenths(5) + 3, keep)


@points(0.5)
@pytest.mark.parametrize("keep", [2, 4])
def test_each_filter_keeps_its_bias(ask, draw, keep):
    weight = questions.distinct_norms(draw, 6, 2, 3, 3)
    ask.projected(_bias).prune_filters(weight, draw.normal(6), keep)


@points(0.75)
@pytest.mark.parametrize("keep", [2, 4])
def test_the_positions_of_the_filters_that_stay_are_returned_in_order(ask, draw, keep):
    weight = questions.distinct_norms(draw, 6, 2, 3, 3)
    ask.projected(_kept).prune_filters(weight, draw.normal(6), keep)


@points(0.5)
@pytest.mark.parametrize(("filters", "keep"), [(6, 1), (6, 5), (40, 23)])
def test_of_equal_norms_the_first_filters_stay(ask, draw, filters, keep):
    weight = questions.equal_norms(draw, filters, 2, 3, 2)
    ask.projected(_kept).prune_filters(weight, draw.normal(filters), keep)


@points(0.25)
def test_every_filter_may_stay(ask, draw):
    ask.prune_filters(questions.distinct_norms(draw, 4, 2, 3, 2), draw.normal(4), 4)


@points(0.5)
def test_a_layer_need_not_have_a_bias(ask, draw):
    ask.prune_filters(questions.distinct_norms(draw, 4, 2, 3, 2), None, 2)


@points(0.5)
@pytest.mark.parametrize("keep", [0, 5])
def test_a_keep_that_does_not_fit_is_refused(ask, draw, keep):
    weight, bias = questions.distinct_norms(draw, 4, 2, 3, 2), draw.normal(4)
    ask.raises_naming(of="keep", alone=True).prune_filters(weight, bias, keep)
    # Whoever refuses everything has not seen what is wrong with this one.
    ask.prune_filters(weight, bias, 3)


@points(0.25)
def test_inputs_need_not_be_contiguous_in_memory(ask, draw):
    weight = draw.elsewhere_in_memory(questions.distinct_norms(draw, 4, 3, 2, 5))
    ask.filter_norms(weight)
    ask.prune_filters(weight, draw.normal(4), 2)


@points(0.25)
def test_the_inputs_are_left_unchanged(ask, draw):
    weight, bias = questions.distinct_norms(draw, 4, 3, 2, 5), draw.normal(4)
    ask.leaving_inputs().filter_norms(weight)
    ask.leaving_inputs().prune_filters(weight, bias, 2)
