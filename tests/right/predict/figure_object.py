"""Figure without pyplot, gridspec, matshow, gray colours by set_cmap."""
from typing import Iterator, Sequence

import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image
from torchvision import transforms


def preprocess_image(image_path):
    with Image.open(image_path) as f:
        f.load()
        image = f.convert("L")
    if image.size != (28, 28):
        image = image.resize((28, 28), resample=Image.LANCZOS)
    return transforms.Normalize(0.1307, 0.3081)(transforms.functional.pil_to_tensor(image) / 255).view(1, 1, 28, 28)


def predict_image(model: torch.nn.Module, image_path) -> int:
    model.eval()
    weight = next(model.parameters())
    with torch.no_grad():
        logits = model(preprocess_image(image_path).to(weight))
    return max(range(logits.shape[1]), key=lambda c: logits[0, c].item())


def _axes(figure: Figure, rows: int, cols: int) -> Iterator[Axes]:
    grid = figure.add_gridspec(rows, cols, hspace=0.6)
    for r in range(rows):
        for c in range(cols):
            yield figure.add_subplot(grid[r, c])


def show_dataset(images, labels, num_rows=3, num_cols=4):
    figure = Figure(figsize=(6, 5))
    for number, ax in enumerate(_axes(figure, num_rows, num_cols)):
        ax.set_xticks(())
        ax.set_yticks(())
        if number < len(images):
            ax.imshow(images[number].view(28, 28).numpy(), cmap="binary_r")
            ax.set_title(f"Labels: {labels[number]}")
    return figure


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    figure = Figure(figsize=(6, 7))
    for number, ax in enumerate(_axes(figure, num_rows, num_cols)):
        ax.set_axis_off()
        if number < len(images):
            shown = ax.imshow(images[number].view(28, 28).numpy(), vmin=-0.5, vmax=3)
            shown.set_cmap("gray")
            ax.set_title(f"True: {labels[number]}\nPred: {preds[number]}", loc="left")
    return figure
