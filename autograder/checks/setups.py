"""What a scenario sets up beside the learner's code, in words: its arguments' names are its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from autograder.languages import _

Arguments = dict[str, Any]


def setup_words(scenario: str, arguments: Arguments) -> list[str]:
    """Say what a scenario sets up, a few words each; nothing of one that has none."""
    tell = SETUPS.get(scenario)
    return list(tell(arguments)) if tell else []


def _batches(of: Arguments) -> str:
    images = of["images"]
    return _(
        "{count} images of shape {shape} in batches of {size}",
        count=len(images),
        shape=tuple(images.shape[1:]),
        size=of["batch_size"],
    )


def _elsewhere(of: Arguments) -> Iterator[str]:
    if of.get("elsewhere"):
        yield _("the network is on another device than the images")


def _training(of: Arguments) -> Iterator[str]:
    yield from _elsewhere(of)
    if not of["mode_before"]:
        yield _("the network comes in evaluation mode")
    if of["gradients_before"]:
        yield _("the network comes with gradients from before")
    if of["callbacks"] is None:
        yield _("without callbacks")
    elif of["callbacks"] > 1:
        yield _("{count} callbacks", count=of["callbacks"])
    yield _batches(of)
    lr, momentum = f"{of['lr']:g}", f"{of['momentum']:g}"
    yield _("SGD with lr={lr} and momentum={momentum}", lr=lr, momentum=momentum)


def _evaluation(of: Arguments) -> Iterator[str]:
    yield from _elsewhere(of)
    if of["training_before"]:
        yield _("the network comes in training mode")
    if not of["recording"]:
        yield _("gradients are not recorded before the call")
    yield _batches(of)
    if len(of["chosen"]) != len(of["images"]):
        yield _("the loader gives {count} of them", count=len(of["chosen"]))
    if of.get("drop_last"):
        yield _("the loader drops a last batch that is not full")
    yield from () if of["verbose"] else ("verbose=False",)


def _several_epochs(of: Arguments) -> Iterator[str]:
    if of["options"]:
        yield ", ".join(f"{name}={value}" for name, value in of["options"].items())
    given = ", ".join(f"{number:g}" for number in of["accuracies"])
    yield _("evaluate gives {numbers} after the epochs", numbers=given)
    if of.get("unused"):
        yield _("one parameter of the network never gets a gradient")
    yield _("out_dir is a {type}", type="str" if of["folder_as_text"] else "Path")


def _image(file: bytes) -> str:
    with Image.open(io.BytesIO(file)) as image:
        width, height = image.size
        return _(
            "an image of {width} x {height}, {mode}", width=width, height=height, mode=image.mode
        )


def _preprocessed(of: Arguments) -> Iterator[str]:
    yield f"{_image(of['file'])}, {of['suffix']}"
    yield _("image_path is a {type}", type="str" if of["as_text"] else "Path")


def _prediction(of: Arguments) -> Iterator[str]:
    yield _image(of["png"])
    yield _("image_path is a {type}", type="str" if of["as_text"] else "Path")
    yield from _elsewhere(of)


def _mnist_loaders(of: Arguments) -> Iterator[str]:
    counts = (len(of["arrays"][f"{name} images"]) for name in ("train", "test"))
    yield _("{train} training and {test} test images", **dict(zip(("train", "test"), counts)))
    if of["batch_size"] is not None:
        yield f"batch_size={of['batch_size']}"
    which = of.get("which", "both")
    if which == "training":
        yield _("the training loader is read to the end")
    elif which == "test":
        yield _("the test loader is read to the end")
    else:
        yield _("both loaders are read to the end")


def _lenet_parameters(of: Arguments) -> Iterator[str]:
    count = of["num_classes"]
    yield "LeNet()" if count is None else f"LeNet(num_classes={count})"


def _lenet_logits(of: Arguments) -> Iterator[str]:
    yield f"LeNet({len(of['weights']['fc3.bias'])})"
    yield _("images of shape {shape}", shape=tuple(of["images"].shape))
    if of["training"]:
        yield _("in training mode too")


def _figure(of: Arguments) -> Iterator[str]:
    yield _("images of shape {shape}", shape=tuple(of["images"].shape))
    yield from (f"{name}={value}" for name, value in of["options"].items())


SETUPS: dict[str, Callable[[Arguments], Iterator[str]]] = {
    "training": _training,
    "evaluation": _evaluation,
    "several_epochs": _several_epochs,
    "preprocessed": _preprocessed,
    "prediction": _prediction,
    "mnist_loaders": _mnist_loaders,
    "lenet_parameters": _lenet_parameters,
    "lenet_logits": _lenet_logits,
    "figure": _figure,
}
"""Of each scenario what is worth telling; the others are told by the words of their route."""
