"""Forbidden operators are refused while the learner's function runs, and only then."""

from __future__ import annotations

import functools
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.checks.questions import questions
from autograder.sandbox.inside.forbidding import forbidding
from autograder.sandbox.inside.operators import ForbiddenOperator, is_named


class Noting(TorchDispatchMode):
    """Notes the operators that reach it."""

    def __init__(self, seen: list) -> None:
        super().__init__()
        self.seen = seen

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.seen.append(func)
        return func(*args, **(kwargs or {}))


IMAGES, WEIGHT = torch.ones(1, 1, 4, 4), torch.ones(1, 1, 2, 2)
FORBIDS = {"convolution": questions()["im2col"].forbids, "layers": questions()["relu"].forbids}
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
    with forbidding(FORBIDS[family], []) as watch, pytest.raises(ForbiddenOperator) as caught:
        FORBIDDEN[family][name]()
    assert str(watch.caught) == str(caught.value)
    assert FORBIDS[family]["reason"] in str(watch.caught)


@pytest.mark.parametrize(
    ("family", "name"), [(family, name) for family, names in ALLOWED.items() for name in names]
)
def test_what_the_exercise_allows_works(family, name):
    with forbidding(FORBIDS[family], []) as watch:
        ALLOWED[family][name]()
    assert watch.caught is None


@pytest.mark.parametrize("family", FORBIDDEN)
def test_afterwards_everything_works_again(family):
    before = (torch.conv2d, F.relu, torch.Tensor.relu, F.unfold, np.convolve)
    with forbidding(FORBIDS[family], []), pytest.raises(ForbiddenOperator):
        next(iter(FORBIDDEN[family].values()))()
    assert (torch.conv2d, F.relu, torch.Tensor.relu, F.unfold, np.convolve) == before
    for call in FORBIDDEN[family].values():
        call()


def test_catching_the_refusal_does_not_undo_it():
    with forbidding(FORBIDS["layers"], []) as watch:
        try:
            torch.relu(IMAGES)
        except Exception:
            IMAGES.clamp(min=0)
    assert str(watch.caught).startswith("relu was called: ")


def test_an_operator_of_another_library_is_told_with_its_module():
    with forbidding(FORBIDS["convolution"], []) as watch, pytest.raises(ForbiddenOperator):
        np.convolve([1, 2], [1])
    assert str(watch.caught).startswith("numpy.convolve was called: ")


def test_an_operator_that_was_put_aside_is_refused():
    kept = functools.partial(np.correlate, mode="valid")
    for call in (lambda: kept([1, 2], [1]), lambda: np.poly1d([1, 2]) * np.poly1d([1, 3])):
        with forbidding(FORBIDS["convolution"], []), pytest.raises(ForbiddenOperator):
            call()
        call()


@pytest.fixture
def late(tmp_path, monkeypatch):
    """A library that is imported by a function only, and a helper that takes a name from it."""
    (tmp_path / "late_library.py").write_text("def filtered(x): return x")
    (tmp_path / "late_helper.py").write_text("from late_library import filtered")
    monkeypatch.syspath_prepend(tmp_path)
    yield {**FORBIDS["layers"], "others": {"late_library": ["filtered"]}}
    for name in ("late_library", "late_helper"):
        sys.modules.pop(name, None)


def test_a_library_that_a_function_imports_is_watched(late):
    before = list(sys.meta_path)
    for _ in range(2):  # when it is imported, and when it is there
        with forbidding(late, []), pytest.raises(ForbiddenOperator):
            from late_library import filtered

            filtered(1)
    import late_library

    assert late_library.filtered(1) == 1 and sys.meta_path == before
    assert type(late_library.__loader__).__name__ == "SourceFileLoader"


def test_what_was_imported_meanwhile_works_when_the_watch_is_over(late):
    with forbidding(late, []):
        import late_helper
    assert late_helper.filtered(1) == 1


