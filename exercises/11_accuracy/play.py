"""What `autograder play` shows: the learner's LeNet, trained by their own code, at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from markupsafe import Markup
from matplotlib.figure import Figure
from PIL import Image

from autograder.checks.failure import shape_line
from autograder.core.languages import N_, _
from autograder.drawing import pieces
from autograder.learn.own import OwnFailed
from autograder.learn.stage import Canvas, Play, Reading, Section, Stage

WRITTEN = ("model.pt", "model_gradients.pt")
"""What `fit` writes."""
LAYERS = ("conv1", "conv2")
DIGITS, SIDE, INK, SHOWN = 10, 28, 20, 16
"""Classes; pixels of an image and of the digit in it; images that a grid shows by default."""
Weights = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Trained:
    """What came of a training: the network, its weights before, and its answers to test images.

    `images` (N, 1, 28, 28) and `labels` (N,) are those of the learner's test loader, `chances`
    (N, 10) what the network thinks of them; `accuracies` are in percent, one an epoch.
    """

    model: Any
    before: Weights
    best: float
    accuracies: list[float]
    images: torch.Tensor
    labels: torch.Tensor
    chances: torch.Tensor

    @property
    def answers(self) -> torch.Tensor:
        """The digit that is most likely, (N,)."""
        return self.chances.argmax(dim=1)


def train(stage: Stage) -> Trained:
    """Train the learner's LeNet with their loaders, `train`, `evaluate` and `fit`."""
    own, recipe, accuracies = stage.own, stage.recipe, []
    loaders = own.make_loaders(str(stage.root), batch_size=recipe["batch_size"])
    model = own.LeNet().to(stage.device)
    before = _copied(model)

    def one_epoch(model, dataloader, criterion, optimizer, callbacks=None):
        number = _("epoch {n} of {all}", n=len(accuracies) + 1, all=recipe["epochs"])
        with stage.bar(len(dataloader), number) as step:
            own.train(model, dataloader, criterion, optimizer, [*(callbacks or []), step])

    def accuracy(model, dataloader, verbose=False):
        accuracies.append(own.evaluate(model, dataloader, verbose=False))
        return accuracies[-1]

    best = own.fit(
        model,
        *loaders,
        num_epoch=recipe["epochs"],
        lr=recipe["lr"],
        momentum=recipe["momentum"],
        out_dir=str(stage.folder),
        train=one_epoch,
        evaluate=accuracy,
    )
    for name in WRITTEN:
        if not (stage.folder / name).is_file():
            raise OwnFailed(_("`fit` wrote no {name} into its `out_dir`.", name=name))
    if not isinstance(best, int | float):
        words = _("`fit` returned {value}; it should be an accuracy.", value=shape_line(best))
        raise OwnFailed(words)
    return Trained(model, before, float(best), accuracies, *_answered(model, loaders[1]))


def _copied(model: Any) -> Weights:
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}


def _answered(model: Any, loader: Any) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the loader's images and labels, and how likely the network finds each digit."""
    images, labels, chances = [], [], []
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        for batch, digits in loader:
            images.append(batch.cpu())
            labels.append(digits)
            chances.append(model(batch.to(device)).softmax(dim=1).cpu())
    return torch.cat(images), torch.cat(labels), torch.cat(chances)


def summary(stage: Stage, trained: Trained) -> str:
    """Say how good it is and where the weights are."""
    return _(
        "Trained by your own code on {count} images: {accuracy} % of {tests} test images are "
        "right. The weights are in {folder}.",
        count=f"{len(stage.data.train_labels):,}",
        accuracy=f"{trained.best:.2f}",
        tests=f"{len(trained.labels):,}",
        folder=stage.folder,
    )


def curve(stage: Stage, trained: Trained) -> Markup:
    """Draw the accuracy after each epoch."""
    if not trained.accuracies:
        return pieces.sentence(_("Your `fit` did not call the `evaluate` that it was given."))
    low, high = stage.data.usual
    listed = ", ".join(f"{value:.2f} %" for value in trained.accuracies)
    drawn = pieces.curve(
        trained.accuracies,
        _("The accuracy after each epoch: {values}", values=listed),
        _("epoch"),
        (low, high),
        stage.data.threshold,
    )
    words = _(
        "{threshold} % is needed in exercise 11 (dashed); the reference usually ends between {low} "
        "and {high} % (the band).",
        threshold=f"{stage.data.threshold:.1f}",
        low=f"{low:.1f}",
        high=f"{high:.1f}",
    )
    return drawn + pieces.sentence(words)


def kernels(stage: Stage, trained: Trained) -> Markup:
    """Draw the kernels of conv1 and the feature maps of both layers, before and after."""
    if not _is_complete(trained.before):
        return pieces.sentence(_("Your LeNet has no `conv1` and `conv2` with weights and biases."))
    right = (trained.answers == trained.labels).nonzero().flatten()
    number = int(right[0]) if len(right) else 0
    image, label = trained.images[number], int(trained.labels[number])
    shown = pieces.row(
        [pieces.gray(image[0], _("a test image of {digit}", digit=label), 140, _("what goes in"))]
    )
    sides = (
        (_("before the training"), trained.before),
        (_("after the training"), _copied(trained.model)),
    )
    return shown + pieces.columns(
        pieces.part(title, Markup("").join(_layers(weights, image))) for title, weights in sides
    )


def _is_complete(weights: Weights) -> bool:
    return all(f"{layer}.{kind}" in weights for layer in LAYERS for kind in ("weight", "bias"))


