"""subplot_mosaic, constrained layout, titles in green or red."""
import matplotlib.pyplot as plt
import torch
from PIL import Image
from torchvision.transforms import v2


def preprocess_image(image_path):
    pipeline = v2.Compose(
        [v2.ToImage(), v2.Grayscale(), v2.Resize((28, 28), antialias=True), v2.ToDtype(torch.float32, scale=True), v2.Normalize([0.1307], [0.3081])]
    )
    return pipeline(Image.open(image_path).convert("L")).unsqueeze(0)


def predict_image(model, image_path):
    model.eval()
    device = next(model.parameters()).device
    with torch.no_grad():
        _, best = torch.max(model(preprocess_image(image_path).to(device)), 1)
    return best.item()


def _mosaic(rows, cols):
    names = [[f"{r},{c}" for c in range(cols)] for r in range(rows)]
    fig, axes = plt.subplot_mosaic(names, layout="constrained", figsize=(cols, 1.5 * rows))
    return fig, [axes[name] for row in names for name in row]


def show_dataset(images, labels, num_rows=3, num_cols=4):
    fig, cells = _mosaic(num_rows, num_cols)
    for i, ax in enumerate(cells):
        ax.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
        if i < len(images):
            ax.imshow(images[i].reshape(28, 28), cmap="gray")
            ax.set_title("Labels: %d" % labels[i])
    return fig


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    fig, cells = _mosaic(num_rows, num_cols)
    for i, ax in enumerate(cells):
        ax.axis(False)
        if i >= len(images):
            continue
        ax.imshow(images[i].reshape(28, 28), cmap="gray")
        good = int(labels[i]) == int(preds[i])
        ax.set_title(f"True: {labels[i]}\nPred: {preds[i]}", color="green" if good else "red")
    return fig
