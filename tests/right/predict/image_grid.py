from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
from mpl_toolkits.axes_grid1 import ImageGrid
from PIL import Image, ImageOps


def preprocess_image(image_path):
    with Image.open(Path(image_path)) as im:
        gray = im.convert("L").resize((28, 28), Image.Resampling.BILINEAR)
    x = torch.from_numpy(np.array(gray, dtype=np.float32))[None, None] / 255
    return (x - 0.1307) / 0.3081


@torch.inference_mode()
def predict_image(model, image_path):
    model.eval()
    x = preprocess_image(image_path).to(next(model.parameters()).device)
    return int(model(x).squeeze(0).argmax())


def _grid(num_rows, num_cols):
    fig = plt.figure(figsize=(2 * num_cols, 2.4 * num_rows))
    return fig, list(ImageGrid(fig, 111, nrows_ncols=(num_rows, num_cols), axes_pad=0.6))


def show_dataset(images, labels, num_rows=3, num_cols=4):
    fig, axes = _grid(num_rows, num_cols)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    for ax, im, label in zip(axes, images, labels):
        ax.imshow(im.squeeze().numpy(), cmap=plt.cm.gray)
        ax.set_title(f"Labels: {int(label)}", fontsize=9)
    plt.show()
    return fig


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    fig, axes = _grid(num_rows, num_cols)
    for ax, im, label, pred in zip(axes, images, labels, preds):
        ax.imshow(im.squeeze().numpy(), cmap="gray")
        ax.set_title(f"True: {int(label)}\nPred: {int(pred)}", fontsize=9)
    for ax in axes:
        ax.set_axis_off()
    plt.show()
    return fig
