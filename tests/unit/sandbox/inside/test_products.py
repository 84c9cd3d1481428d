"""Matrix products are counted, and only those from which an answer comes."""

from __future__ import annotations

import pytest
import torch
from helpers import FUNCTIONS, write_files

from autograder.sandbox.inside.answering import Question, answer
from autograder.sandbox.inside.workspace import Workspace

FORBIDS = {"torch": "conv.*", "others": {}, "reason": "none of these"}
LOOPS = "sum(x[:, k, None] * w[None, k] for k in range(3))"
X, W = torch.randn(4, 3), torch.randn(3, 5)


@pytest.fixture
def counted(tmp_path):
    """Count the products of a function of two matrices whose body this is."""

    def count(body: str, in_proportion: bool = True) -> int:
        text = f"import numpy as np, torch\ndef linear(x, w):\n    {body}\n"
        folder = write_files(tmp_path / str(len(list(tmp_path.iterdir()))), {"layers.py": text})
        options = {"counts_products": True, "in_proportion": in_proportion}
        question = Question(("layers.linear",), (X, W), forbids=FORBIDS, **options)
        got = answer(question, Workspace.of_path(folder, FUNCTIONS))
        assert got.kind == "value", got
        return got.products

    return count


@pytest.mark.parametrize(
    "body",
    [
        *("return x @ w", "return torch.mm(x, w)", "return x.matmul(w)"),
        "return torch.nn.functional.linear(x, w.T)",
        "return torch.einsum('ik,kj->ij', x, w)",
        "return torch.addmm(torch.zeros(5), x, w)",
        "y = torch.empty(4, 5)\n    torch.mm(x, w, out=y)\n    return y",
        "return torch.zeros(4, 5).addmm_(x, w)",
        "return torch.bmm(x.T[:, :, None], w[:, None]).sum(0)",
        "y = x\n    y @= w\n    return y",
        "return torch.from_numpy(x.numpy() @ w.numpy())",
        "return torch.from_numpy(np.einsum('ik,kj->ij', x.numpy(), w.numpy()))",
        "a, y = x.numpy(), np.empty((4, 5), np.float32)\n    np.dot(a, w, out=y)\n    "
        "return torch.from_numpy(y)",
        "assert torch.allclose(y := x @ w, " + LOOPS + ", atol=1e-4)\n    return y",
    ],
)
def test_one_product_from_which_the_answer_comes(counted, body):
    assert counted(body) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"x @ w\n    return {LOOPS}",
        f"return {LOOPS} + 0 * (x @ w)",
        f"return {LOOPS} + 1e-6 * (x @ w)",
        f"return {LOOPS} + torch.zeros(4, 3) @ w",
        f"p = x @ w\n    return {LOOPS} + p - p",
        f"x.numpy() @ w.numpy()\n    return {LOOPS}",
        f"np.dot(x.numpy(), w.numpy())\n    return {LOOPS}",
        f"return {LOOPS}",
    ],
)
def test_a_product_beside_the_answer_is_none(counted, body):
    assert counted(body) == 0


def test_loops_over_products_are_many(counted):
    assert counted("return torch.stack([row @ w for row in x])") == 4
    assert (
        counted("w = w.numpy()\n    return torch.tensor(np.stack([r @ w for r in x.numpy()]))") == 4
    )


def test_where_something_is_added_they_are_only_counted(counted):
    assert counted("return x @ w + 3", in_proportion=False) == 1
    assert counted("return x @ w + 3") == 0
