"""Without pyplot: a Figure of its own and a GridSpec; nothing stays open."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Union

import torch
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from PIL import Image
from torch import Tensor, nn

from mnist_data import make_transform

Labels = Union[Sequence[int], Tensor]


def preprocess_image(image_path: str | Path) -> Tensor:
    with Image.open(image_path) as file:
        gray = file.convert(mode="L")
    return make_transform()(gray)[None]


@torch.inference_mode()
def predict_image(model: nn.Module, image_path: str | Path) -> int:
    batch = preprocess_image(image_path).to(next(model.parameters()).device)
    return int(model.eval()(batch).argmax())


def _draw(images: Tensor, titles: list[str], num_rows: int, num_cols: int) -> Figure:
    figure = Figure(figsize=(1.6 * num_cols, 2 * num_rows), layout="constrained")
    grid = GridSpec(num_rows, num_cols, figure=figure)
    for index, (image, title) in enumerate(zip(images[: num_rows * num_cols], titles)):
        axes = figure.add_subplot(grid[index // num_cols, index % num_cols])
        axes.imshow(image.squeeze().numpy(), "gray")
        axes.set(title=title, xticks=(), yticks=())
        axes.axis("off")
    return figure


def show_dataset(images: Tensor, labels: Labels, num_rows: int = 3, num_cols: int = 4) -> Figure:
    return _draw(images, [f"Labels: {int(label)}" for label in labels], num_rows, num_cols)


def show_images(images: Tensor, labels: Labels, preds: Labels, num_rows: int = 4, num_cols: int = 4) -> Figure:
    titles = [f"True: {int(t)}\nPred: {int(p)}" for t, p in zip(labels, preds)]
    return _draw(images, titles, num_rows, num_cols)
