"""Exercise 5: from image files to batches."""

from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def make_transform():
    """Make the callable that turns an image into what the network reads.

    PIL image of mode "L", 28x28 -> tensor (1, 28, 28), scaled to [0, 1] and then normalised
    by MNIST's mean 0.1307 and standard deviation 0.3081.
    """
    raise NotImplementedError


def make_loaders(root, batch_size=64):
    """Make the training and the test loader, in this order, of the MNIST files at `root`.

    Both apply `make_transform()` and give every image once an epoch, the smaller last batch
    included. The training loader shuffles, the test loader does not.
    """
    raise NotImplementedError
