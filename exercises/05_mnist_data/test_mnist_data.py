"""Checks of exercise 5."""

import torch

from autograder.checks import points


def first_training_epoch(answer):
    """The training images and labels in an order that does not depend on the shuffling."""
    epoch = answer["training epochs"][0]
    flat = epoch["images"].reshape(len(epoch["images"]), -1).double()
    order = torch.argsort(flat @ torch.linspace(1, 2, flat.shape[1], dtype=torch.float64))
    return {
        "training images": epoch["images"][order],
        "training labels": epoch["labels"][order],
    }


def test_set(answer):
    """The test images and labels as they come."""
    return {
        "test images": answer["test epochs"][0]["images"],
        "test labels": answer["test epochs"][0]["labels"],
    }


test_set.__test__ = False


def batch_sizes(answer):
    """How many images each batch holds."""
    return {
        "training batches": answer["training epochs"][0]["batch sizes"],
        "test batches": answer["test epochs"][0]["batch sizes"],
    }


def orders(answer):
    """Whether the images come in the same order in two epochs."""
    (one, two), (three, four) = answer["training epochs"], answer["test epochs"]
    return {
        "training images come in another order each epoch": not torch.equal(
            one["labels"], two["labels"]
        ),
        "test images come in the same order each epoch": torch.equal(
            three["images"], four["images"]
        ),
    }


@points(2)
def test_the_transform_scales_and_normalises(ask, draw):
    ask.transformed(draw.image_file())
    ask.transformed(draw.image_file())


@points(2)
def test_the_training_loader_gives_every_training_image(ask, draw):
    ask.comparing(first_training_epoch).mnist_loaders(draw.mnist(70, 30), 16, 1)


@points(2)
def test_the_test_loader_gives_the_test_images_in_order(ask, draw):
    ask.comparing(test_set).mnist_loaders(draw.mnist(40, 37), 8, 1)


@points(1)
def test_batches_have_the_size_asked_for_and_the_last_one_is_kept(ask, draw):
    ask.comparing(batch_sizes).mnist_loaders(draw.mnist(50, 29), 12, 1)
    ask.comparing(batch_sizes).mnist_loaders(draw.mnist(150, 70), None, 1)


@points(1)
def test_only_the_training_images_are_shuffled(ask, draw):
    ask.comparing(orders).mnist_loaders(draw.mnist(120, 40), 32, 2)
