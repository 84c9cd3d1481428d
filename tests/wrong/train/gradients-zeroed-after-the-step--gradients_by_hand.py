def train(model, dataloader, criterion, optimizer, callbacks=None):
    """zero_grad by hand: a gradient that is None counts as zero."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    device = parameters[0].device
    model.train(True)
    if callbacks is None:
        callbacks = []
    for batch in dataloader:
        images = batch[0].to(device)
        labels = batch[1].to(device)
        criterion(model(images), labels).backward()
        optimizer.step()
        for p in parameters:
            p.grad = None
        for c in callbacks:
            c()
