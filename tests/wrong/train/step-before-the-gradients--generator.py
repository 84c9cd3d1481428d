# also: no-step-after-backward, no-gradients-at-the-step
from itertools import chain


def _to(device, dataloader):
    yield from ((images.to(device), labels.to(device)) for images, labels in dataloader)


def _losses(model, batches, criterion, optimizer):
    for images, labels in batches:
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        optimizer.step()
        loss.backward()
        yield loss


def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    device = next(chain(model.parameters(), model.buffers())).device
    history = []
    for loss in _losses(model, _to(device, dataloader), criterion, optimizer):
        history.append(round(loss.item(), 4))
        for callback in callbacks or []:
            callback()
    return history
