import torch
from tqdm import tqdm


def evaluate(model, dataloader, verbose=True):
    model.eval()
    torch.set_grad_enabled(False)
    device = next(model.parameters()).device
    correct = 0
    total = 0
    batches = tqdm(dataloader) if verbose else dataloader
    for images, labels in batches:
        _, predicted = model(images.to(device)).max(1)
        total += labels.size(0)
        correct += predicted.eq(labels.to(device)).sum().item()
    return correct / total * 100
