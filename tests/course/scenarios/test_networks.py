"""The networks that stand in for a learner's show what is done to them."""

from __future__ import annotations

import pytest
import torch
from helpers import module_beside
from torch import nn

from autograder.checks.inputs import Draw
from autograder.checks.sides import InProcess
from autograder.course.reference import solution_of
from autograder.sandbox.inside.networks import TracingNet, gradients, state

evaluation = module_beside("evaluate", "scenarios").evaluation
training = module_beside("train", "scenarios").training
lenet = module_beside("lenet", "scenarios")
lenet_logits, lenet_parameters = lenet.lenet_logits, lenet.lenet_parameters


@pytest.fixture
def draw():
    return Draw(1)


def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    for images, labels in dataloader:
        optimizer.zero_grad()
        device = next(model.parameters()).device
        loss = criterion(model(images.to(device)), labels.to(device))
        loss.backward()
        optimizer.step()
        for callback in callbacks or []:
            callback()


def trained(draw, function=train, **changes):
    options = {
        "weights": draw.tracing_weights(2, 5, 4, 3),
        "images": draw.normal(7, 2, 5, 4),
        "labels": draw.labels(7, 3),
        "batch_size": 3,
        "class_weights": torch.tensor([1.0, 2.0, 3.0]),
        **{"lr": 0.1, "momentum": 0.5, "callbacks": 2, "on_fake_device": False},
        **{"mode_before": False, "gradients_before": True},
    }
    return training(function, **{**options, **changes})


def network_of(source):
    return InProcess.of_reference({"lenet": source}).function("lenet.LeNet")


def same_states(one, other):
    return all(torch.equal(one[name], other[name]) for name in one)


def test_a_probe_holds_the_weights_given_and_shows_its_mode(draw):
    weights = draw.tracing_weights(2, 5, 4, 3)
    probe, images = TracingNet(weights), draw.normal(4, 2, 5, 4)
    assert same_states(state(probe), weights)
    assert probe(images).shape == (4, 3)
    assert not torch.equal(probe.train()(images), probe.eval()(images))


def test_a_probe_notes_whether_gradients_were_recorded(draw):
    probe, images = TracingNet(draw.tracing_weights(1, 5, 4, 3)).eval(), draw.normal(1, 1, 5, 4)
    probe(images)
    with torch.no_grad():
        probe(images)
    assert probe.recorded == [True, False]


def test_a_state_is_a_copy(draw):
    probe = TracingNet(draw.tracing_weights(1, 5, 4, 3))
    before = state(probe)
    with torch.no_grad():
        probe.fc.bias.add_(1)
    assert not torch.equal(before["fc.bias"], probe.fc.bias)
    assert gradients(probe) == dict.fromkeys(name for name, _ in probe.named_parameters())


def test_callbacks_are_called_after_each_batch_with_the_weights_of_then(draw):
    seen = trained(draw)
    after = seen["weights at each callback"]
    assert len(after) == 2 * 3  # two callbacks, three batches
    assert torch.equal(after[0], after[1]) and not torch.equal(after[0], after[2])
    assert torch.equal(after[-1], seen["weights after the epoch"]["fc.bias"])


def test_without_callbacks_none_are_given(draw):
    seen = trained(draw, lambda a, b, c, d: train(a, b, c, d), callbacks=None)
    assert len(seen["weights at each callback"]) == 0


def test_a_model_elsewhere_is_trained_alike(draw):
    here, there = trained(Draw(1)), trained(Draw(1), on_fake_device=True)
    assert same_states(here["weights after the epoch"], there["weights after the epoch"])


def slips(name):
    def slipped(model, dataloader, criterion, optimizer, callbacks=None):
        if name != "evaluation mode":
            model.train()
        for images, labels in dataloader:
            if name != "gradients kept":
                optimizer.zero_grad()
            criterion(model(images), labels).backward()
            optimizer.step()

    return slipped


@pytest.mark.parametrize("name", ["evaluation mode", "gradients kept"])
def test_slips_of_a_training_loop_show_in_the_weights(name):
    right, wrong = trained(Draw(1)), trained(Draw(1), slips(name))
    assert not same_states(right["weights after the epoch"], wrong["weights after the epoch"])


def test_a_model_that_was_not_used_before_begins_in_training_mode_without_gradients(draw):
    def look(model, dataloader, criterion, optimizer, callbacks=None):
        assert model.training and all(p.grad is None for p in model.parameters())

    trained(draw, look, mode_before=True, gradients_before=False)


def evaluated(function, **changes):
    draw = Draw(1)
    options = {
        "weights": draw.tracing_weights(2, 5, 4, 3),
        "images": draw.normal(7, 2, 5, 4),
        "labels": draw.labels(7, 3),
        **{"batch_size": 3, "chosen": [0, 1, 2, 3, 4], "verbose": False, "recording": True},
        **{"training_before": True, "on_fake_device": False},
    }
    return evaluation(function, **{**options, **changes})


def test_what_an_evaluation_does_beside_counting_is_seen():
    def careless(model, dataloader, verbose=True):
        for images, _ in dataloader:
            model(images)
        torch.set_grad_enabled(False)
        print("done")
        return 50.0

    seen = evaluated(careless)
    assert seen["percentage"] == 50.0
    assert seen["gradients recorded during evaluation"]
    assert not seen["gradients recorded afterwards"]
    assert seen["something is printed"]
    assert not evaluated(careless, verbose=True)["something is printed"]
    assert torch.is_grad_enabled()


