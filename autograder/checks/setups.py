"""What scenarios set up beside the learner's code, in a few words each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from autograder.core.languages import _

Arguments = dict[str, Any]


def batches(of: Arguments) -> str:
    """Tell of `images` in batches of `batch_size`."""
    images = of["images"]
    return _(
        "{count} images of shape {shape} in batches of {size}",
        count=len(images),
        shape=tuple(images.shape[1:]),
        size=of["batch_size"],
    )


def network(weights: Mapping[str, Any]) -> str:
    """Tell the layers of a TracingNet: how many parameters and classes it has can be counted."""
    filters, channels, height, width = weights["conv.weight"].shape
    classes, features = weights["fc.weight"].shape
    kernel = f"({height}, {width})"
    return layers(
        f"Conv2d({channels}, {filters}, {kernel})",
        f"BatchNorm2d({filters})",
        f"Linear({features}, {classes})",
    )


def layers(*written: str) -> str:
    """Tell the layers of a network, written as in code."""
    return _("the network's layers: {layers}", layers=" → ".join(written))


def on_fake_device(of: Arguments) -> Iterator[str]:
    """Say that the network is on another device, where it is."""
    if of.get("on_fake_device"):
        yield _("the network is on another device than the images")


def image(file: bytes) -> str:
    """Tell of an image file."""
    with Image.open(io.BytesIO(file)) as image:
        width, height = image.size
        return _(
            "an image of {width} x {height}, {mode}", width=width, height=height, mode=image.mode
        )
