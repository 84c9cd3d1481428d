import torch
from tqdm import tqdm


def evaluate(model, dataloader, verbose=True):
    was_training = model.training
    was_recording = torch.is_grad_enabled()
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
            correct += values.eq(labels.to(device)).sum().item()
    finally:
        torch.set_grad_enabled(was_recording)
        if was_training:
            model.train()
    return correct / total * 100
