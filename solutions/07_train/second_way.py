"""Exercise 7, a second way: gradients that are asked for, instead of gradients that add up."""

import torch


def train(model, dataloader, criterion, optimizer, callbacks=None):
    """Ask for the gradients of one loss and put them where the optimizer looks."""
    model.train()
    parameters = [p for p in model.parameters() if p.requires_grad]
    device = parameters[0].device
    for images, labels in dataloader:
        loss = criterion(model(images.to(device)), labels.to(device))
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        optimizer.step()
        for callback in callbacks or ():
            callback()
