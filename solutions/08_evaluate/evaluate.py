"""Exercise 8: what percentage of the samples does the network get right?"""

import torch
from tqdm.auto import tqdm


def evaluate(model, dataloader, verbose=True):
    """Return the percentage, 0 to 100, of samples that the model gets right, as a float.

    A sample is right when its largest logit is that of its label. In evaluation mode, without
    recording gradients, on the model's own device; over samples, not over batches. With
    `verbose` it may show a progress bar; otherwise it writes nothing.
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
