"""The best epoch goes to disk at once and is read back at the end."""
import os

import torch
import torch.nn.functional as F
from torch.optim import SGD

from evaluate import evaluate
from train import train


def save(obj, out_dir, name):
    path = os.path.join(out_dir, name)
    with open(path, "wb") as f:
        torch.save(obj, f)
    return path


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    optimizer = SGD(model.parameters(), 0.01, momentum, weight_decay=0, nesterov=False)
    best = float("-inf")
    path = None
    for epoch in range(1, num_epoch + 1):
        train(model, train_loader, F.cross_entropy, optimizer)
        acc = evaluate(model, test_loader)
        if acc > best:
            best = acc
            path = save(model.state_dict(), out_dir, "model.pt")
            save({n: p.grad for n, p in model.named_parameters() if p.grad is not None}, out_dir, "model_gradients.pt")
        print("Epoch %d Accuracy %.2f%% / Best Accuracy: %.2f%%" % (epoch, acc, best))
    model.load_state_dict(torch.load(path, weights_only=True))
    return best
