"""Scenarios of exercise 5: a small MNIST to load, and an image to transform."""

from __future__ import annotations

import io
import struct
import tempfile
from pathlib import Path
from typing import Any

import torch

IDX_NAMES = {
    "train images": "train-images-idx3-ubyte",
    "train labels": "train-labels-idx1-ubyte",
    "test images": "t10k-images-idx3-ubyte",
    "test labels": "t10k-labels-idx1-ubyte",
}


def mnist_loaders(
    make_loaders: Any,
    arrays: dict[str, torch.Tensor],
    batch_size: int | None,
    epochs: int,
    which: str = "both",
) -> dict[str, Any]:
    """Write a small data set in MNIST's layout and go through the learner's loaders.

    `which` of them is read: the `training` or the `test` loader, or both.
    """
    with tempfile.TemporaryDirectory() as root:
        raw = Path(root) / "MNIST" / "raw"
        raw.mkdir(parents=True)
        for name, file in IDX_NAMES.items():
            _write_idx(raw / file, arrays[name])
        loaders = make_loaders(root) if batch_size is None else make_loaders(root, batch_size)
        if not isinstance(loaders, tuple | list) or len(loaders) != 2:
            is_one = not isinstance(loaders, tuple | list)
            what = f"a {type(loaders).__name__}" if is_one else f"{len(loaders)} values"
            raise ValueError(
                f"make_loaders returned {what}; it should return two loaders: training, test"
            )
        return {
            f"{name} epochs": [_epoch(name, loader, number) for number in range(epochs)]
            for name, loader in zip(("training", "test"), loaders)
            if which in (name, "both")
        }


def _epoch(name: str, loader: Any, number: int) -> dict[str, Any]:
    batches = [_pair(name, batch) for batch in loader]
    if not batches and number:
        raise ValueError(f"the {name} loader yields nothing in epoch {number + 1}")
    if not batches:
        raise ValueError(f"the {name} loader yields no batch at all")
    if not all(isinstance(labels, torch.Tensor) and labels.ndim for _, labels in batches):
        kind = type(loader).__name__
        raise ValueError(f"a {kind} yields single images; a loader should yield batches of them")
    return {
        "batch sizes": [len(labels) for _, labels in batches],
        "images": torch.cat([images for images, _ in batches]),
        "labels": torch.cat([labels for _, labels in batches]),
    }


def _pair(name: str, batch: Any) -> tuple[Any, Any]:
    """Take a batch apart, whatever holds its images and its labels."""
    try:
        images, labels = batch
    except (TypeError, ValueError):
        kind = type(batch).__name__
        raise ValueError(
            f"the {name} loader yields a {kind} where a batch should be: images, labels"
        ) from None
    return images, labels


def _write_idx(path: Path, array: torch.Tensor) -> None:
    """Write uint8 numbers in the IDX format, as MNIST's own files are."""
    start = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    path.write_bytes(start + array.numpy().tobytes())


def transformed(make_transform: Any, png: bytes) -> Any:
    """Apply the learner's transform to one image."""
    from PIL import Image

    transform = make_transform()
    if transform is not None and not callable(transform):
        kind = type(transform).__name__
        raise ValueError(f"make_transform returned a {kind}; it should return something to call")
    return transform(Image.open(io.BytesIO(png)))
