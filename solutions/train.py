"""Exercise 7: one epoch of training."""


def train(model, dataloader, criterion, optimizer, callbacks=None):
    """Train `model` for one pass over `dataloader`, on the model's own device.

    For each batch, in this order: the gradients are set to zero, the loss
    `criterion(model(images), labels)` is computed, its gradients are, the optimizer takes
    one step, and each of `callbacks` (a list, or None) is called without arguments. The
    gradients of the last batch are left in `.grad`.
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
