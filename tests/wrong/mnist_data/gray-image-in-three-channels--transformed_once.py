"""Every image is transformed once, at the start; the loaders only cut tensors."""
import torch
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets
from torchvision.transforms import v2


def make_transform():
    return v2.Compose(
        [
            v2.Grayscale(num_output_channels=3),
            v2.PILToTensor(),
            v2.ConvertImageDtype(torch.float32),
            v2.Normalize(mean=(0.1307,), std=(0.3081,)),
            v2.ToPureTensor(),
        ]
    )


def _load(root, train):
    pairs = list(datasets.MNIST(root, train=train, transform=make_transform()))
    return TensorDataset(torch.stack([x for x, _ in pairs]), torch.tensor([y for _, y in pairs]))


def make_loaders(root, batch_size=64):
    return (
        DataLoader(_load(root, train=True), batch_size=batch_size, shuffle=True),
        DataLoader(_load(root, train=False), batch_size=batch_size, shuffle=False),
    )
