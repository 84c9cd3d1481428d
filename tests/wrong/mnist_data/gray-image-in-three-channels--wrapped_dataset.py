"""A data set of my own around torchvision's, with the label as a tensor."""
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


def make_transform():
    to_tensor, normalize = transforms.ToTensor(), transforms.Normalize(mean=[0.1307] * 3, std=[0.3081] * 3)

    def transform(image):
        return normalize(to_tensor(image.convert("RGB")))

    return transform


class Digits(Dataset):
    def __init__(self, root, train, transform):
        raw = datasets.MNIST(root, train=train, download=False)
        self.pixels, self.targets = raw.data.numpy(), raw.targets
        self.transform = transform

    def __len__(self):
        return len(self.targets)

    def __getitem__(self, index):
        return self.transform(Image.fromarray(self.pixels[index])), self.targets[index]


def collate(samples):
    images, labels = zip(*samples)
    return torch.stack(images), torch.stack(labels)


def make_loaders(root, batch_size=64):
    transform = make_transform()
    train_loader = DataLoader(Digits(root, True, transform), batch_size, shuffle=True, collate_fn=collate)
    test_loader = DataLoader(Digits(root, False, transform), batch_size, shuffle=False, collate_fn=collate)
    return train_loader, test_loader
