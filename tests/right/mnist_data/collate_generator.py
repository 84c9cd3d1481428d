import random

import numpy as np
import torch
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from torchvision.transforms import v2

MEAN, STD = 0.1307, 0.3081


def make_transform():
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize([MEAN], [STD])])


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    np.random.seed(worker_seed)
    random.seed(worker_seed)


def collate(batch):
    images, labels = zip(*batch)
    return torch.stack(images), torch.as_tensor(labels)


def make_loaders(root, batch_size=64):
    g = torch.Generator()
    g.manual_seed(0)
    common = dict(batch_size=batch_size, collate_fn=collate, worker_init_fn=seed_worker)
    train_ds, test_ds = (MNIST(root=root, train=flag, transform=make_transform()) for flag in (True, False))
    return (
        DataLoader(train_ds, shuffle=True, generator=g, **common),
        DataLoader(test_ds, **common),
    )