def test_another_thread_is_watched_too():
    caught = []

    def call():
        try:
            torch.relu(IMAGES)
        except ForbiddenOperator as error:
            caught.append(error)

    with forbidding(FORBIDS["layers"], []) as watch:
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
    assert caught and watch.caught


def test_a_watch_that_is_switched_off_refuses_still():
    with forbidding(FORBIDS["convolution"], []) as watch, torch._C.DisableTorchFunction():
        with pytest.raises(ForbiddenOperator):
            torch.conv2d(IMAGES, WEIGHT)
        assert IMAGES.unfold(2, 2, 1).shape == (1, 1, 3, 4, 2)
    assert watch.caught
    with forbidding(FORBIDS["layers"], []), torch._C.DisableTorchFunction():
        with pytest.raises(ForbiddenOperator):
            IMAGES.relu()


def test_a_name_imported_before_is_refused_and_given_back():
    space = {"conv": torch.conv2d, "convolve": np.convolve, "torch": torch}
    with forbidding(FORBIDS["convolution"], [space]) as watch:
        with pytest.raises(ForbiddenOperator):
            space["conv"](IMAGES, WEIGHT)
        with pytest.raises(ForbiddenOperator):
            space["convolve"]([1], [1])
    assert str(watch.caught).startswith("numpy.convolve")
    assert space == {"conv": torch.conv2d, "convolve": np.convolve, "torch": torch}


@functools.cache
def scripted(function):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.jit.script(function)


def ops():
    """Import what takes seconds to import."""
    import torchvision.ops

    return torchvision.ops


@pytest.fixture(scope="module")
def made_before():
    """Make what learner code has at hand before it is watched."""
    ops(), scripted(_relu), scripted(_linear), scripted(_clamp)