def _layers(weights: Weights, image: torch.Tensor) -> Iterator[Markup]:
    """Draw each kernel above its feature map, then the maps of the second layer."""
    first = F.relu(F.conv2d(image[None], weights["conv1.weight"], weights["conv1.bias"]))
    second = F.conv2d(F.max_pool2d(first, 2), weights["conv2.weight"], weights["conv2.bias"])
    yield pieces.sentence(
        _(
            "conv1: the six kernels (orange below zero, violet above), and below each its feature "
            "map after ReLU"
        )
    )
    yield pieces.row(
        pieces.pair(
            pieces.heat(kernel[0], _("kernel {n} of conv1", n=n), 64),
            pieces.gray(feature_map, _("feature map {n} of conv1", n=n), 64),
        )
        for n, (kernel, feature_map) in enumerate(zip(weights["conv1.weight"], first[0]))
    )
    yield pieces.sentence(_("conv2: its sixteen feature maps after ReLU"))
    yield pieces.row(
        pieces.gray(feature_map, _("feature map {n} of conv2", n=n), 48)
        for n, feature_map in enumerate(F.relu(second)[0])
    )


def confusion(stage: Stage, trained: Trained) -> Markup:
    """Count the answers by label."""
    places = DIGITS * trained.labels + trained.answers
    table = torch.bincount(places, minlength=DIGITS**2).reshape(DIGITS, DIGITS)
    names = [str(digit) for digit in range(DIGITS)]
    return pieces.sentence(
        _("A row for each label, a column for each answer; the right ones are on the diagonal.")
    ) + pieces.counts(table, names, _("Confusion matrix"))


def doubtful(stage: Stage, trained: Trained) -> Markup:
    """Let the learner's `show_images` draw where two digits are nearly as likely."""
    first, second = trained.chances.topk(2, dim=1).values.unbind(dim=1)
    chosen = (first - second).argsort()[:SHOWN]
    words = _("For these, two digits are nearly equally likely.")
    return pieces.sentence(words) + _grid(stage, trained, chosen, words)


def wrong(stage: Stage, trained: Trained) -> Markup:
    """Let the learner's `show_images` draw what is wrong, the surest answers first."""
    places = (trained.answers != trained.labels).nonzero().flatten()
    if not len(places):
        return pieces.sentence(_("Every test image is right."))
    sure = trained.chances.max(dim=1).values[places].argsort(descending=True)
    words = _(
        "Wrong: {count} of {all}; those that it was surest of come first.",
        count=f"{len(places):,}",
        all=f"{len(trained.labels):,}",
    )
    return pieces.sentence(words) + _grid(stage, trained, places[sure][:SHOWN], words)


def _grid(stage: Stage, trained: Trained, chosen: torch.Tensor, words: str) -> Markup:
    images, labels, answers = trained.images, trained.labels, trained.answers
    drawn = stage.own.show_images(images[chosen], labels[chosen], answers[chosen])
    if not isinstance(drawn, Figure):
        returned = _("`show_images` returned {value}; it should be a Figure.")
        raise OwnFailed(returned.format(value=shape_line(drawn)))
    drawn.set_size_inches(5, 6.4)
    drawn.subplots_adjust(hspace=0.6)
    return pieces.drawing(drawn, words)


def read(stage: Stage, trained: Trained, image: Image.Image, is_centred: bool) -> Reading:
    """Let the learner's `predict_image` read a drawing, which it finds as a file."""
    path = stage.folder / "drawing.png"
    (like_mnist(image) if is_centred else image).save(path)
    digit = stage.own.predict_image(trained.model, str(path))
    seen = stage.own.preprocess_image(str(path))
    trained.model.eval()
    with torch.no_grad():
        logits = trained.model(seen.to(next(trained.model.parameters()).device))
    chances = logits[0].softmax(dim=0).tolist()
    shares = {str(number): chance for number, chance in enumerate(chances)}
    answer = str(digit) if isinstance(digit, int) else shape_line(digit)
    return Reading(answer=answer, seen=seen[0, 0], shares=shares)


def like_mnist(image: Image.Image) -> Image.Image:
    """Return a drawing as MNIST's digits are: 20 pixels at its longer side, its weight centred."""
    box = image.getbbox()
    if box is None:
        return image.resize((SIDE, SIDE))
    digit = image.crop(box)
    scale = INK / max(digit.size)
    size = [max(1, round(length * scale)) for length in digit.size]
    small = np.asarray(digit.resize((size[0], size[1]), Image.Resampling.BOX), dtype=float)
    centre = [float((np.indices(small.shape)[axis] * small).sum() / small.sum()) for axis in (0, 1)]
    corner = [round((SIDE - 1) / 2 - middle) for middle in centre]
    top, left = (min(max(0, place), SIDE - length) for place, length in zip(corner, small.shape))
    whole = np.zeros((SIDE, SIDE), dtype=np.uint8)
    whole[top : top + small.shape[0], left : left + small.shape[1]] = small.round()
    return Image.fromarray(whole)


PLAY = Play(
    title=N_("Your LeNet at work"),
    needs=("make_loaders", "LeNet", "train", "evaluate", "fit"),
    train=train,
    summary=summary,
    canvas=Canvas(
        title=N_("Draw a digit, and your `predict_image` reads it"),
        words=N_(
            "MNIST's digits are 20 pixels tall and centred. Clear the tick box and draw in a "
            "corner: how much does that disturb your network?"
        ),
        choice=N_("Scale and centre it as MNIST's digits are"),
        read=read,
        needs=("preprocess_image", "predict_image"),
    ),
    sections=(
        Section(title=N_("How accurate it became"), draw=curve),
        Section(title=N_("What the kernels see, before and after"), draw=kernels),
        Section(title=N_("Which digits it confuses"), draw=confusion),
        Section(title=N_("The most doubtful"), draw=doubtful, needs=("show_images",)),
        Section(title=N_("The wrong ones"), draw=wrong, needs=("show_images",)),
    ),
)
