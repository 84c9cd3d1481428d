import torch
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.transforms import *


def make_transform():
    # 设置归一化
    return Compose([ToTensor(), Normalize((0.1307,), (0.3081,))])


def make_loaders(root, batch_size=64):
    transform = make_transform()
    # 获取数据集 (download=True does nothing where the files are there)
    train_dataset = datasets.MNIST(root=root, train=True, download=True, transform=transform)
    test_dataset = datasets.MNIST(root=root, train=False, download=True, transform=transform)
    # 设置DataLoader
    train_loader = DataLoader(train_dataset, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_dataset, batch_size=batch_size, shuffle=False)
    print("train:", len(train_dataset), "test:", len(test_dataset))
    return train_loader, test_loader
