"""What is imported beforehand is what a text names."""

from __future__ import annotations

import pytest

from autograder.sandbox.libraries import slow_libraries


@pytest.mark.parametrize(
    ("text", "libraries"),
    [
        (b"import torch", ()),
        (b"import torch.optim as optim", ()),
        (b"net = torch.compile(net)", ("torch._dynamo.eval_frame",)),
        (b'"source": ["import matplotlib.pyplot as plt\\n"]', ("matplotlib.pyplot",)),
        (b"from torchvision import datasets", ("torchvision", "torchvision.transforms.v2")),
        (b"\x80\x81PIL\xff", ("PIL.Image",)),
    ],
)
def test_a_library_is_found_by_its_name_in_whatever_was_handed_in(text, libraries):
    assert slow_libraries([b"", text, b"import torch"]) == libraries


def test_each_is_named_once():
    assert slow_libraries([b"import PIL", b"import PIL, torchvision"]) == (
        *("torchvision", "torchvision.transforms.v2", "PIL.Image"),
    )
