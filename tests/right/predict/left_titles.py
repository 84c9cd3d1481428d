"""cells as fractions of the figure; matshow; text as title"""
import matplotlib.pyplot as plt, torch, numpy as np
from PIL import Image

class Grid:
    def __init__(self, rows, cols):
        self.fig, self.rows, self.cols = plt.figure(num=None, figsize=(cols * 1.5, rows * 2)), rows, cols
    def __iter__(self):
        for r in range(self.rows):
            for c in range(self.cols):
                yield self.fig.add_axes((c / self.cols + .01, 1 - (r + 1) / self.rows + .01, .9 / self.cols, .7 / self.rows), label=f"{r}-{c}")

def preprocess_image(image_path):
    image = Image.open(image_path).convert("L")
    if image.size != (28, 28):
        image = image.resize((28, 28), Image.BICUBIC)
    array = (np.array(image) / 255.0 - 0.1307) / 0.3081
    return torch.tensor(array, dtype=torch.float32).view(1, 1, 28, 28)

def predict_image(model, image_path):
    model.eval()
    p = next(model.parameters())
    with torch.no_grad():
        out = model(preprocess_image(image_path).to(p))
    return out.topk(1)[1][0, 0].item()

def show_dataset(images, labels, num_rows=3, num_cols=4):
    g = Grid(num_rows, num_cols)
    items = iter(zip(images, labels))
    for ax in g:
        ax.set(xticks=(), yticks=())
        try:
            im, l = next(items)
        except StopIteration:
            continue
        ax.matshow(im.squeeze(), cmap="gray")
        ax.set(xticks=(), yticks=(), title=f"Labels: {int(l)}")
    return g.fig

def show_images(images, labels, preds, num_rows=4, num_cols=4):
    g = Grid(num_rows, num_cols)
    for i, ax in enumerate(g):
        ax.axis("off")
        if i < len(images):
            ax.imshow(np.asarray(images[i]).squeeze(), cmap="gray", aspect="equal")
            ax.set_title(f"True: {int(labels[i])}\nPred: {int(preds[i])}", loc="left")
    return g.fig
