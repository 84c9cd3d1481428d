import torch
from tqdm import tqdm


def evaluate(model, dataloader, verbose=True):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    try:
        correct = 0
        total = 0
        batches = tqdm(dataloader) if verbose else dataloader
        for images, labels in batches:
            device = next(model.parameters()).device
            values, predicted = model(images.to(device)).max(1)
            total += labels.size(0)
            correct += predicted.eq(labels.to(device)).sum().item()
    finally:
        torch.set_grad_enabled(True)
        if was_training:
            model.train()
    return correct / total * 100
