"""Pictures of exercise 9: epochs, of which the last need not be the best."""

from __future__ import annotations

import functools

import torch
from matplotlib.figure import Figure
from torch.utils.data import DataLoader, TensorDataset

from autograder.checks.data import load_data
from autograder.course import own_data
from autograder.drawing.made import solutions
from autograder.drawing.tools import BLUE, GREEN, SOFT, canvas, frame, pixels, stack, word
from autograder.drawing.words import Say

EPOCHS, SEED, LEAST = 6, 4, 90.0
"""`LEAST` is the accuracy at which the bars begin."""
GOOD, BAD = "#1a7f37", "#b42318"
Epoch = tuple[float, torch.Tensor]


def epochs(say: Say) -> Figure:
    """Train the reference for some epochs and draw what each reaches, and how it reads a digit."""
    return reached(_trained(), say)


@functools.cache
def _trained() -> list[Epoch]:
    """Return accuracy and predictions of the test images after each epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    data, functions = load_data(own_data()), solutions()
    model = functions.LeNet()
    train, test = (
        (TensorDataset((images[:, None] / 255 - 0.1307) / 0.3081, labels))
        for images, labels in (
            (data.train_images, data.train_labels),
            (data.test_images, data.test_labels),
        )
    )
    recipe = data.recipe
    loader = DataLoader(train, recipe["batch_size"], shuffle=True)
    settings = {name: recipe[name] for name in ("lr", "momentum")}
    optimizer = torch.optim.SGD(model.parameters(), **settings)
    after = []
    for _epoch in range(EPOCHS):
        functions.train(model, loader, torch.nn.CrossEntropyLoss(), optimizer)
        accuracy = functions.evaluate(model, DataLoader(test, 500), verbose=False)
        with torch.no_grad():
            after.append((accuracy, model(test.tensors[0]).argmax(1)))
    return after


def reached(after: list[Epoch], say: Say) -> Figure:
    """Draw the accuracies of epochs, and a digit that the best of them reads and others do not."""
    data = load_data(own_data())
    accuracies = [accuracy for accuracy, _read in after]
    best = accuracies.index(max(accuracies))
    right = torch.stack([read == data.test_labels for _accuracy, read in after])
    doubtful = (right[best] & ~right[-1]) * (len(after) - right.sum(0))
    digit = int(doubtful.argmax())
    figure, axes = canvas(20.5, 11.5)
    word(axes, 10.2, 0.6, say("accuracy after each epoch"), 12, weight="bold")
    for n, (accuracy, read) in enumerate(after):
        x, high = 0.7 + 3.3 * n, 0.4 * max(accuracy - LEAST, 0.2)
        stack(axes, x, 5.4 - high, 2.6, high, [GREEN if n == best else BLUE])
        word(axes, x + 1.3, 5 - high, f"{accuracy:.1f} %", 11)
        word(axes, x + 1.3, 5.9, say("epoch {n}").format(n=n + 1), 10)
        pixels(axes, x, 6.6, data.test_images[digit], 2.6, (0, 255))
        answer, label = int(read[digit]), int(data.test_labels[digit])
        colour, mark = (GOOD, "✓") if answer == label else (BAD, "✗")
        word(axes, x + 1.3, 9.8, f"{answer} {mark}", 13, color=colour)
        if n == best:
            frame(axes, x - 0.2, 1.2, 3, 9.2, GOOD, dashed=True)
            word(axes, x + 1.3, 10.9, say("kept: the best"), 11, weight="bold", color=GOOD)
    stack(axes, 0.4, 5.4, 19.7, 0.04, [SOFT])
    return figure


TRAINED = {"epochs": epochs}
"""What a training makes: its numbers may differ between machines."""
