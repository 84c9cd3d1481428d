"""Further inputs are valid, and of sizes that tell mistakes apart."""

from __future__ import annotations

import pytest

from autograder.checks.inputs import Draw
from autograder.checks.probes import further

MANY = range(60)


def drawn(name: str) -> list[tuple[tuple, dict]]:
    return [further(name, Draw(seed)) for seed in MANY]


def test_kernels_fit_into_their_inputs():
    fits = []
    for (sizes, kernels, _, paddings, dilations), _ in drawn("conv2d_output_shape"):
        for size, kernel, padding, dilation in zip(sizes, kernels, paddings, dilations):
            fits.append(size + 2 * padding - dilation * (kernel - 1) - 1)
    assert 0 in fits and any(rest > 0 for rest in fits)


def test_heights_and_widths_differ():
    for (_, kernels, strides, _, dilations), _ in drawn("conv2d_output_shape"):
        assert kernels[0] != kernels[1] and strides[0] != strides[1]
        assert dilations[0] != dilations[1]
    for (image, _, _), _ in drawn("apply_filter"):
        assert image.shape[1] != image.shape[2]


@pytest.mark.parametrize("name", ["apply_filter", "conv_layer"])
def test_kernels_are_square_now_and_then_only(name):
    square = [filters.shape[-1] == filters.shape[-2] for (_, filters, _), _ in drawn(name)]
    assert 0 < sum(square) < len(square) / 2


def test_every_option_is_drawn():
    options = [options for _, options in drawn("conv_layer")]
    assert {o["stride"] for o in options} == {1, 2, 3}
    assert {o["padding"] for o in options} == {0, 1, 2}
    assert {args[3] for args, _ in drawn("conv2d_parameter_count")} == {True, False}
    assert {args[2] for args, _ in drawn("max_pool2d")} == {None, 1, 2, 3}
    strides = [args[2] for args, _ in drawn("pool2d_output_shape")]
    assert {type(stride) for stride in strides} == {type(None), int, tuple}


def test_the_last_batch_is_smaller():
    for _, options in drawn("training"):
        assert len(options["images"]) % options["batch_size"]
        assert len(options["labels"]) == len(options["images"])
    for _, options in drawn("evaluation"):
        assert len(options["chosen"]) < len(options["images"])


def test_a_bias_is_never_zero():
    for name in ("conv_layer", "linear"):
        assert all((args[2] > 0).all() for args, _ in drawn(name))


def test_a_course_has_as_many_epochs_as_accuracies():
    for _, options in drawn("several_epochs"):
        count = options["options"]["num_epoch"]
        assert count == len(options["accuracies"]) == len(options["steps"])
        assert len(set(options["accuracies"])) == count


def test_predictions_are_drawn_where_they_are_shown():
    assert all(args[2] is None for args, _ in drawn("show_dataset"))
    assert all(len(args[2]) == len(args[0]) for args, _ in drawn("show_images"))
