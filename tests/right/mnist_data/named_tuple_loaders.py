from typing import NamedTuple

import torch
from PIL import Image
from torch import nn
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler
from torchvision.datasets import MNIST
from torchvision.transforms import functional as TF


class Loaders(NamedTuple):
    train: DataLoader
    test: DataLoader


class _Transform(nn.Module):
    def forward(self, img: Image.Image) -> torch.Tensor:
        x = TF.pil_to_tensor(img).float() / 255.0
        return TF.normalize(x, [0.1307], [0.3081])


def make_transform() -> nn.Module:
    return nn.Sequential(_Transform())


class Digits(Dataset):
    def __init__(self, root, train):
        self._mnist = MNIST(root, train=train)
        self._transform = make_transform()

    def __len__(self):
        return self._mnist.data.shape[0]

    def __getitem__(self, i):
        pixels = Image.fromarray(self._mnist.data[i].numpy())
        return self._transform(pixels), int(self._mnist.targets[i])


def make_loaders(root: str, batch_size: int = 64) -> Loaders:
    train = Digits(root, True)
    batches = BatchSampler(RandomSampler(train), batch_size, drop_last=False)
    return Loaders(train=DataLoader(train, batch_sampler=batches), test=DataLoader(Digits(root, False), batch_size=batch_size))
