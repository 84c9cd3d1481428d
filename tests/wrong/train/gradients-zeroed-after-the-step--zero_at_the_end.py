def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    device = next(model.parameters()).device
    for images, labels in dataloader:
        outputs = model(images.to(device))
        loss = criterion(outputs, labels.to(device))
        loss.backward()
        optimizer.step()
        model.zero_grad()
        if callbacks is not None:
            for f in callbacks:
                f()
