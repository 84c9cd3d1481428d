"""Exercise 10: predict one image, and look at many."""

import matplotlib.pyplot as plt
import torch
from PIL import Image
from torchvision import transforms


def preprocess_image(image_path):
    """Read any image file as a batch of one image: a tensor (1, 1, 28, 28).

    The image becomes gray (like `convert("L")`) and exactly 28x28, and is scaled to [0, 1] and
    normalised with mean 0.1307 and standard deviation 0.3081, as in training.
    """
    # BEGIN SOLUTION
    transform = transforms.Compose(
        [
            transforms.Resize((28, 28)),
            transforms.ToTensor(),
            transforms.Normalize((0.1307,), (0.3081,)),
        ]
    )
    with Image.open(image_path) as image:
        return transform(image.convert("L")).unsqueeze(0)
    # END SOLUTION


def predict_image(model, image_path):
    """Return the class with the largest logit, as an int.

    In evaluation mode, without recording gradients, on the model's own device.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        logits = model(preprocess_image(image_path).to(device))
    return logits.argmax(dim=1).item()
    # END SOLUTION


def show_dataset(images, labels, num_rows=3, num_cols=4):
    """Draw a grid of gray images, titled `Labels: 5`, with no ticks; return the figure.

    `images` are (N, 1, 28, 28) or (N, 28, 28), `labels` a list of ints or a 1-d tensor.
    Images that do not fit into the grid are not shown.
    """
    # BEGIN SOLUTION
    fig, axes = plt.subplots(num_rows, num_cols, squeeze=False)
    for ax in axes.flat:
        ax.set_xticks([])
        ax.set_yticks([])
    for ax, image, label in zip(axes.flat, images, labels):
        ax.imshow(image.reshape(28, 28), cmap="gray")
        ax.set_title(f"Labels: {int(label)}")
    return fig
    # END SOLUTION


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    """Draw a grid of gray images, titled `True: 5\\nPred: 3`; return the figure.

    Like `show_dataset`, but with all axes off; cells past the last image stay empty.
    """
    # BEGIN SOLUTION
    fig, axes = plt.subplots(num_rows, num_cols, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, label, pred in zip(axes.flat, images, labels, preds):
        ax.imshow(image.reshape(28, 28), cmap="gray")
        ax.set_title(f"True: {int(label)}\nPred: {int(pred)}")
    return fig
    # END SOLUTION
