"""Exercise 8, a second way: gather everything, then compare once."""

import torch


@torch.inference_mode()
def evaluate(model, dataloader, verbose=True):
    """Join the predictions of all batches, and their labels."""
    model.eval()
    device = next(model.parameters()).device
    batches = [(model(images.to(device)).argmax(1).cpu(), y.cpu()) for images, y in dataloader]
    predictions, labels = (torch.cat(pieces) for pieces in zip(*batches))
    return 100 * (predictions == labels).double().mean().item()
