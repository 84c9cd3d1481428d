"""transforms.v2; the result is a tv_tensors.Image, which is a tensor."""
from __future__ import annotations

import os

import torch
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from torchvision.transforms import v2

MEAN, STD = [0.1307], [0.3081]


def make_transform() -> v2.Transform:
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize(STD, MEAN)])


def make_loaders(root: str | os.PathLike[str], batch_size: int = 64) -> tuple[DataLoader, DataLoader]:
    def loader(train: bool) -> DataLoader:
        dataset = MNIST(root, train=train, transform=make_transform())
        return DataLoader(dataset, batch_size=batch_size, shuffle=train, drop_last=False)

    return loader(True), loader(False)