def test_an_evaluation_that_leaves_all_as_it_was_shows_nothing():
    def careful(model, dataloader, verbose=True):
        model.eval()
        with torch.no_grad():
            count = sum(len(model(images)) for images, _ in dataloader)
        return float(count)

    seen = evaluated(careful)
    assert seen["percentage"] == 5.0
    assert not seen["gradients recorded during evaluation"]
    assert seen["gradients recorded afterwards"] and not seen["something is printed"]
    assert same_states(seen["weights and statistics after"], Draw(1).tracing_weights(2, 5, 4, 3))
    assert not evaluated(careful, recording=False)["gradients recorded afterwards"]


class Small(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.fc3 = nn.Linear(4, num_classes)

    def forward(self, x):
        return self.fc3(x)


class Frozen(Small):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.fc3.bias.requires_grad_(False)


def test_parameters_are_listed_by_shape():
    seen = lenet_parameters(Small, 3)
    assert seen["state dict"] == {"fc3.weight": (3, 4), "fc3.bias": (3,)}
    assert seen["there are parameters"] and seen["outputs of the last layer"] == [3]
    assert seen["parameters that are not trained"] == []
    assert lenet_parameters(Frozen, None)["parameters that are not trained"] == ["fc3.bias"]
    assert not lenet_parameters(nn.Identity, None)["there are parameters"]


def test_logits_are_asked_with_the_weights_given(draw):
    weights = {"fc3.weight": draw.normal(2, 4), "fc3.bias": draw.normal(2)}
    images = draw.normal(3, 4)
    seen = lenet_logits(Small, weights, images, False)
    assert torch.allclose(seen["logits"], images @ weights["fc3.weight"].T + weights["fc3.bias"])
    assert "gradients" not in seen
    seen = lenet_logits(Small, weights, images, True)
    assert seen["gradients"]["fc3.weight"].shape == (2, 4)


def test_a_layer_of_another_width_gets_what_fits_and_zeros(draw):
    images = draw.normal(3, 4)
    weights = {"fc3.weight": draw.normal(2, 3), "fc3.bias": draw.normal(2)}
    seen = lenet_logits(Small, weights, images, False)
    expected = images[:, :3] @ weights["fc3.weight"].T + weights["fc3.bias"]
    assert torch.allclose(seen["logits"], expected)
    weights["fc3.weight"] = draw.normal(2, 5)
    seen = lenet_logits(Small, weights, images, False)
    expected = images @ weights["fc3.weight"][:, :4].T + weights["fc3.bias"]
    assert torch.allclose(seen["logits"], expected)


def test_where_the_parameters_are_others_only_their_shapes_come_back(draw):
    weights = {"fc3.weight": draw.normal(2, 4, 1), "fc3.bias": draw.normal(2)}
    seen = lenet_logits(Small, weights, draw.normal(3, 4), False)
    shapes = {"fc3.weight": (2, 4), "fc3.bias": (2,)}
    assert seen == {"parameters": shapes, "shape of the logits": (3, 2)}
    seen = lenet_logits(Small, weights, draw.normal(3, 6), False)
    assert seen["shape of the logits"] == "an error"


@pytest.mark.parametrize(
    ("layer", "when"),
    [
        (lambda x: x, False),
        (torch.nn.functional.dropout, "at each call"),
        (lambda x: x - x.mean(dim=0), "beside other images"),
        (lambda x: 2 * x, True),
    ],
)
def test_it_is_told_when_logits_are_other_ones_in_training_mode(draw, layer, when):
    class Net(Small):
        def forward(self, x):
            return self.fc3(layer(x) if self.training else x)

    weights = {"fc3.weight": draw.normal(2, 4), "fc3.bias": draw.normal(2)}
    seen = lenet_logits(Net, weights, draw.normal(3, 4), True)
    assert seen["logits differ in training mode"] == when


def test_a_train_without_callbacks_fails_only_where_they_are_asked(draw):
    def without(model, dataloader, criterion, optimizer):
        train(model, dataloader, criterion, optimizer)

    due = trained(draw, callbacks=1)["weights after the epoch"]
    assert same_states(trained(Draw(1), without, callbacks=1)["weights after the epoch"], due)
    with pytest.raises(TypeError):
        trained(Draw(1), without, callbacks=2)


def test_a_first_step_on_the_second_of_two_equal_batches_is_the_same(draw):
    def late(model, dataloader, criterion, optimizer, callbacks=None):
        train(model, list(dataloader)[1:], criterion, optimizer, callbacks)

    twice = module_beside("train", "questions").an_epoch_of_one_batch_twice
    due, got = (
        training(each, **twice(Draw(1)))["weights after the first step"] for each in (train, late)
    )
    assert same_states(due, got)


@pytest.mark.parametrize(
    ("old", "new"), [("(1, 6,", "(3, 6,"), ("(256, 120)", "(254, 120)"), ("(120, 84)", "(84, 120)")]
)
def test_sizes_of_layers_are_not_asked_where_their_order_is(draw, old, new):
    asks, source = module_beside("lenet", "questions"), solution_of("lenet")
    weights, images = asks.lenet_weights(draw, 10), draw.normal(2, 1, 28, 28)
    source = source.replace("16 * 4 * 4", "256")
    assert old in source
    due, got = (
        lenet_logits(network_of(text), weights, images, False)
        for text in (source, source.replace(old, new))
    )
    assert torch.allclose(due["logits"], got["logits"])


def test_what_a_network_holds_besides_is_not_taken_for_its_last_layer():
    class Network(network_of(solution_of("lenet"))):
        def __init__(self, num_classes=10):
            super().__init__(num_classes)
            self.spare = nn.Linear(3, 2)

    assert lenet_parameters(Network, 4)["outputs of the last layer"] == [4]
