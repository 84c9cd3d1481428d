"""Exercise 7: one epoch of training."""


def train(model, dataloader, criterion, optimizer, callbacks=None):
    """Train `model` for one pass over `dataloader`, on the model's own device.

    For each batch, in this order: the gradients are set to zero, the loss
    `criterion(model(images), labels)` is computed, its gradients are, the optimizer takes
    one step, and each of `callbacks` (a list, or None) is called without arguments. The
    gradients of the last batch are left in `.grad`.
    """
    raise NotImplementedError
