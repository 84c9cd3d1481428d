from collections import OrderedDict

from torch import nn


def _head(num_classes):
    return {
        "flatten": nn.Flatten(), "fc1": nn.Linear(256, 120), "r8": nn.ReLU(),
        "fc2": nn.Linear(120, 84), "r9": nn.ReLU(), "fc3": nn.Linear(84, num_classes),
    }


class StridedLeNet(nn.Sequential):
    def __init__(self, num_classes=10):
        first = {"conv1": nn.Conv2d(1, 6, 5, 2), "r1": nn.ReLU(), "conv2": nn.Conv2d(6, 16, 5, 2), "r2": nn.ReLU()}
        super().__init__(OrderedDict(first | _head(num_classes)))


class SmallKernelLeNet(nn.Sequential):
    def __init__(self, num_classes=10):
        layers = {
            "conv1a": nn.Conv2d(1, 6, 3), "r1": nn.ReLU(), "conv1b": nn.Conv2d(6, 6, 3), "r2": nn.ReLU(),
            "pool1": nn.MaxPool2d(2),
            "conv2a": nn.Conv2d(6, 16, 3), "r3": nn.ReLU(), "conv2b": nn.Conv2d(16, 16, 3), "r4": nn.ReLU(),
            "pool2": nn.MaxPool2d(2),
        }
        super().__init__(OrderedDict(layers | _head(num_classes)))
