"""The step of one batch is a compiled function."""
import torch


@torch.compile
def loss_of(model, criterion, images, labels):
    return criterion(model(images), labels)


def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    device = next(model.parameters()).device
    for images, labels in dataloader:
        optimizer.zero_grad()
        loss_of(model, criterion, images.to(device), labels.to(device)).backward()
        optimizer.step()
        for callback in callbacks or []:
            callback()
