"""第十题：预测"""
import matplotlib.pyplot as plt
import torch
import torchvision.transforms.functional as TF
from PIL import Image


def preprocess_image(image_path):
    图 = Image.open(image_path).convert("L")      # 变成灰度
    if 图.size != (28, 28):
        图 = 图.resize((28, 28))                   # 变成 28x28
    张量 = TF.to_tensor(图)
    return 张量.view(1, 1, 28, 28)


def predict_image(model, image_path):
    model.eval()
    设备 = next(model.parameters()).device
    with torch.no_grad():
        _, 预测 = torch.max(model(preprocess_image(image_path).to(设备)), 1)
    return 预测.item()


def 数字(某个):
    """列表里是 int，张量里要用 item()。"""
    return 某个.item() if torch.is_tensor(某个) else 某个


def show_dataset(images, labels, num_rows=3, num_cols=4):
    画布 = plt.figure(figsize=(8, 6))
    for 号 in range(num_rows * num_cols):
        子图 = 画布.add_subplot(num_rows, num_cols, 号 + 1)
        子图.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)   # 不要刻度
        if 号 < len(images):
            子图.imshow(images[号].reshape(28, 28), cmap="gray")
            子图.set_title("Labels: " + str(数字(labels[号])))
    画布.tight_layout()
    return 画布


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    画布 = plt.figure(figsize=(10, 10))
    for 号, 图 in enumerate(images):
        if 号 == num_rows * num_cols:
            break
        plt.subplot(num_rows, num_cols, 号 + 1)
        plt.imshow(图.squeeze(), cmap="gray")
        plt.title(f"True: {数字(labels[号])}\nPred: {数字(preds[号])}")
        plt.axis("off")
    plt.show()
    return 画布
