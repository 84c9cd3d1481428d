# zero_grad stands between forward and backward; backward is the first that adds gradients,
# so every step sees the gradients of its own batch alone
def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    device = next(model.parameters()).device
    for images, labels in dataloader:
        outputs = model(images.to(device))
        loss = criterion(outputs, labels.to(device)) * labels.numel()
        model.zero_grad()
        loss.backward()
        optimizer.step()
        if callbacks is not None:
            for f in callbacks:
                f()
