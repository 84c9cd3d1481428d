"""Every cell is placed by hand with add_axes; labels are turned into lists first."""
import matplotlib.pyplot as plt
import torch
from PIL import Image, ImageOps
from torchvision import transforms

to_input = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])


def preprocess_image(image_path):
    gray = ImageOps.grayscale(Image.open(image_path))
    return to_input(gray.resize((28, 28), resample=Image.Resampling.BOX)).unsqueeze(dim=0)


def predict_image(model, image_path):
    with torch.no_grad():
        model = model.eval()
        return model(preprocess_image(image_path))[0].argmax().item()


def to_list(values):
    return values.tolist() if isinstance(values, torch.Tensor) else list(values)


def cells(num_rows, num_cols):
    fig = plt.figure(figsize=(num_cols * 1.5, num_rows * 1.8))
    for row in range(num_rows):
        for col in range(num_cols):
            left, bottom = (col + 0.1) / num_cols, (num_rows - row - 0.9) / num_rows
            ax = fig.add_axes((left, bottom, 0.8 / num_cols, 0.6 / num_rows))
            ax.set_xticks([])
            ax.set_yticks([])
            yield ax


def show_dataset(images, labels, num_rows=3, num_cols=4):
    axes = list(cells(num_rows, num_cols))
    for ax, image, label in zip(axes, images.reshape(-1, 28, 28), to_list(labels)):
        ax.imshow(image, cmap="gray")
        ax.set_title(f"Labels: {label}")
    return axes[0].figure


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    axes = list(cells(num_rows, num_cols))
    for ax in axes:
        ax.axis("off")
    for ax, image, label, pred in zip(axes, images.reshape(-1, 28, 28), to_list(labels), to_list(preds)):
        ax.imshow(image, cmap="gray")
        ax.set_title(f"True: {label}\nPred: {pred}")
    return axes[0].get_figure()
