"""The kind of device by its name; styles within a context."""
import torch, numpy as np, matplotlib.pyplot as plt
from itertools import zip_longest
from PIL import Image
from torchvision import transforms
tf = transforms.Compose([transforms.Grayscale(num_output_channels=1), transforms.Resize((28, 28)), transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
def preprocess_image(image_path):
    image = Image.open(image_path)
    if image.mode != "L": image = image.convert("L")
    return tf(image).unsqueeze(0)
def predict_image(model, image_path):
    model.eval()
    device = "cuda" if next(model.parameters()).is_cuda else next(model.parameters()).device.type
    with torch.no_grad():
        probs = torch.softmax(model(preprocess_image(image_path).to(device)), dim=1)[0]
    return max(range(len(probs)), key=probs.tolist().__getitem__)
def show_dataset(images, labels, num_rows=3, num_cols=4):
    with plt.style.context("ggplot"), plt.rc_context({"figure.figsize": (num_cols, num_rows)}):
        fig = plt.figure(); gs = fig.add_gridspec(num_rows, num_cols)
        axes = [fig.add_subplot(gs[r, c]) for r in range(num_rows) for c in range(num_cols)]
        plt.setp(axes, xticks=[], yticks=[])
        for ax, img, lab in zip(axes, images, labels):
            ax.imshow(np.array(img).reshape(28, 28), cmap="gray"); ax.set_title(f"Labels: {lab}" if isinstance(lab, int) else f"Labels: {lab.item()}")
    return fig
def show_images(images, labels, preds, num_rows=4, num_cols=4):
    fig, axes = plt.subplots(num_rows, num_cols, figsize=(8, 8))
    axes = np.atleast_1d(axes).flatten()
    n = num_rows * num_cols
    items = list(zip(images, labels, preds))[:n]
    for ax, item in zip_longest(axes, items):
        ax.axis("off")
        if item is None: continue
        image, true, pred = item
        ax.imshow(image.detach().cpu().squeeze().numpy(), cmap="gray", aspect="equal")
        ax.set_title(f"True: {int(true)}\nPred: {int(pred)}", fontsize=8, loc="left" if False else "center")
    fig.tight_layout()
    fig.canvas.draw()
    return fig
