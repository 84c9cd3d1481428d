"""Stretch goal 7: one step for several batches."""


def train_accumulating(model, dataloader, criterion, optimizer, every=2):
    """Train for one pass over `dataloader`, with one optimizer step for `every` batches.

    Each step uses the mean of the gradients of its batches; the last group may have fewer, and
    then it is their mean. In training mode, on the model's own device.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    model.train()
    gathered = 0

    def step():
        for parameter in model.parameters():
            if parameter.grad is not None:
                parameter.grad /= gathered
        optimizer.step()
        optimizer.zero_grad()

    optimizer.zero_grad()
    for images, labels in dataloader:
        criterion(model(images.to(device)), labels.to(device)).backward()
        gathered += 1
        if gathered == every:
            step()
            gathered = 0
    if gathered:
        step()
    # END SOLUTION
