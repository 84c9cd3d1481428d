"""Forbidden operators are refused while the learner's function runs, and only then."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder.sandbox.inside.operators import (
    FAMILIES,
    ForbiddenOperator,
    _is_convolution,
    _is_ready_layer,
    forbidding,
)

IMAGES, WEIGHT = torch.ones(1, 1, 4, 4), torch.ones(1, 1, 2, 2)
FORBIDDEN = {
    "convolution": {
        "F.conv2d": lambda: F.conv2d(IMAGES, WEIGHT),
        "torch.conv2d": lambda: torch.conv2d(IMAGES, WEIGHT),
        "torch.convolution": lambda: torch.convolution(
            IMAGES, WEIGHT, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1
        ),
        "F.conv1d": lambda: F.conv1d(torch.ones(1, 1, 4), torch.ones(1, 1, 2)),
        "F.conv_transpose2d": lambda: F.conv_transpose2d(IMAGES, WEIGHT),
        "nn.Conv2d": lambda: nn.Conv2d(1, 1, 2)(IMAGES),
        "F.unfold": lambda: F.unfold(IMAGES, 2),
        "nn.Unfold": lambda: nn.Unfold(2)(IMAGES),
        "np.convolve": lambda: np.convolve([1, 2], [1]),
        "np.correlate": lambda: np.correlate([1, 2], [1]),
    },
    "layers": {
        "F.relu": lambda: F.relu(IMAGES),
        "torch.relu": lambda: torch.relu(IMAGES),
        "Tensor.relu": lambda: IMAGES.relu(),
        "torch.relu_": lambda: torch.relu_(IMAGES.clone()),
        "nn.ReLU": lambda: nn.ReLU()(IMAGES),
        "F.relu6": lambda: F.relu6(IMAGES),
        "F.threshold": lambda: F.threshold(IMAGES, 0, 0),
        "F.max_pool2d": lambda: F.max_pool2d(IMAGES, 2),
        "nn.MaxPool2d": lambda: nn.MaxPool2d(2)(IMAGES),
        "F.adaptive_max_pool2d": lambda: F.adaptive_max_pool2d(IMAGES, 2),
        "F.linear": lambda: F.linear(torch.ones(1, 2), torch.ones(3, 2)),
        "nn.Linear": lambda: nn.Linear(2, 3)(torch.ones(1, 2)),
    },
}
ALLOWED = {
    "convolution": {
        "Tensor.unfold": lambda: IMAGES.unfold(2, 2, 1),
        "as_strided": lambda: IMAGES.as_strided((2, 2), (1, 1)),
        "sliding_window_view": lambda: np.lib.stride_tricks.sliding_window_view(np.ones(4), 2),
        "F.pad": lambda: F.pad(IMAGES, (1, 1)),
        "einsum": lambda: torch.einsum("ij,jk", torch.ones(2, 2), torch.ones(2, 2)),
        "matmul": lambda: torch.ones(2, 2) @ torch.ones(2, 2),
    },
    "layers": {
        "clamp": lambda: IMAGES.clamp(min=0),
        "maximum": lambda: torch.maximum(IMAGES, IMAGES),
        "where": lambda: torch.where(IMAGES > 0, IMAGES, IMAGES),
        "amax": lambda: IMAGES.amax(dim=1),
        "Tensor.unfold": lambda: IMAGES.unfold(2, 2, 1),
        "matmul": lambda: torch.ones(2, 2) @ torch.ones(2, 2),
    },
}


@pytest.mark.parametrize(
    ("family", "name"), [(family, name) for family, names in FORBIDDEN.items() for name in names]
)
def test_a_ready_made_operator_is_refused_with_its_name(family, name):
    with forbidding(family, []) as watch, pytest.raises(ForbiddenOperator) as caught:
        FORBIDDEN[family][name]()
    assert watch.caught == str(caught.value)
    assert FAMILIES[family][1] in watch.caught


@pytest.mark.parametrize(
    ("family", "name"), [(family, name) for family, names in ALLOWED.items() for name in names]
)
def test_what_the_exercise_allows_works(family, name):
    with forbidding(family, []) as watch:
        ALLOWED[family][name]()
    assert watch.caught is None


@pytest.mark.parametrize("family", FORBIDDEN)
def test_afterwards_everything_works_again(family):
    before = (torch.conv2d, F.relu, torch.Tensor.relu, F.unfold, np.convolve)
    with forbidding(family, []), pytest.raises(ForbiddenOperator):
        next(iter(FORBIDDEN[family].values()))()
    assert (torch.conv2d, F.relu, torch.Tensor.relu, F.unfold, np.convolve) == before
    for call in FORBIDDEN[family].values():
        call()


def test_catching_the_refusal_does_not_undo_it():
    with forbidding("layers", []) as watch:
        try:
            torch.relu(IMAGES)
        except Exception:
            IMAGES.clamp(min=0)
    assert watch.caught.startswith("relu was called: ")


def test_an_operator_of_another_library_is_told_with_its_module():
    with forbidding("convolution", []) as watch, pytest.raises(ForbiddenOperator):
        np.convolve([1, 2], [1])
    assert watch.caught.startswith("numpy.convolve was called: ")


def test_another_thread_is_watched_too():
    caught = []

    def call():
        try:
            torch.relu(IMAGES)
        except ForbiddenOperator as error:
            caught.append(error)

    with forbidding("layers", []) as watch:
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
    assert caught and watch.caught


def test_a_watch_that_is_switched_off_refuses_still():
    with forbidding("convolution", []) as watch, torch._C.DisableTorchFunction():
        with pytest.raises(ForbiddenOperator):
            torch.conv2d(IMAGES, WEIGHT)
        assert IMAGES.unfold(2, 2, 1).shape == (1, 1, 3, 4, 2)
    assert watch.caught
    with forbidding("layers", []), torch._C.DisableTorchFunction():
        with pytest.raises(ForbiddenOperator):
            IMAGES.relu()


def test_a_name_imported_before_is_refused_and_given_back():
    space = {"activation": torch.relu, "convolve": np.convolve, "torch": torch}
    with forbidding("layers", [space]) as watch:
        with pytest.raises(ForbiddenOperator):
            space["activation"](IMAGES)
        with pytest.raises(ForbiddenOperator):
            space["convolve"]([1], [1])
    assert watch.caught.startswith("numpy.convolve")
    assert space == {"activation": torch.relu, "convolve": np.convolve, "torch": torch}


def test_where_nothing_is_forbidden_nothing_is_watched():
    with forbidding(None, []) as watch:
        torch.relu(IMAGES)
    assert watch is None


A, B = torch.ones(2, 2), torch.ones(2, 2)
PRODUCTS = {
    "@": (lambda: A @ B, 1),
    "matmul": (lambda: torch.matmul(A, B), 1),
    "mm": (lambda: A.mm(B), 1),
    "bmm": (lambda: torch.bmm(A[None], B[None]), 1),
    "einsum": (lambda: torch.einsum("ij,jk->ik", A, B), 1),
    "tensordot": (lambda: torch.tensordot(A, B, 1), 1),
    "addmm": (lambda: torch.addmm(A, A, B), 1),
    "F.linear": (lambda: F.linear(A, B), 1),
    "two": (lambda: (A @ B) @ B, 2),
    "none": (lambda: (A[:, :, None] * B[None]).sum(1), 0),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_matrix_products_are_counted(name):
    call, count = PRODUCTS[name]
    with forbidding("convolution", []) as watch:
        call()
    assert watch.products == count


@pytest.mark.parametrize(
    ("name", "convolution", "layer"),
    [
        ("conv2d", True, False),
        ("_convolution", True, False),
        ("mkldnn_convolution", True, False),
        ("thnn_conv2d", True, False),
        ("im2col", True, False),
        ("relu", False, True),
        ("relu_", False, True),
        ("_relu", False, True),
        ("threshold_", False, True),
        ("fractional_max_pool2d", False, True),
        ("linear", False, True),
        ("bilinear", False, False),
        ("leaky_clamp", False, False),
        ("fold", False, False),
        ("pad", False, False),
    ],
)
def test_names_belong_to_a_family_or_to_none(name, convolution, layer):
    assert _is_convolution(name) == convolution and _is_ready_layer(name) == layer


def test_a_library_that_nobody_imported_is_not_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "cv2", raising=False)
    with forbidding("convolution", []):
        pass
    assert "cv2" not in sys.modules
