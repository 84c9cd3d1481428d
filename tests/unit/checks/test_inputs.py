"""The same seed draws the same inputs, within their bounds."""

from __future__ import annotations

import io

import pytest
import torch
from PIL import Image

from autograder.checks.inputs import Draw, seed_of
from autograder.sandbox.inside.networks import TracingNet


def test_a_seed_is_made_of_names_and_the_same_on_every_machine():
    assert seed_of("a", 1) == seed_of("a", 1) == 4665976284724862560
    assert len({seed_of("a", 1), seed_of("a1"), seed_of("a", 2), seed_of(1, "a"), seed_of()}) == 5
    assert 0 <= seed_of("x") < 2**63


def test_the_same_seed_draws_the_same():
    assert torch.equal(Draw(3).tenths(4, 5), Draw(3).tenths(4, 5))
    assert not torch.equal(Draw(3).tenths(4, 5), Draw(4).tenths(4, 5))
    assert Draw(3).image_file("L", 28, 28) == Draw(3).image_file("L", 28, 28)


def test_the_global_generator_is_left_alone():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    draw = Draw(3)
    draw.normal(3), draw.labels(5, 3), draw.integers(2, 0, 5), draw.pixels(2)
    assert torch.equal(torch.rand(1), expected)


def test_both_ends_are_drawn():
    draw = Draw(1)
    assert {draw.integer(2, 4) for _ in range(100)} == {2, 3, 4}
    assert {n for _ in range(50) for n in draw.integers(2, 2, 4)} == {2, 3, 4}
    assert draw.integer(5, 5) == 5


def test_several_ints_are_different():
    draw = Draw(1)
    for _ in range(50):
        assert len(set(draw.integers(3, 1, 3))) == 3


def test_tenths_have_one_decimal_and_both_signs():
    numbers = Draw(1).tenths(1000)
    assert (numbers.min(), numbers.max()) == (torch.tensor(-2.0), torch.tensor(2.0))
    assert torch.equal((numbers * 10).round() / 10, numbers) and numbers.dtype == torch.float32


def test_digits_are_whole_numbers_between_both_ends():
    assert set(Draw(1).digits(200).tolist()) == set(range(10))
    assert set(Draw(1).digits(200, least=-1, most=2).tolist()) == {-1, 0, 1, 2}


def test_an_order_has_every_place_once():
    assert sorted(Draw(1).order(20).tolist()) == list(range(20)) != Draw(1).order(20).tolist()


def test_a_number_lies_between_a_half_and_two():
    numbers = {Draw(n).number() for n in range(300)}
    assert min(numbers) == 0.5 and max(numbers) == 2.0 and all(n == round(n, 1) for n in numbers)


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        *(("channel", (2, 3)), ("kernel", (2, 3)), ("normal", (2, 3))),
        *(("image", (2, 3, 4)), ("kernels", (2, 3, 4))),
        *(("filters", (2, 3, 4, 5)), ("images", (2, 3, 4, 5))),
    ],
)
def test_arrays_have_the_shape_asked_for(name, sizes):
    drawn = getattr(Draw(1), name)(*sizes)
    assert drawn.shape == sizes and drawn.dtype == torch.float32


@pytest.mark.parametrize(("count", "classes"), [(10, 10), (25, 3), (4, 10), (1, 1)])
def test_every_class_occurs_where_there_is_room(count, classes):
    labels = Draw(1).labels(count, classes)
    assert len(labels) == count and labels.dtype == torch.int64
    assert 0 <= labels.min() and labels.max() < classes
    if count >= classes:
        assert set(labels.tolist()) == set(range(classes))


def test_labels_are_in_no_order():
    assert Draw(1).labels(30, 3).tolist() != sorted(Draw(1).labels(30, 3).tolist())


def test_pixels_are_bytes():
    pixels = Draw(1).pixels(100, 100)
    assert pixels.dtype == torch.uint8 and (pixels.min(), pixels.max()) == (0, 255)


@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 4), (2, 3, 4, 5)])
def test_elsewhere_in_memory_lie_the_same_numbers(shape):
    tensor = Draw(1).tenths(*shape)
    turned = Draw(1).elsewhere_in_memory(tensor)
    assert torch.equal(turned, tensor) and not turned.is_contiguous()


def test_weights_fit_the_tracing_network():
    draw = Draw(1)
    net = TracingNet(draw.tracing_weights(2, 6, 5, 4))
    assert net(draw.normal(3, 2, 6, 5)).shape == (3, 4)
    assert (net.norm.running_var > 0).all()


def test_labels_are_right_where_they_are_to_be_and_second_best_at_every_other_sample():
    draw = Draw(1)
    weights, images = draw.tracing_weights(1, 4, 4, 5), draw.normal(40, 1, 4, 4)
    labels = draw.labels_for(weights, images, right=[0, 3])
    with torch.no_grad():
        order = TracingNet(weights).eval()(images).argsort(dim=1, descending=True)
    ranks = [row.tolist().index(label) for row, label in zip(order, labels.tolist())]
    assert [n for n, rank in enumerate(ranks) if rank == 0] == [0, 3]
    assert all(rank == 1 for rank in ranks[5::2]) and set(ranks[4::2]) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("mode", "width", "height", "suffix", "form"),
    [
        ("L", 28, 28, ".png", "PNG"),
        ("RGB", 31, 45, ".jpg", "JPEG"),
        ("RGBA", 20, 30, ".png", "PNG"),
        ("L", 40, 20, ".bmp", "BMP"),
    ],
)
def test_an_image_file_is_of_its_form(mode, width, height, suffix, form):
    for smooth in (False, True):
        file = Draw(1).image_file(mode, width, height, suffix, smooth)
        image = Image.open(io.BytesIO(file))
        assert (image.format, image.mode, image.size) == (form, mode, (width, height))
