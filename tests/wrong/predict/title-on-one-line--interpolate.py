"""Resizing in torch, ticks hidden by locators, the colour map by plt.gray()."""
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.ticker import NullLocator
from PIL import Image
from torchvision.transforms.functional import pil_to_tensor


def preprocess_image(image_path):
    with open(image_path, "rb") as file:
        pixels = pil_to_tensor(Image.open(file).convert("L"))
    batch = pixels[None].float()
    if batch.shape[-2:] != (28, 28):
        batch = F.interpolate(batch, size=(28, 28), mode="bilinear", align_corners=False, antialias=True)
    return batch.div_(255).sub_(0.1307).div_(0.3081)


def predict_image(model, image_path):
    model.train(False)
    with torch.set_grad_enabled(False):
        logits = model(preprocess_image(image_path).to(next(model.parameters()).device)).flatten().tolist()
    return max(range(len(logits)), key=logits.__getitem__)


def show_dataset(images, labels, num_rows=3, num_cols=4):
    with plt.rc_context({"image.cmap": "gray"}):
        fig, grid = plt.subplots(num_rows, num_cols, squeeze=False)
        rest = iter(zip(images, labels))
        for line in grid:
            for ax in line:
                ax.xaxis.set_major_locator(NullLocator())
                ax.yaxis.set_major_locator(NullLocator())
                if (pair := next(rest, None)) is not None:
                    ax.imshow(pair[0].view(28, 28))
                    ax.set_title(f"Labels: {pair[1]:d}" if isinstance(pair[1], int) else f"Labels: {pair[1].item()}")
    return fig


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    fig = plt.figure()
    count = min(len(images), num_rows * num_cols)
    for place in range(num_rows * num_cols):
        ax = fig.add_subplot(num_rows, num_cols, place + 1, frameon=False)
        ax.axis(False)
        if place < count:
            plt.sca(ax)
            plt.imshow(images[place].reshape(28, 28).numpy())
            plt.gray()
            plt.title(", ".join([f"True: {int(labels[place])}", f"Pred: {int(preds[place])}"]))
    return fig
