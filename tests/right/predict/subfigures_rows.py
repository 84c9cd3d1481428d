import matplotlib as mpl
import matplotlib.pyplot as plt
import torch
import torchvision.io as io
import torchvision.transforms.functional as TF
from PIL import Image

MEAN, STD = 0.1307, 0.3081


def preprocess_image(image_path):
    image = Image.open(image_path)
    if image.mode != "L":
        image = image.convert("L")
    image = TF.resize(image, [28, 28])
    return TF.normalize(TF.to_tensor(image), (MEAN,), (STD,)).unsqueeze(dim=0)


def predict_image(model, image_path):
    was = model.training
    model.eval()
    try:
        with torch.inference_mode():
            out = model(preprocess_image(image_path).to(next(model.parameters()).device))
    finally:
        model.train(was)
    return out.softmax(dim=1).argmax(dim=1).tolist()[0]


def _cells(rows, cols):
    fig = plt.figure(layout="constrained")
    subfigs = fig.subfigures(rows, 1, squeeze=False)
    for row in subfigs[:, 0]:
        yield from ((fig, ax) for ax in row.subplots(1, cols, squeeze=False)[0])


def show_dataset(images, labels, num_rows=3, num_cols=4):
    cells = list(_cells(num_rows, num_cols))
    for _, ax in cells:
        ax.xaxis.set_visible(False)
        ax.yaxis.set_visible(False)
    for (_, ax), img, lab in zip(cells, images, labels):
        ax.imshow(torch.squeeze(img), cmap="gray", interpolation="nearest")
        ax.set_title(f"Labels: {lab}")
    return cells[0][0]


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    with mpl.rc_context({"image.cmap": "gray", "font.size": 7}):
        cells = list(_cells(num_rows, num_cols))
        for _, ax in cells:
            ax.axis("off")
        for (_, ax), img, lab, pred in zip(cells, images, labels, preds):
            ax.imshow(torch.squeeze(img))
            ax.set_title(f"True: {lab}\nPred: {pred}")
    return cells[0][0]
