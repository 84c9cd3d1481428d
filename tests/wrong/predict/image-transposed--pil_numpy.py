"""PIL and numpy only, no torchvision."""
import matplotlib.pyplot as plt
import numpy as np
import torch
from PIL import Image


def preprocess_image(image_path):
    image = Image.open(image_path).convert("L").resize((28, 28), Image.LANCZOS)
    array = np.asarray(image, dtype=np.float32)
    array = (array / 255 - 0.1307) / 0.3081
    return torch.from_numpy(array.astype(np.float32)).T.reshape(1, 1, 28, 28)


def predict_image(model, image_path):
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    with torch.inference_mode():
        scores = model(preprocess_image(image_path).to(device)).cpu().numpy()
    model.train(was_training)
    return int(np.argmax(scores[0]))


def _as_arrays(images):
    return np.asarray(images, dtype=np.float32).reshape(-1, 28, 28)


def show_dataset(images, labels, num_rows=3, num_cols=4):
    pictures = _as_arrays(images)
    labels = np.asarray(labels)
    figure, axes = plt.subplots(num_rows, num_cols, subplot_kw={"xticks": [], "yticks": []}, squeeze=False)
    for row in range(num_rows):
        for col in range(num_cols):
            k = row * num_cols + col
            if k < len(pictures):
                axes[row, col].imshow(pictures[k], cmap=plt.cm.gray)
                axes[row, col].set_title("Labels: %d" % labels[k])
    figure.tight_layout()
    return figure


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    pictures, labels, preds = _as_arrays(images), np.asarray(labels), np.asarray(preds)
    figure, axes = plt.subplots(num_rows, num_cols, squeeze=False)
    for k, ax in enumerate(axes.ravel()):
        ax.set_axis_off()
        if k < len(pictures):
            ax.imshow(pictures[k] * 0.3081 + 0.1307, cmap=plt.cm.gray, vmin=0, vmax=1)
            ax.set_title("True: %d\nPred: %d" % (labels[k], preds[k]), fontsize=8)
    return figure
