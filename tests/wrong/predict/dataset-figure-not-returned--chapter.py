import torch
from matplotlib import pyplot as plt
from PIL import Image
from torchvision import transforms


# Preprocess the image (assuming input is grayscale 28x28 as in MNIST)
def preprocess_image(image_path):
    transform = transforms.Compose([
        transforms.Grayscale(num_output_channels=1),  # Convert to grayscale if needed
        transforms.Resize((28, 28)),  # Resize to match MNIST dimensions
        transforms.ToTensor(),  # Convert image to tensor
        transforms.Normalize((0.1307,), (0.3081,))  # Normalize as per model's training
    ])
    image = Image.open(image_path)
    image = transform(image).unsqueeze(0)  # Add batch dimension
    return image


# Perform prediction on a single image
def predict_image(model, image_path):
    model.eval()
    image = preprocess_image(image_path).to(next(model.parameters()).device)
    with torch.no_grad():
        output = model(image)
        prediction = output.argmax(dim=1, keepdim=True)  # Get the predicted class
    return prediction.item()


def show_dataset(images, labels, num_rows=3, num_cols=4):
    # 展示数据集
    fig = plt.figure()
    for i in range(min(num_rows * num_cols, len(images))):
        plt.subplot(num_rows, num_cols, i+1)
        plt.tight_layout()
        plt.imshow(images[i].squeeze(), cmap='gray', interpolation='none')
        plt.title("Labels: {}".format(labels[i]))
        plt.xticks([])
        plt.yticks([])
    plt.show()


def show_images(images, labels, preds, num_rows=4, num_cols=4):
    fig, axes = plt.subplots(num_rows, num_cols, figsize=(10, 10), squeeze=False)
    axes = axes.flatten()  # Flatten axes array for easy iteration
    for ax in axes:
        ax.axis('off')  # Turn off axis labels
    for idx in range(num_rows * num_cols):
        if idx >= len(images):
            break
        ax = axes[idx]
        img = images[idx].cpu().numpy().squeeze()  # Convert tensor to numpy and remove unnecessary dimensions
        ax.imshow(img, cmap='gray')
        ax.set_title(f'True: {labels[idx]}\nPred: {preds[idx]}')
    plt.tight_layout()
    plt.show()
    return fig
