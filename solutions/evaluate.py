"""Exercise 8: how many of the samples does the network get right?"""

import torch
from tqdm.auto import tqdm


def evaluate(model, dataloader, verbose=True):
    """Give the percentage, 0 to 100, of samples whose largest logit is the label, as a float.

    In evaluation mode, without gradients, on the model's own device; over samples, not
    batches. With `verbose` it may show a progress bar, without it writes nothing.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for images, labels in tqdm(dataloader, desc="evaluate", leave=False, disable=not verbose):
            images, labels = images.to(device), labels.to(device)
            predictions = model(images).argmax(dim=1)
            correct += (predictions == labels).sum().item()
            total += len(labels)
    return 100 * correct / total
    # END SOLUTION
