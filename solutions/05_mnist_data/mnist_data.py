"""Exercise 5: from image files to batches."""

from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def make_transform():
    """Return a callable that turns an image into the tensor that the network reads.

    PIL image of mode "L", 28x28 -> tensor (1, 28, 28), scaled to [0, 1] and then normalised
    with MNIST's mean 0.1307 and standard deviation 0.3081.
    """
    # BEGIN SOLUTION
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
    # END SOLUTION


def make_loaders(root, batch_size=64):
    """Return the training loader and the test loader for the MNIST files at `root`.

    Both apply `make_transform()` and yield every image once per epoch, including the last,
    smaller batch. The training loader shuffles, the test loader does not.
    """
    # BEGIN SOLUTION
    transform = make_transform()
    train_set = datasets.MNIST(root, train=True, download=False, transform=transform)
    test_set = datasets.MNIST(root, train=False, download=False, transform=transform)
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader
    # END SOLUTION
