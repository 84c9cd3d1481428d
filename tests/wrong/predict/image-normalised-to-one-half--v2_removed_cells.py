"""transforms.v2, and cells that are not needed are removed from the figure."""
import matplotlib.pyplot as plt
import torch
from PIL import Image
from torchvision.transforms import InterpolationMode, v2

pipeline = v2.Compose(
    [
        v2.ToImage(),
        v2.Resize((28, 28), interpolation=InterpolationMode.BICUBIC, antialias=True),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=[0.5], std=[0.5]),
    ]
)


def preprocess_image(image_path):
    return torch.stack([pipeline(Image.open(image_path).convert("L"))])


def predict_image(model, image_path):
    model.eval()
    with torch.no_grad():
        image = preprocess_image(image_path)
        image = image.to(device=next(model.parameters()).device)
        return torch.softmax(model(image), dim=-1).topk(1).indices.item()


def _grid(images, num_rows, num_cols):
    fig, axs = plt.subplots(nrows=num_rows, ncols=num_cols, sharex=True, sharey=True, squeeze=False)
    for k, ax in enumerate(axs.flat):
        if k >= len(images):
            ax.remove()
        else:
            ax.imshow(images[k].squeeze().tolist(), cmap="gray")
            ax.get_xaxis().set_visible(False)
            ax.get_yaxis().set_visible(False)
            yield fig, ax, k


def show_dataset(images, labels, num_rows=3, num_cols=4):
    for fig, ax, k in _grid(images, num_rows, num_cols):
        ax.set_title(f"Labels: {int(labels[k])}")
    return fig


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    for fig, ax, k in _grid(images, num_rows, num_cols):
        ax.set_title(f"True: {int(labels[k])}\nPred: {int(preds[k])}")
        ax.axis("off")
    fig.suptitle("Predictions")
    return fig
