"""Exercise 7: one epoch of training."""


def train(model, dataloader, criterion, optimizer, callbacks=None):
    """Train `model` for one pass over `dataloader`, on the model's own device.

    The model is in training mode. For each batch, in this order: reset the gradients to zero,
    compute the loss `criterion(model(images), labels)` and then its gradients, let the
    optimizer take one step, and call each of `callbacks` (a list, or None) without arguments.
    The gradients of the last batch remain in `.grad`.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    model.train()
    for images, labels in dataloader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
        for callback in callbacks or []:
            callback()
    # END SOLUTION
