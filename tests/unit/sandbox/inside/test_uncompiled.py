"""torch's compiler, which nobody waits for, and code that is left as it was written."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from autograder.checks.questions import questions
from autograder.checks.sides import InProcess
from autograder.sandbox.inside.uncompiled import leave_uncompiled


def test_what_is_compiled_runs_as_it_was_written():
    leave_uncompiled()
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


BEGIN = """
import sys, torch
from autograder.sandbox.inside.uncompiled import leave_uncompiled
leave_uncompiled()
leave_uncompiled()  # as every workspace does
import torchvision
from torchvision.transforms import v2
def imported():
    return "torch._dynamo.convert_frame" in sys.modules
"""
LEARNING = """
import copy, inspect
from torch.utils.data import DataLoader, TensorDataset
model = torch.nn.Linear(2, 1)
for make in (torch.optim.SGD, torch.optim.Adam):
    optimizer = make(model.parameters(), lr=0.1)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    for (batch,) in DataLoader(TensorDataset(torch.ones(4, 2)), batch_size=2):
        optimizer.zero_grad()
        model(batch).sum().backward()
        optimizer.step()
    schedule.step()
    optimizer.load_state_dict(copy.deepcopy(optimizer.state_dict()))
inspect.getmodule(inspect.currentframe())
assert not imported()
"""
WANTED = {
    "a name": "assert torch._dynamo.explain and torch._dynamo.utils.counters is not None",
    "a part": """
import torch._dynamo.config as config
assert config is torch._dynamo.config is sys.modules["torch._dynamo.config"] and config.disable
""",
    "the whole": "import torch._dynamo\nassert torch._dynamo.reset",
    "torch.compile": "torch.compile(torch.nn.Linear(2, 1))(torch.ones(1, 2))",
    "torchvision": """
assert torchvision.ops.roi_align(torch.ones(1, 1, 4, 4), [torch.ones(1, 4)], 2).shape[2:] == (2, 2)
from torchvision.ops import roi_align
assert sys.modules[roi_align.__module__].is_compile_supported("cpu")
""",
}


@pytest.mark.parametrize(
    "wanted", [pytest.param(w, marks=() if w == "a part" else pytest.mark.long) for w in WANTED]
)
def test_the_compiler_is_imported_when_somebody_wants_it_and_not_before(wanted):
    again = "optimizer.step()\nassert imported()\n"
    text = f"{BEGIN}{LEARNING}{WANTED[wanted]}\n{again}"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
