import torch


class Trainer:
    """Holds what a step needs; next() and StopIteration instead of a for loop."""

    def __init__(self, model, criterion, optimizer, hooks):
        self.model, self.criterion, self.optimizer = model, criterion, optimizer
        self.hooks = tuple(hooks or ())
        self.n_steps = 0

    def step(self, batch):
        x, y = batch
        self.optimizer.zero_grad()
        with torch.autocast("cpu", enabled=False), torch.set_grad_enabled(True):
            loss = self.criterion(self.model.forward(x), y)
        torch.autograd.backward(loss)
        self.optimizer.step()
        self.n_steps += 1

    def run(self, dataloader):
        self.model.train()
        batches = iter(dataloader)
        while True:
            try:
                batch = next(batches)
            except StopIteration:
                return self.n_steps
            self.step(batch)
            for hook in self.hooks:
                hook()


def train(model, dataloader, criterion, optimizer, callbacks=None):
    return Trainer(model, criterion, optimizer, callbacks).run(dataloader)
