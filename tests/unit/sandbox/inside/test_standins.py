"""Stand-ins for what the grading process has not."""

from __future__ import annotations

import torch

from autograder.checks.questions import questions
from autograder.checks.sides import InProcess
from autograder.sandbox.inside import standins


def test_what_is_compiled_runs_as_it_was_written():
    standins.leave_uncompiled()
    ran = []

    @torch.compile
    def twice(x):
        ran.append(type(x))  # a compiler would leave this out, or stop here
        return 2 * x

    assert twice(torch.ones(2)).tolist() == [2, 2]
    twice(torch.ones(2))
    assert ran == [torch.Tensor] * 2
    compiled = torch.compile(torch.nn.Linear(2, 1))
    assert compiled(torch.ones(1, 2)).shape == (1, 1)
    assert set(compiled.state_dict()) == {"_orig_mod.weight", "_orig_mod.bias"}


def test_what_is_compiled_hides_no_operator(tmp_path):
    question = questions()["relu"].question((torch.tensor([[1.0, -2.0]]),), {}, 1)
    for made, kind in (("torch.relu", "forbidden"), ("lambda x: x.clamp(min=0)", "value")):
        text = f"import torch\n\nrelu = torch.compile({made})\n"
        (tmp_path / "layers.py").write_text(text, encoding="utf-8")
        assert InProcess.of_path(tmp_path).answer(question).kind.value == kind
