"""Convolves in the worker of a data loader, which waits for images since the file was loaded."""

import torch
from torch.utils.data import DataLoader, Dataset, Sampler

waiting = []


class Convolved(Dataset):
    def __getitem__(self, question):
        return torch.conv2d(*question)

    def __len__(self):
        return 10**6


class Questions(Sampler):
    def __init__(self):
        pass

    def __iter__(self):
        while True:
            yield waiting[0] if waiting else (torch.zeros(1, 1, 3, 3), torch.zeros(1, 1, 2, 2))

    def __len__(self):
        return 10**6


answers = iter(
    DataLoader(
        *(Convolved(), None), sampler=Questions(), num_workers=1, prefetch_factor=1
    )
)


def run(images, filters):
    waiting[:] = [(images.clone(), filters.clone())]
    next(answers)
    return next(answers)


def cross_correlate(channel, kernel):
    return run(channel[None, None], kernel[None, None])[0, 0]
