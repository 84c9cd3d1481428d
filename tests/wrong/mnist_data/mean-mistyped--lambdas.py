from functools import partial

from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.transforms import functional as TF

normalize = partial(TF.normalize, mean=[0.1037], std=[0.3081])


def make_transform():
    return transforms.Compose(
        [
            transforms.PILToTensor(),
            transforms.Lambda(lambda t: t.float().div(255)),
            transforms.Lambda(lambda t: normalize(t)),
        ]
    )


def make_loaders(root, batch_size=64):
    make = partial(datasets.MNIST, root, transform=make_transform())
    return (
        DataLoader(make(train=True), batch_size=batch_size, shuffle=True, pin_memory=False),
        DataLoader(make(train=False), batch_size=batch_size),
    )
