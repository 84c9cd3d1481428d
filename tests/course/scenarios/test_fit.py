"""The course of epochs that `fit` is led through, and what is read of it."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch
from helpers import module_beside
from torch import nn

scenarios = module_beside("fit", "scenarios")
_lines, _read, fit_run = scenarios._lines, scenarios._read, scenarios.fit_run

WEIGHT = torch.arange(6.0).reshape(2, 3) / 10
STEPS = torch.tensor([[[1.0, 2, 3], [4, 5, 6]], [[2.0, 0, 1], [0, 1, 0]], [[1.0, 1, 1], [1, 1, 1]]])


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", **do):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    best, kept, kept_gradients = None, {}, {}
    for epoch in range(1, num_epoch + 1):
        do["train"](model, train_loader, nn.CrossEntropyLoss(), optimizer)
        accuracy = do["evaluate"](model, test_loader)
        if best is None or accuracy > best:
            best = accuracy
            kept = {name: value.clone() for name, value in model.state_dict().items()}
            named = model.named_parameters()
            kept_gradients = {name: p.grad.clone() for name, p in named if p.grad is not None}
        print(f"Epoch {epoch} Accuracy {accuracy:.2f}% / Best Accuracy: {best:.2f}%")
    model.load_state_dict(kept)
    torch.save(kept, f"{out_dir}/model.pt")
    torch.save(kept_gradients, f"{out_dir}/model_gradients.pt")
    return best


def seen_of(function=fit, in_place=True, folder="str"):
    options = {"num_epoch": 3, "lr": 0.1, "momentum": 0.0}
    accuracies = [40.0, 70.0, 70.0]
    return fit_run(
        function,
        weight=WEIGHT,
        steps=STEPS,
        accuracies=accuracies,
        options=options,
        folder=folder,
        in_place=in_place,
    )


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize("folder", ["str", "Path", "either"])
def test_a_right_fit_keeps_the_first_best_epoch(in_place, folder):
    seen = seen_of(in_place=in_place, folder=folder)
    assert seen["best accuracy"] == 70.0
    assert seen["lines printed"] == [
        "Epoch 1 Accuracy 40.00% / Best Accuracy: 40.00%",
        "Epoch 2 Accuracy 70.00% / Best Accuracy: 70.00%",
        "Epoch 3 Accuracy 70.00% / Best Accuracy: 70.00%",
    ]
    assert seen["each epoch goes on from the one before"]
    assert seen["one optimizer for all epochs"]
    assert seen["settings of the optimizer"][0]["type"] == "SGD"
    assert seen["settings of the optimizer"][0]["lr"] == 0.1
    for place in ("weights in model.pt", "weights left in the model"):
        assert seen[f"epoch of the {place}"] == 2, place
    assert seen["epoch of the gradients in model_gradients.pt"] == 2
    assert seen["files in the requested folder"] == ["model.pt", "model_gradients.pt"]
    assert seen["files in the current folder"] == []


def test_what_is_written_besides_the_two_files_does_not_show():
    def logging(model, train_loader, test_loader, **rest):
        Path("train.log").write_text("epoch 1", encoding="utf-8")
        (Path(rest["out_dir"]) / "history").mkdir()
        return fit(model, train_loader, test_loader, **rest)

    seen = seen_of(logging)
    assert seen["files in the requested folder"] == ["model.pt", "model_gradients.pt"]
    assert seen["files in the current folder"] == []


def test_swapped_loaders_show():
    def swapped(model, train_loader, test_loader, **rest):
        return fit(model, test_loader, train_loader, **rest)

    right = "train on the training images, evaluate on the test images"
    wrong = "train on the test images, evaluate on the training images"
    assert seen_of()["calls of train and evaluate"] == [right] * 3
    assert seen_of(swapped)["calls of train and evaluate"] == [wrong] * 3


def test_an_evaluation_on_the_training_images_beside_the_other_is_no_mistake():
    def both(model, train_loader, test_loader, **rest):
        def evaluate(model, loader):
            rest["evaluate"](model, train_loader, verbose=False)
            return rest["evaluate"](model, loader)

        return fit(model, train_loader, test_loader, **{**rest, "evaluate": evaluate})

    right = "train on the training images, evaluate on the test images"
    assert seen_of(both)["calls of train and evaluate"] == [right] * 3


def test_weights_that_are_put_back_between_two_epochs_show():
    def put_back(model, *loaders, **rest):
        first = copy.deepcopy(model.state_dict())

        def train(model, *others):
            model.load_state_dict(first)
            rest["train"](model, *others)

        return fit(model, *loaders, **{**rest, "train": train})

    assert not seen_of(put_back)["each epoch goes on from the one before"]


def test_a_state_dict_inside_another_dict_is_told_as_that():
    def wrapped(model, *loaders, out_dir, **rest):
        torch.save({"epoch": 1, "model": model.state_dict()}, f"{out_dir}/model.pt")
        return 1.0

    assert "inside the dict" in seen_of(wrapped)["epoch of the weights in model.pt"]


def test_an_evaluation_before_the_training_gives_what_untrained_weights_reach():
    def hasty(model, train_loader, test_loader, **rest):
        return rest["evaluate"](model, test_loader)

    assert seen_of(hasty)["best accuracy"] == 12.5


def test_files_that_stray_are_named():
    def stray(model, *loaders, **rest):
        torch.save({}, "model.pt")
        return 1.0

    seen = seen_of(stray)
    assert seen["files in the current folder"] == ["model.pt"]
    assert seen["files in the requested folder"] == [] and seen["settings of the optimizer"] == []
    assert seen["epoch of the weights in model.pt"] == "it is in the current folder"
    assert seen["epoch of the gradients in model_gradients.pt"] == "there is no such file"


def test_what_is_kept_under_other_names_or_otherwise_is_of_no_epoch():
    def renamed(model, *loaders, out_dir, **rest):
        fit(model, *loaders, out_dir=out_dir, **rest)
        kept = {f"{name}.grad": p.grad for name, p in model.named_parameters()}
        torch.save(kept, f"{out_dir}/model_gradients.pt")
        torch.save({n: p.half() for n, p in model.state_dict().items()}, f"{out_dir}/model.pt")
        return 1.0

    seen = seen_of(renamed)
    assert seen["epoch of the gradients in model_gradients.pt"] == "under other names"
    assert seen["epoch of the weights in model.pt"] == "of no epoch"


@pytest.mark.parametrize(
    ("kept", "told"),
    [(lambda p: p.detach().clone(), "they are weights"), (lambda p: -p.grad, "of no epoch")],
)
def test_weights_in_place_of_gradients_are_told_from_other_numbers(kept, told):
    def otherwise(model, *loaders, out_dir, **rest):
        fit(model, *loaders, out_dir=out_dir, **rest)
        numbers = {name: kept(p) for name, p in model.named_parameters()}
        torch.save(numbers, f"{out_dir}/model_gradients.pt")
        return 1.0

    assert seen_of(otherwise)["epoch of the gradients in model_gradients.pt"] == told


def test_two_optimizers_show():
    def twice(model, train_loader, test_loader, **rest):
        kept = [torch.optim.SGD(model.parameters(), lr=0.1) for _ in range(2)]
        for optimizer in kept:
            rest["train"](model, train_loader, nn.CrossEntropyLoss(), optimizer)

    assert not seen_of(twice)["one optimizer for all epochs"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "Epoch 1 Accuracy 95.07% / Best Accuracy: 95.10%",
            "Epoch 1 Accuracy 95.07% / Best Accuracy: 95.10%",
        ),
        (
            "Epoch12 Accuracy 5.00% / Best Accuracy: 5.00%",
            "Epoch 12 Accuracy 5.00% / Best Accuracy: 5.00%",
        ),
        (
            "  Epoch 1 Accuracy 1.00% / Best Accuracy: 1.00%  ",
            "Epoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
        ),
        (
            "\rEpoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
            "Epoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
        ),
        (
            "Epoch  1 Accuracy 1.00% / Best Accuracy: 1.00%",
            "Epoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
        ),
        (
            "Epoch 1 begins\nEpoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
            "Epoch 1 Accuracy 1.00% / Best Accuracy: 1.00%",
        ),
        ("Epoch 1 Accuracy 95.1% / Best Accuracy: 95.1%",) * 2,
        ("Epoch 1 Accuracy 0.95 / Best Accuracy: 0.95",) * 2,
        ("Epoch 1: 95.07%",) * 2,
    ],
)
def test_epoch_lines_are_read_in_the_form_asked_for_and_kept_in_another(printed, read):
    assert _lines(f"words\n{printed}\nmore words") == [read]


@pytest.mark.parametrize(
    ("content", "read"),
    [(b"words", str), (b"", str), ({"a": torch.ones(1)}, dict), (torch.ones(1), torch.Tensor)],
)
def test_a_file_is_read_as_tensors_by_name_or_told_of(tmp_path, content, read):
    path = tmp_path / "model.pt"
    path.write_bytes(content) if isinstance(content, bytes) else torch.save(content, path)
    assert type(_read(path)) is read


def test_a_fit_that_trains_by_another_train_is_judged_by_what_it_keeps():
    def own_train(model, loader, criterion, optimizer):
        for rows, labels in loader:
            optimizer.zero_grad()
            criterion(model(rows), labels).backward()
            optimizer.step()

    seen = seen_of(lambda *loaders, **do: fit(*loaders, **do | {"train": own_train}))
    assert seen["calls of train and evaluate"] == [] == seen["settings of the optimizer"]
    assert seen["best accuracy"] == 70.0
    assert seen["epoch of the weights in model.pt"] == 2
    assert seen["epoch of the gradients in model_gradients.pt"] == 2


def test_a_network_that_is_not_trained_has_the_accuracy_of_before():
    def no_train(*_):
        """Train nothing."""

    seen = seen_of(lambda *loaders, **do: fit(*loaders, **do | {"train": no_train}))
    assert seen["epoch of the weights in model.pt"] != 2
    assert seen["best accuracy"] != 70.0
