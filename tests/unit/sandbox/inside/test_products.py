"""Matrix products are counted, and only those from which an answer comes."""

from __future__ import annotations

import pytest
import torch
from helpers import FUNCTIONS, write_files

from autograder.sandbox.inside.answering import Answer, Question, answer
from autograder.sandbox.inside.workspace import Workspace

FORBIDS = {"torch": "conv.*", "others": {}, "reason": "none of these"}
LOOPS = "sum(x[:, k, None] * w[None, k] for k in range(3))"
X, W = torch.randn(4, 3), torch.randn(3, 5)


@pytest.fixture
def asked(tmp_path):
    """Ask a function of two matrices, whose body this is, and count its products."""

    def ask(body: str, in_proportion: bool = True, beside: str = "") -> Answer:
        text = f"import numpy as np, torch\ndef linear(x, w):\n    {body}\n"
        folder = write_files(
            tmp_path / str(len(list(tmp_path.iterdir()))), {"layers.py": text, "rows.py": beside}
        )
        options = {"counts_products": True, "in_proportion": in_proportion}
        question = Question(("layers.linear",), (X, W), forbids=FORBIDS, **options)
        got = answer(question, Workspace.of_path(folder, FUNCTIONS))
        assert got.kind == "value", got
        return got

    return ask


@pytest.fixture
def counted(asked):
    """Count the products of a function of two matrices whose body this is."""
    return lambda *args, **kwargs: asked(*args, **kwargs).products


@pytest.mark.parametrize(
    "body",
    [
        *("return x @ w", "return torch.mm(x, w)", "return x.matmul(w)"),
        "return torch.nn.functional.linear(x, w.T)",
        "return torch.einsum('ik,kj->ij', x, w)",
        "return torch.sparse.mm(x.to_sparse(), w)",
        "return torch.sparse.addmm(torch.zeros(4, 5), x.to_sparse_csr(), w)",
        "return torch.hspmm(x.to_sparse(), w).to_dense()",
        "return x.to_sparse() @ w",
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
        "y = torch.bmm(x.T[:, :, None], w[:, None]).sum(0)\n    "
        "assert torch.allclose(y, " + LOOPS + ", atol=1e-4)\n    return y",
        "x = torch.cat([x, x.new_ones(4, 1)], 1)\n    return x @ torch.cat([w, w.new_zeros(1, 5)])",
        "return (x.double() @ w.double()).float()",
        "return torch.baddbmm(torch.full((1, 4, 5), 7.5), x[None], w[None], beta=0)[0]",
        "y = x.new_zeros(6, 3)\n    y[1:5] = x\n    return (y @ w)[1:5]",  # of more than is needed
        "p = torch.einsum('ik,kj->kij', x, w)\n    return p[0] + p[1] + p[2]",  # shifted and added
        "p = torch.einsum('ik,lj->klij', x, w)\n    return p[0, 0] + p[1, 1] + p[2, 2]",
        "return (x @ w).numpy()",
        "return (x @ w).tolist()",
        "return x.numpy().dot(w.numpy())",
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
        f"return {LOOPS} @ torch.eye(5)",
        f"return torch.eye(4) @ ({LOOPS})",
        f"return torch.einsum('ij,ij->ij', {LOOPS}, torch.ones(4, 5))",
        f"return torch.addmm({LOOPS}, torch.zeros(4, 1), torch.zeros(1, 5))",
        f"return {LOOPS} / 2 @ (2 * torch.eye(5))",
        f"return {LOOPS} * (torch.ones(4, 1) @ torch.ones(1, 5))",
        f"return {LOOPS} * (torch.ones(1, 1) @ torch.ones(1, 1))",
        f"return torch.from_numpy(({LOOPS}).numpy() @ np.eye(5, dtype=np.float32))",
        f"return torch.from_numpy(np.dot(({LOOPS}).numpy(), np.eye(5, dtype=np.float32)))",
        f"return torch.from_numpy(({LOOPS}).numpy().dot(np.eye(5, dtype=np.float32)))",
        f"p = x[:1, :1] @ w[:1, :1]\n    assert torch.equal(p, x[:1, :1] * w[:1, :1])\n    "
        f"return {LOOPS}",
        f"p = torch.ones(1, 1) @ torch.ones(1, 1)\n    assert p == 1\n    return {LOOPS}",
        f"linear.calls = getattr(linear, 'calls', 0) + 1\n    torch.ones(1, 1) @ torch.ones(1, 1)"
        f"\n    return linear.calls * ({LOOPS})",
    ],
)
def test_a_product_beside_the_answer_is_none(counted, body):
    assert counted(body) == 0


def test_loops_over_products_are_many(counted):
    assert counted("return torch.stack([row @ w for row in x])") == 4
    assert (
        counted("w = w.numpy()\n    return torch.tensor(np.stack([r @ w for r in x.numpy()]))") == 4
    )


@pytest.mark.parametrize(
    "body",
    [
        *(
            "from rows import times\n    return times(x, w)",
            "import rows\n    return rows.times(x, w)",
        ),
        "from rows import times as product\n    return product(x, w)",
    ],
)
def test_a_product_in_a_file_of_its_own_is_one(asked, body):
    text = "import torch\ndef times(a, b):\n    return torch.from_numpy(a.numpy() @ b.numpy())\n"
    assert asked(body, beside=text).products == 1


def test_where_something_is_added_they_are_only_counted(counted):
    assert counted("return x @ w + 3", in_proportion=False) == 1
    assert counted("return x @ w + 3") == 0


DECOY = "torch.ones(1, 1) @ torch.ones(1, 1)"


@pytest.mark.parametrize(
    "body",
    [
        "linear.calls = getattr(linear, 'calls', 0) + 1\n    "
        f"product = {DECOY}\n    return {LOOPS} if linear.calls == 1 else product.expand(4, 5)",
        f"product = {DECOY}\n    return {LOOPS} if product == 1 else product.expand(4, 5)",
        f"x.numpy()\n    if x.sum() > 1e9:\n        return np.inner(x, w).dot\n    return {LOOPS}",
    ],
)
def test_code_that_notices_that_it_is_asked_again_is_in_doubt(asked, body):
    got = asked(body)
    assert got.products == 0 or got.doubted


@pytest.mark.parametrize(
    "body",
    [
        *("return x @ w", "return torch.from_numpy(x.numpy().dot(w.numpy()))"),
        "return torch.bmm(x.T[:, :, None], w[:, None]).sum(0)",
    ],
)
def test_what_is_made_of_the_products_numbers_is_in_no_doubt(asked, body):
    assert not asked(body).doubted
