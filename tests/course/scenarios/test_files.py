"""Files that are written beside the learner's code, and read back by it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from helpers import module_beside

from autograder.checks.inputs import Draw

data, predict = module_beside("mnist_data", "scenarios"), module_beside("predict", "scenarios")
mnist_loaders, transformed = data.mnist_loaders, data.transformed
prediction, preprocessed = predict.prediction, predict.preprocessed
small_mnist = module_beside("mnist_data", "questions").small_mnist


def loaders_of(data, size):
    return [
        [
            (batch[:, None].float(), labels)
            for batch, labels in zip(part.data.split(size), part.targets.split(size))
        ]
        for part in data
    ]


def test_the_data_set_on_the_disk_is_mnists():
    arrays = small_mnist(Draw(1), 12, 7)

    def make_loaders(root, batch_size=4):
        from torchvision.datasets import MNIST

        return loaders_of([MNIST(root, train=True), MNIST(root, train=False)], batch_size)

    seen = mnist_loaders(make_loaders, arrays, 5, 2)
    assert [epoch["batch sizes"] for epoch in seen["training epochs"]] == [[5, 5, 2]] * 2
    assert [epoch["batch sizes"] for epoch in seen["test epochs"]] == [[5, 2]] * 2
    first = seen["test epochs"][0]
    assert torch.equal(first["images"][:, 0], arrays["test images"].float())
    assert torch.equal(first["labels"], arrays["test labels"].long())
    assert (
        mnist_loaders(make_loaders, arrays, None, 1)["training epochs"][0]["batch sizes"] == [4] * 3
    )


@pytest.mark.parametrize("given", [None, [1], (1, 2, 3), {1: 1, 2: 2}])
def test_what_is_not_two_loaders_is_told(given):
    with pytest.raises(ValueError, match="it should return two loaders"):
        mnist_loaders(lambda root: given, small_mnist(Draw(1), 10, 10), None, 1)


def small(loader, epochs=2):
    return mnist_loaders(lambda root: (loader, loader), small_mnist(Draw(1), 10, 10), None, epochs)


def test_a_loader_that_is_used_up_is_told_from_an_empty_one():
    batches = [(torch.ones(2, 1, 28, 28), torch.ones(2))]
    assert small(batches)
    with pytest.raises(ValueError, match="training loader yields nothing in epoch 2"):
        small(iter(batches))
    with pytest.raises(ValueError, match="training loader yields no batch at all"):
        small([])


@pytest.mark.parametrize("batch", [torch.ones(3, 2), 1, (1, 2, 3)])
def test_what_is_no_pair_is_no_batch(batch):
    kind = type(batch).__name__
    with pytest.raises(ValueError, match=f"yields a {kind} where a batch should be"):
        small([batch])


def test_what_cannot_be_called_is_no_transform():
    file = Draw(1).image_file("L", 28, 28)
    with pytest.raises(ValueError, match="returned a list; it should return something to call"):
        transformed(lambda: [abs], file)


def test_a_transform_gets_a_gray_picture():
    file = Draw(1).image_file("L", 28, 28)
    assert transformed(lambda: lambda image: (image.mode, image.size), file) == ("L", (28, 28))


@pytest.mark.parametrize(("as_text", "kind"), [(True, str), (False, Path)])
def test_a_path_is_given_as_text_or_as_a_path(as_text, kind):
    def read(path):
        return type(path) is str, Path(path).suffix, Path(path).read_bytes()

    assert preprocessed(read, b"abc", ".bmp", as_text) == (kind is str, ".bmp", b"abc")


@pytest.mark.parametrize("on_fake_device", [True, False])
def test_what_a_prediction_does_to_the_network_is_seen(on_fake_device):
    def careful(model, path):
        model.eval()
        with torch.no_grad():
            return int(
                model(torch.zeros(1, 1, 28, 28).to(next(model.parameters()).device)).argmax()
            )

    def careless(model, path):
        return int(model(torch.zeros(2, 1, 28, 28).to(next(model.parameters()).device)).sum() * 0)

    draw = Draw(1)
    weights, png = draw.tracing_weights(1, 28, 28, 10), draw.image_file("L", 28, 28)
    right = prediction(careful, weights, png, True, on_fake_device)
    wrong = prediction(careless, weights, png, False, on_fake_device)
    assert 0 <= right["class"] < 10
    assert (right["gradients recorded"], wrong["gradients recorded"]) == (False, True)
    name = "norm.running_mean"
    assert torch.equal(right["weights and statistics after"][name], weights[name])
    assert not torch.equal(wrong["weights and statistics after"][name], weights[name])
    guessed = prediction(lambda model, path: 3, weights, png, True, on_fake_device)
    assert (right["the network saw the image"], guessed["the network saw the image"]) == (
        True,
        False,
    )
