"""The way LBFGS wants it: the optimizer calls back for the loss. SGD takes a closure too."""


def train(model, dataloader, criterion, optimizer, callbacks=None):
    device = next(iter(model.parameters())).device
    if not model.training:
        model.train()
    for images, labels in dataloader:
        images, labels = images.to(device), labels.to(device)

        def closure():
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            return loss

        loss = optimizer.step(closure)
        assert loss.isfinite(), "the loss exploded: choose a smaller lr"
