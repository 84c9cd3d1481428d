"""Extra inputs are valid, and of sizes that tell mistakes apart."""

from __future__ import annotations

import pytest
import torch
from helpers import module_beside

from autograder.checks.inputs import Draw
from autograder.checks.questions import questions

SEEDS = range(60)
lenet, mnist = module_beside("lenet", "questions"), module_beside("mnist_data", "questions")


def drawn(name: str) -> list[tuple[tuple, dict]]:
    return [questions()[name].extra_inputs(Draw(seed)) for seed in SEEDS]


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
    for _, options in drawn("fit_run"):
        count = options["options"]["num_epoch"]
        assert count == len(options["accuracies"]) == len(options["steps"])
        assert len(set(options["accuracies"])) == count


def test_predictions_are_drawn_where_they_are_shown():
    assert all(args[2] is None for args, _ in drawn("show_dataset"))
    assert all(len(args[2]) == len(args[0]) for args, _ in drawn("show_images"))


def test_biases_are_nothing_unless_they_are_asked_for():
    assert not lenet.lenet_weights(Draw(1), 10)["fc1.bias"].any()
    weights = lenet.lenet_weights_with_biases(Draw(1), 10)
    assert all((value >= 0).all() for value in weights.values())
    assert all((value >= 0.2).all() for name, value in weights.items() if name.endswith("bias"))


def test_lenets_weights_are_lenets():
    weights = lenet.lenet_weights(Draw(1), 10)
    assert sum(w.numel() for w in weights.values()) == 44_426 and len(weights) == 10
    assert lenet.lenet_weights(Draw(1), 7)["fc3.weight"].shape == (7, 84)
    assert 0.2 < weights["conv1.weight"].std() < 0.4  # sqrt(2 / 25)


def test_a_small_data_set_has_no_two_images_alike():
    arrays = mnist.small_mnist(Draw(1), 12, 11)
    assert arrays["train images"].shape == (12, 28, 28) and arrays["test labels"].shape == (11,)
    assert len({bytes(image.numpy().tobytes()) for image in arrays["train images"]}) == 12
    assert {array.dtype for array in arrays.values()} == {torch.uint8}
