"""Train the small network that exercise 3 prunes; it is written beside this file.

One convolutional layer of 8 filters and one fully connected layer, trained on the MNIST images
of the data set. The numbers are float16: on every machine the same, to the bit.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from reader import NETWORK, load

MNIST5K = Path(__file__).parents[4] / "data" / "mnist5k"
FILTERS, SIZE, CLASSES = 8, 5, 10
FEATURES = FILTERS * 6 * 6
EPOCHS, BATCH, LR, MOMENTUM, DECAY = 12, 32, 0.02, 0.9, 1e-3


def main() -> None:
    """Train, and write the weights by their names."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    data = load(MNIST5K)
    images = torch.from_numpy(data["train_images"]).float().div(255).sub(0.1307).div(0.3081)
    labels = torch.from_numpy(data["train_labels"]).long()
    conv, fc = torch.nn.Conv2d(1, FILTERS, SIZE), torch.nn.Linear(FEATURES, CLASSES)
    parameters = [*conv.parameters(), *fc.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=LR, momentum=MOMENTUM, weight_decay=DECAY)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(labels)).split(BATCH):
            maps = F.max_pool2d(F.relu(conv(images[batch].unsqueeze(1))), 4)
            optimizer.zero_grad()
            F.cross_entropy(fc(maps.flatten(1)), labels[batch]).backward()
            optimizer.step()
    named = {"conv.weight": conv.weight, "conv.bias": conv.bias}
    named |= {"fc.weight": fc.weight, "fc.bias": fc.bias}
    halves = {name: value.detach().half().numpy() for name, value in named.items()}
    np.savez(NETWORK, **halves)


if __name__ == "__main__":
    main()
