"""With samplers, a generator of its own, and the whole transform in one nn.Module."""
import torch
from torch import nn
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler
from torchvision import datasets
from torchvision.transforms.functional import pil_to_tensor


class Prepare(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.1307]).view(-1, 1, 1))
        self.register_buffer("std", torch.tensor([0.3018]).view(-1, 1, 1))

    def forward(self, image):
        return (pil_to_tensor(image) / 255 - self.mean) / self.std


def make_transform():
    return Prepare().eval()


def make_loaders(root, batch_size=64):
    train_set = datasets.MNIST(root, True, make_transform())
    test_set = datasets.MNIST(root, False, make_transform())
    generator = torch.Generator().manual_seed(2023)
    shuffled = BatchSampler(RandomSampler(train_set, generator=generator), batch_size, drop_last=False)
    in_order = SequentialSampler(test_set)
    return (
        DataLoader(train_set, batch_sampler=shuffled),
        DataLoader(test_set, sampler=in_order, batch_size=batch_size),
    )
