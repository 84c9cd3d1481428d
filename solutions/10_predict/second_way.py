"""Exercise 10, a second way: the arithmetic of the pixels by hand, and one cell after the other."""

import matplotlib.pyplot as plt
import numpy as np
import torch
from PIL import Image


def preprocess_image(image_path):
    """Read, resize and normalise with Pillow and NumPy."""
    with Image.open(image_path) as image:
        gray = image.convert("L").resize((28, 28), Image.Resampling.BILINEAR)
    pixels = torch.from_numpy(np.array(gray, dtype=np.float32))
    return ((pixels / 255 - 0.1307) / 0.3081)[None, None]


def predict_image(model, image_path):
    """Take the logits of the only image, a line of numbers, and find the largest."""
    image = preprocess_image(image_path).to(next(model.parameters()).device)
    with torch.inference_mode():
        (logits,) = model.eval()(image)
    return int(logits.argmax())


def show_dataset(images, labels, num_rows=3, num_cols=4):
    """Draw what fits; a cell whose ticks are empty lists has none."""
    return _grid(images, [f"Labels: {int(label)}" for label in labels], num_rows, num_cols, True)


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    """Draw what fits, without axes."""
    titles = [f"True: {int(label)}\nPred: {int(pred)}" for label, pred in zip(labels, preds)]
    return _grid(images, titles, num_rows, num_cols, False)


def _grid(images, titles, num_rows, num_cols, frames):
    fig = plt.figure()
    for number in range(num_rows * num_cols):
        ax = fig.add_subplot(num_rows, num_cols, number + 1)
        ax.set(xticks=[], yticks=[])
        ax.axis("on" if frames else "off")
        if number < min(len(images), len(titles)):
            ax.imshow(images[number].squeeze(), cmap="gray")
            ax.set_title(titles[number])
    return fig
