import torch


class Trainer:
    """Holds what a step needs; next() and StopIteration instead of a for loop."""

    def __init__(self, model, optimizer, hooks):
        self.model, self.criterion, self.optimizer = model, torch.nn.CrossEntropyLoss(), optimizer
        self.hooks = tuple(hooks or ())
        self.device = next(model.parameters()).device
        self.n_steps = 0

    def step(self, batch):
        x, y = (t.to(self.device) for t in batch)
        self.optimizer.zero_grad()
        with torch.autocast(self.device.type, enabled=False), torch.set_grad_enabled(True):
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
    return Trainer(model, optimizer, callbacks).run(dataloader)
