"""Checks of exercise 5."""

import pytest
import torch

from autograder.checks import beside, points

small_mnist = beside(__file__, "questions").small_mnist

WHICH = pytest.mark.parametrize("which", ["training", "test"])


def images_of(epoch):
    """The images, each stretched from 0 to 1: which ones they are, however they were normalised."""
    images = epoch["images"].double()
    images = images if images.ndim > 3 else images[:, None]  # the channel may be missing
    flat = images.flatten(2).mean(dim=1)
    low, high = flat.amin(dim=1, keepdim=True), flat.amax(dim=1, keepdim=True)
    return (flat - low) / (high - low)


def whole(labels):
    """Whether labels can be positions: cross-entropy reads fractions in another way."""
    return {"labels are whole numbers": not labels.is_floating_point()}


def first_training_epoch(answer):
    """The training images and labels in an order that does not depend on the shuffling."""
    epoch = answer["training epochs"][0]
    images = images_of(epoch)
    order = torch.argsort(images @ torch.linspace(1, 2, images.shape[1], dtype=torch.float64))
    labels = epoch["labels"]
    return {"training images": images[order], "training labels": labels[order]} | whole(labels)


def test_set(answer):
    """The test images and labels as they come."""
    epoch = answer["test epochs"][0]
    labels = epoch["labels"]
    return {"test images": images_of(epoch), "test labels": labels} | whole(labels)


test_set.__test__ = False


def pixel_range(answer):
    """The values of a black and of a white pixel, and the shape of an image.

    Both pixels occur in every data set that is drawn.
    """
    (epochs,) = answer.values()
    images = epochs[0]["images"]
    pixels = {"black pixels": images.min(), "white pixels": images.max()}
    return pixels | {"shape of an image": tuple(images.shape[1:])}


def batch_sizes(answer):
    """How many images each batch holds."""
    (epochs,) = answer.values()
    return {"sizes of the batches": epochs[0]["batch sizes"]}


def as_returned(answer):
    """Whether the loaders are returned at all, whatever they yield."""
    return () if isinstance(answer, dict) else answer


def _classes(labels):
    """Return one number for each label, whatever form the labels have."""
    rows = labels.reshape(len(labels), -1).double()
    return rows @ torch.arange(1, rows.shape[1] + 1, dtype=torch.float64)


def _contents(epoch, size):
    """Return what the first batch holds in whatever order: of each image its sum and its class."""
    sums = epoch["images"][:size].reshape(size, -1).double().sum(dim=1)
    return (sums * 100 + _classes(epoch["labels"][:size])).sort().values


def orders(answer):
    """Whether the images come in the same order in two epochs, and in the same batches."""
    ((one, two),) = answer.values()
    same = one["images"].shape == two["images"].shape and torch.equal(one["labels"], two["labels"])
    size = one["batch sizes"][0]
    first, then = (_contents(epoch, size) for epoch in (one, two))
    return {
        "images come in the same order each epoch": same,
        "the first batch holds the same images each epoch": torch.allclose(first, then),
    }


@points(3.25)
def test_the_transform_scales_and_normalises(ask, draw):
    # So often that what changes an image at random changes one of them.
    for _image in range(8):
        ask.transformed(draw.image_file("L", 28, 28))


@points(0.75)
def test_the_transform_returns_a_float_tensor(ask, draw):
    ask.in_form().transformed(draw.image_file("L", 28, 28))


@points(0.5)
def test_the_training_loader_yields_every_training_image(ask, draw):
    ask.projected(first_training_epoch).mnist_loaders(small_mnist(draw, 70, 30), 16, 1, "training")


@points(0.75)
def test_the_test_loader_yields_the_test_images_in_order(ask, draw):
    ask.projected(test_set).mnist_loaders(small_mnist(draw, 40, 37), 8, 1, "test")


@WHICH
@points(0.5)
def test_both_loaders_apply_the_transform(ask, draw, which):
    ask.projected(pixel_range).mnist_loaders(small_mnist(draw, 40, 40), 8, 1, which)


@WHICH
@points(1)
def test_batches_have_the_requested_size_and_the_last_one_is_kept(ask, draw, which):
    ask.projected(batch_sizes).mnist_loaders(small_mnist(draw, 80, 80), 12, 1, which)
    ask.projected(batch_sizes).mnist_loaders(small_mnist(draw, 150, 150), None, 1, which)


@WHICH
@points(1)
def test_only_the_training_images_are_shuffled(ask, draw, which):
    ask.projected(orders).mnist_loaders(small_mnist(draw, 120, 120), 32, 2, which)


@points(0.25)
def test_the_two_loaders_are_returned(ask, draw):
    asks = ask.projected(as_returned).in_form()
    asks.mnist_loaders(small_mnist(draw, 20, 20), 8, 1, "test")
