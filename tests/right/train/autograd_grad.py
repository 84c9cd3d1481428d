"""Gradients by torch.autograd.grad, written into .grad by hand."""
import torch


def train(model, dataloader, criterion, optimizer, callbacks=None):
    callbacks = [] if callbacks is None else list(callbacks)
    params = [p for group in optimizer.param_groups for p in group["params"]]
    device = params[0].device
    model.train()
    for images, labels in iter(dataloader):
        loss = criterion(model(images.to(device)), labels.to(device))
        for p, g in zip(params, torch.autograd.grad(loss, params)):
            p.grad = g
        optimizer.step()
        [f() for f in callbacks]
