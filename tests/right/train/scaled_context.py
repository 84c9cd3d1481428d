"""set_grad_enabled, GradScaler(enabled=False), no_grad counting."""
import logging

import torch

log = logging.getLogger(__name__)


def train(model, dataloader, criterion, optimizer, callbacks=None):
    dev = next(model.parameters()).device
    scaler = torch.amp.GradScaler("cpu", enabled=False)
    was = model.training
    model.train()
    running = torch.zeros((), dtype=torch.float64)
    for step, data in enumerate(dataloader):
        x, y = data[0].to(dev), data[1].to(dev)
        with torch.set_grad_enabled(True):
            optimizer.zero_grad()
            logits = model(x)
            loss = criterion(logits, y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        with torch.no_grad():
            running += loss.detach().cpu().double()
        if callbacks:
            for c in callbacks:
                c()
        log.debug("step %d: %.3f", step, running / (step + 1))
    model.train(was)
