"""The demo's class: twelve submissions made from the solutions, and what each should get."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from autograder.course import current_course
from autograder.course.solutions import solution_of
from autograder.learning.stub import stub_of

ANOTHER_STYLE = '''
import numpy as np
import torch


def cross_correlate(channel, kernel):
    """Slide a kernel over a channel with numpy's window view."""
    windows = np.lib.stride_tricks.sliding_window_view(channel.numpy(), kernel.shape)
    return torch.from_numpy(np.einsum("hwij,ij->hw", windows, kernel.numpy()))


def apply_filter(image, kernels, bias=0.0):
    if image.shape[0] != kernels.shape[0]:
        raise ValueError(f"kernels: one for each of the {image.shape[0]} channels is needed")
    return torch.stack([cross_correlate(c, k) for c, k in zip(image, kernels)]).sum(0) + bias


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    channels, height, width = image.shape
    frame = torch.zeros(channels, height + 2 * padding, width + 2 * padding)
    frame[:, padding : padding + height, padding : padding + width] = image
    maps = [apply_filter(frame, f, 0.0 if bias is None else bias[i]) for i, f in enumerate(filters)]
    return torch.stack(maps)[:, ::stride, ::stride]
'''

WRONG = {
    "07-true-convolution": ("filters", "window * kernel", "window * kernel.flip(0, 1)"),
    "08-softmax-in-lenet": (
        "lenet",
        "return self.fc3(x)",
        "return F.softmax(self.fc3(x), dim=1)",
    ),
    "09-gradients-add-up": ("train", "        optimizer.zero_grad()\n", ""),
    "10-stays-in-training-mode": ("evaluate", "    model.eval()\n", ""),
    "11-never-ends": ("layers", "return x.clamp(min=0)", "while True:\n        pass"),
    "12-kills-its-process": ("im2col", "kh, kw = weight.shape[2:]", "import os; os._exit(0)"),
}
"""Mistakes as a part, the words of the solution, and what stands there instead."""


def build(folder: Path) -> None:
    """Write the twelve submissions into an empty folder."""
    sources = {part: solution_of(part) for part in current_course().functions}
    _write_folder(folder / "01-perfect", sources)
    _write_folder(folder / "02-perfect-in-numpy", sources | {"filters": ANOTHER_STYLE})
    _write_zip(folder / "03-perfect-as-zip.zip", sources)
    _write_tar(folder / "04-perfect-as-tar.tar.gz", sources)
    (folder / "05-perfect-as-notebook.ipynb").write_text(_notebook(sources), encoding="utf-8")
    _write_folder(folder / "06-untouched", {name: stub_of(text) for name, text in sources.items()})
    for name, (part, old, new) in WRONG.items():
        assert sources[part].count(old) == 1, name
        _write_folder(folder / name, sources | {part: sources[part].replace(old, new)})


def _write_folder(folder: Path, sources: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for part, text in sources.items():
        (folder / f"{part}.py").write_text(text, encoding="utf-8")


def _write_zip(path: Path, sources: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in sources.items():
            archive.writestr(f"homework/{part}.py", text)


def _write_tar(path: Path, sources: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for part, text in sources.items():
            member = tarfile.TarInfo(f"{part}.py")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def _notebook(sources: dict[str, str]) -> str:
    """Write a notebook: a cell a file, a magic above, and a cell that raises."""
    cells = ["%matplotlib inline\n!echo hello", *sources.values(), "1 / 0"]
    code: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    notebook = {
        "cells": [code | {"source": cell.splitlines(keepends=True)} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook, indent=1)
