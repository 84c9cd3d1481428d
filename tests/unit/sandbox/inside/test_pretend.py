"""The pretended second device behaves as a real one does where it matters."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from autograder.sandbox.inside.pretend import ELSEWHERE, fake_device, moved, real_device

X = torch.arange(6.0).reshape(2, 3)


@pytest.fixture
def model():
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)).eval()


def test_the_models_tensors_say_that_they_are_elsewhere(model):
    with fake_device(model):
        assert {p.device for p in model.parameters()} == {ELSEWHERE}
        assert {b.device for b in model.buffers()} == {ELSEWHERE}
        assert X.device == torch.device("cpu")
    assert {p.device for p in model.parameters()} == {torch.device("cpu")}


def test_images_that_were_not_carried_are_refused(model):
    with (
        fake_device(model),
        pytest.raises(RuntimeError, match="same device, but found at least two"),
    ):
        model(X)


def test_images_that_follow_the_model_give_the_same_numbers(model):
    expected = model(X)
    with fake_device(model):
        got = model(X.to(next(model.parameters()).device))
        assert got.device == ELSEWHERE
        assert torch.equal(got.cpu(), expected)


def test_images_that_are_handed_over_by_name_are_refused_too(model):
    with fake_device(model), pytest.raises(RuntimeError, match="at least two"):
        torch.add(input=X, other=model[0].weight)


def _filled(there, x):
    there[:] = x
    return there


CARRIED = {
    "device": lambda x, like: x.to(ELSEWHERE),
    "text": lambda x, like: x.to("xpu:1"),
    "keyword": lambda x, like: x.to(device=ELSEWHERE),
    "the kind alone": lambda x, like: x.to(like.device.type),
    "another tensor": lambda x, like: x.to(like),
    "another tensor's type": lambda x, like: x.type_as(like),
    "a copy into a new one": lambda x, like: like.new_empty(x.shape).copy_(x),
    "into places of a new one": lambda x, like: _filled(like.new_empty(x.shape), x),
    "device and dtype": lambda x, like: x.to(ELSEWHERE, torch.float32),
    "dtype and keyword": lambda x, like: x.to(dtype=torch.float32, device=ELSEWHERE),
}


@pytest.mark.parametrize("way", CARRIED)
def test_every_way_of_carrying_a_tensor_there_works(model, way):
    with fake_device(model):
        there = CARRIED[way](X, model[0].weight)
        assert there.device == ELSEWHERE and (there + 1).device == ELSEWHERE
        assert torch.equal(there.cpu(), X)


BACK = {
    "cpu": lambda x: x.cpu(),
    "to cpu": lambda x: x.to("cpu"),
    "to a device": lambda x: x.to(torch.device("cpu")),
    "keyword": lambda x: x.to(device="cpu"),
    "to a tensor here": lambda x: x.to(X),
}


@pytest.mark.parametrize("way", BACK)
def test_every_way_back_works(model, way):
    with fake_device(model):
        here = BACK[way](moved(X.clone()))
        assert here.device == torch.device("cpu")
        assert torch.equal(here + X, 2 * X)


@pytest.mark.parametrize(
    "carry",
    [lambda x: x.cuda(), lambda x: x.to("cuda"), lambda x: x.to("cuda:0"), lambda x: x.to("xpu:0")],
)
def test_a_device_that_is_fixed_in_the_code_does_not_exist(model, carry):
    with fake_device(model), pytest.raises(RuntimeError, match="take the model's own device"):
        carry(X)


def test_a_change_of_dtype_alone_leaves_a_tensor_where_it_is(model):
    with fake_device(model):
        assert moved(X.clone()).to(torch.float64).device == ELSEWHERE
        assert moved(X.clone()).to(torch.float64).dtype == torch.float64
        assert X.to(torch.float64).device == torch.device("cpu")


def test_another_tensors_dtype_is_taken_too(model):
    with fake_device(model):
        there = torch.tensor([1, 2]).to(model[0].weight)
        assert there.dtype == torch.float32 and there.device == ELSEWHERE


def test_places_that_lie_here_choose_from_what_lies_there_and_not_the_other_way(model):
    places = torch.tensor([1, 0])
    with fake_device(model):
        there = X.to(ELSEWHERE)
        assert torch.equal(there[places].cpu(), X[places])
        with pytest.raises(RuntimeError, match="at least two devices"):
            X[places.to(ELSEWHERE)]


def test_a_tensor_elsewhere_is_no_numpy_array(model):
    with fake_device(model):
        with pytest.raises(TypeError, match="use cpu"):
            moved(X.clone()).numpy()
        assert moved(X.clone()).cpu().numpy().shape == (2, 3)
        X.numpy()


def test_single_numbers_may_be_mixed(model):
    with fake_device(model):
        assert (moved(X.clone()) * torch.tensor(2.0)).device == ELSEWHERE


def test_tensors_made_elsewhere_are_there(model):
    with fake_device(model):
        made = torch.zeros(2, device=ELSEWHERE)
        assert made.device == ELSEWHERE
        with pytest.raises(RuntimeError, match="same device"):
            made + torch.ones(2)


def test_several_results_are_all_elsewhere(model):
    with fake_device(model):
        values, indices = moved(X.clone()).max(dim=1)
        assert values.device == indices.device == ELSEWHERE
        assert {piece.device for piece in moved(X.clone()).unbind()} == {ELSEWHERE}


def test_a_mix_in_a_list_is_seen(model):
    with fake_device(model), pytest.raises(RuntimeError, match="same device"):
        torch.cat([moved(X.clone()), X])


def test_the_error_says_when_something_was_carried_back_before(model):
    with fake_device(model), pytest.raises(RuntimeError, match=r"after to\(cpu\)"):
        moved(X.clone()).cpu() + moved(X.clone())


def test_gradients_flow_to_the_models_own_parameters(model):
    model.train()
    with fake_device(model):
        model(X.to(ELSEWHERE)).sum().backward()
    assert all(p.grad is not None for p in model.parameters())


def test_what_the_kit_computes_itself_is_not_disturbed(model):
    with fake_device(model), real_device():
        assert model[0].weight.device == torch.device("cpu")
        model(X)


def test_gradients_elsewhere_can_be_detached_in_place(model):
    with fake_device(model):
        model(X.to(ELSEWHERE)).sum().backward()
        model[0].weight.grad.detach_().zero_()
        assert not model[0].weight.grad.any()


def test_a_number_elsewhere_is_formatted_and_copied_as_any_other(model):
    with fake_device(model):
        loss = model(X.to(ELSEWHERE)).detach().sum()
        again = copy.deepcopy(loss)
        assert f"{loss:.3f} {100 * loss:.1%}" == f"{loss.item():.3f} {100 * loss.item():.1%}"
        assert again.device == ELSEWHERE and again.item() == loss.item() and again is not loss