def in_a_thread(call):
    """Call in a thread and raise what it raised."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()


def _relu(x):
    return torch.relu(x)


def _linear(x):
    return F.linear(x, torch.ones(4, 4))


def _clamp(x):
    return torch.clamp(x, min=0.0)


BOX = torch.tensor([[0.0, 0.0, 0.0, 3.0, 3.0]])
DISGUISED = {
    "convolution": {
        "deform_conv2d": lambda: ops().deform_conv2d(IMAGES, torch.zeros(1, 8, 3, 3), WEIGHT),
        "an operator of aten": lambda: torch.ops.aten.conv2d(IMAGES, WEIGHT),
        "an operator in a thread": lambda: in_a_thread(
            lambda: torch.ops.aten.conv2d(IMAGES, WEIGHT)
        ),
        "aten's im2col": lambda: torch.ops.aten.im2col(IMAGES, [2, 2], [1, 1], [0, 0], [1, 1]),
        "its gradient": lambda: torch.nn.grad.conv2d_weight(IMAGES, (1, 1, 3, 3), WEIGHT),
        "vmap": lambda: torch.vmap(lambda image: F.conv2d(image[None], WEIGHT))(IMAGES),
        "what it wraps": lambda: getattr(F.conv2d, "__wrapped__", F.conv2d)(IMAGES, WEIGHT),
    },
    "layers": {
        "leaky_relu": lambda: F.leaky_relu(IMAGES, 0.0),
        "hardtanh": lambda: F.hardtanh(IMAGES, 0.0, 1e30),
        "elu": lambda: F.elu(IMAGES, 0.0),
        "celu": lambda: F.celu(IMAGES, 1e-9),
        "prelu": lambda: F.prelu(IMAGES, torch.zeros(1)),
        "rrelu": lambda: F.rrelu(IMAGES, 0.0, 0.0),
        "softplus": lambda: F.softplus(IMAGES, 1e6),
        "bilinear": lambda: F.bilinear(torch.ones(1, 1), torch.ones(1, 2), torch.ones(3, 1, 2)),
        "roi_pool": lambda: ops().roi_pool(IMAGES, BOX, 2),
        "adaptive_avg_pool2d": lambda: F.adaptive_avg_pool2d(IMAGES, 2),
        "scripted": lambda: scripted(_relu)(IMAGES),
        "scripted, in a thread": lambda: in_a_thread(lambda: scripted(_relu)(IMAGES)),
        "scripted linear": lambda: scripted(_linear)(IMAGES),
    },
}


@pytest.mark.parametrize(
    ("family", "name"), [(family, name) for family, names in DISGUISED.items() for name in names]
)
def test_what_does_the_same_is_refused_whatever_its_name(made_before, family, name):
    with forbidding(FORBIDS[family], []) as watch, pytest.raises((ForbiddenOperator, RuntimeError)):
        DISGUISED[family][name]()
    assert FORBIDS[family]["reason"] in str(watch.caught)


def test_a_scripted_function_of_allowed_operators_works(made_before):
    with forbidding(FORBIDS["layers"], []) as watch:
        assert torch.equal(scripted(_clamp)(IMAGES), IMAGES)
    assert watch.caught is None


A, B = torch.ones(2, 2), torch.ones(2, 2)


def by_numpy():
    return torch.from_numpy(A.numpy() @ B.numpy())


def by_a_helper():
    return [by_numpy() for _ in range(1)]


def by_numpy_without():
    return torch.from_numpy((A.numpy()[:, :, None] * B.numpy()[None]).sum(1))


def at_without_numpy():
    return A @ B if A.sum() < 0 else A


PRODUCTS = {
    "@": (lambda: A @ B, 1),
    "matmul": (lambda: torch.matmul(A, B), 1),
    "mm": (lambda: A.mm(B), 1),
    "bmm": (lambda: torch.bmm(A[None], B[None]), 1),
    "einsum": (lambda: torch.einsum("ij,jk->ik", A, B), 1),
    "einsum by numbers": (lambda: torch.einsum(A, [0, 1], B, [1, 2], [0, 2]), 1),
    "einsum of one": (lambda: torch.einsum("ij->ji", A), 0),
    "tensordot": (lambda: torch.tensordot(A, B, 1), 1),
    "addmm": (lambda: torch.addmm(A, A, B), 1),
    "addmm_": (lambda: A.clone().addmm_(A, B), 1),
    "baddbmm": (lambda: torch.baddbmm(A[None], A[None], B[None]), 1),
    "addbmm": (lambda: torch.addbmm(A, A[None], B[None]), 1),
    "inner": (lambda: torch.inner(A, B), 1),
    "mv": (lambda: A.mv(B[0]), 1),
    "F.linear": (lambda: F.linear(A, B), 1),
    "two": (lambda: (A @ B) @ B, 2),
    "a loop": (lambda: [a @ B for a in A], 2),
    "none": (lambda: (A[:, :, None] * B[None]).sum(1), 0),
    "np.matmul": (lambda: np.matmul(A.numpy(), B.numpy()), 1),
    "np.dot": (lambda: np.dot(A.numpy(), B.numpy()), 1),
    "np.tensordot": (lambda: np.tensordot(A.numpy(), B.numpy(), 1), 1),
    "np.einsum": (lambda: np.einsum("ij,jk->ik", A.numpy(), B.numpy()), 1),
    "np.einsum of one": (lambda: np.einsum("ij->ji", A.numpy()), 0),
    "@ of arrays, which only the code shows": (by_numpy, 1),
    "@ in a function that is called": (by_a_helper, 1),
    "arrays without a product": (by_numpy_without, 0),
    "a product that is not computed": (at_without_numpy, 0),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_matrix_products_are_counted(name):
    call, count = PRODUCTS[name]
    with forbidding(FORBIDS["convolution"], []) as watch:
        call()
    assert watch.products.count(call) == count


def test_products_of_numpy_are_counted_under_the_learners_own_name():
    space = {"times": np.matmul}
    with forbidding(FORBIDS["convolution"], [space]) as watch:
        space["times"](A.numpy(), B.numpy())
    assert watch.products.count(None) == 1 and space["times"] is np.matmul


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
        ("bilinear", False, True),
        ("upsample_bilinear2d", False, False),
        ("deform_conv2d", True, False),
        ("convert_element_type", False, False),
        ("leaky_relu", False, True),
        ("leaky_clamp", False, False),
        ("fold", False, False),
        ("pad", False, False),
    ],
)
def test_names_belong_to_a_family_or_to_none(name, convolution, layer):
    found = {family: is_named(f["torch"], name) for family, f in FORBIDS.items()}
    assert found == {"convolution": convolution, "layers": layer}


def test_a_library_that_nobody_imported_is_not_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "cv2", raising=False)
    with forbidding(FORBIDS["convolution"], []):
        pass
    assert "cv2" not in sys.modules


@pytest.mark.parametrize("what", FORBIDS)
def test_a_plain_step_is_not_taken_to_pieces(what):
    seen = []
    with forbidding(FORBIDS[what], [{}]) as watch:
        assert watch.steps
        with Noting(seen):
            (IMAGES[0, 0, 1:3] * 2.0).sum()
    assert not seen


@pytest.mark.parametrize("what", FORBIDS)
def test_what_is_called_like_a_plain_step_is_looked_at(what):
    def add(images):
        if torch.overrides.has_torch_function((images,)):
            return torch.overrides.handle_torch_function(add, (images,), images)
        return F.hardtanh(torch._VF.conv2d(images, WEIGHT))

    with pytest.raises(ForbiddenOperator), forbidding(FORBIDS[what], [{}]):
        add(IMAGES)


class Posing:
    """What says that it is a plain step, and computes what is forbidden."""

    __name__ = "add"

    def __init__(self, step: object) -> None:
        self.step = step

    def __hash__(self) -> int:
        return hash(self.step)

    def __eq__(self, other: object) -> bool:
        return other is self.step

    def __call__(self, images: torch.Tensor) -> torch.Tensor:
        return F.hardtanh(torch._VF.conv2d(images, WEIGHT))


@pytest.mark.parametrize("what", FORBIDS)
def test_what_says_that_it_equals_a_plain_step_is_looked_at(what):
    with pytest.raises(ForbiddenOperator), forbidding(FORBIDS[what], [{}]):
        torch.overrides.handle_torch_function(Posing(torch.add), (IMAGES,), IMAGES)


class Indexed:
    """An index whose own code computes what is forbidden."""

    def __index__(self) -> int:
        F.hardtanh(torch._VF.conv2d(IMAGES, WEIGHT))
        return 0


@pytest.mark.parametrize("what", FORBIDS)
@pytest.mark.parametrize("index", [slice(Indexed(), 1), (0, slice(Indexed(), 1))])
def test_an_index_with_code_of_its_own_is_looked_at(what, index):
    with pytest.raises(ForbiddenOperator), forbidding(FORBIDS[what], [{}]):
        IMAGES[index]


def test_where_a_step_is_forbidden_every_step_is_looked_at():
    forbids = {"reason": "", "torch": "^select$", "others": {}}
    with pytest.raises(ForbiddenOperator), forbidding(forbids, [{}]):
        IMAGES[0]


@pytest.mark.parametrize("what", FORBIDS)
def test_a_hook_that_saves_what_a_step_computed_is_looked_at(what):
    """Where gradients are recorded a plain step runs code of the learner's."""

    def pack(tensor):
        return F.hardtanh(torch._VF.conv2d(IMAGES, WEIGHT))

    weight = torch.ones(2, requires_grad=True)
    hooks = torch.autograd.graph.saved_tensors_hooks(pack, lambda packed: packed)
    with pytest.raises(ForbiddenOperator), forbidding(FORBIDS[what], [{}]), hooks:
        weight * weight
