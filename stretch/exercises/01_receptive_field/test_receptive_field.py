"""Checks of stretch goal 1."""

from autograder.checks import beside, points

some_layers = beside(__file__, "questions").some_layers


@points(0.5)
def test_without_a_layer_one_pixel_is_seen(ask):
    ask.receptive_field([])


@points(1)
def test_kernels_that_move_by_one_row_add_up(ask, draw):
    ask.receptive_field([(draw.integer(3, 7), 1)])
    ask.receptive_field([(3, 1), (draw.integer(2, 5), 1), (5, 1)])


@points(1.5)
def test_a_stride_widens_what_the_layers_after_it_see(ask, draw):
    ask.receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)])
    for count in (2, 3, 4):
        ask.receptive_field(some_layers(draw, count))


@points(1)
def test_the_stride_of_the_last_layer_does_not_matter(ask, draw):
    ask.receptive_field([(3, draw.integer(2, 4))])
    ask.receptive_field([(4, 1), (3, draw.integer(2, 4))])
