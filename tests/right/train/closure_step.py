"""optimizer.step with a closure, the criterion by keywords."""
import torch


def train(model, dataloader, criterion, optimizer, callbacks=None):
    device = next(iter(model.parameters())).device
    model.train(True)
    for batch in dataloader:
        inputs, targets = (t.to(device, non_blocking=True) for t in batch)

        def closure():
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(input=model(inputs), target=targets)
            loss.backward()
            return loss

        optimizer.step(closure)
        if callbacks is not None:
            for call in callbacks:
                call()
