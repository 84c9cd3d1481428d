"""The libraries that take a second to import: imported once where something names them."""

from __future__ import annotations

from collections.abc import Iterable

SLOW = {
    b"torchvision": ("torchvision", "torchvision.transforms.v2"),
    b"matplotlib": ("matplotlib.pyplot",),
    b"PIL": ("PIL.Image",),
    b"torch.compile": ("torch._dynamo.eval_frame",),
}
"""What to import where a text has these bytes."""


def slow_libraries(texts: Iterable[bytes]) -> tuple[str, ...]:
    """Return the modules to import beforehand for code with these texts.

    A text that only seems to name a library costs the time of its import and nothing else.
    """
    named = {word for text in texts for word in SLOW if word in text}
    return tuple(module for word in SLOW if word in named for module in SLOW[word])
