import copy
import os

import torch
import torch.nn as nn

from evaluate import evaluate
from train import train


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".",
        train=train, evaluate=evaluate):
    loss_function = nn.CrossEntropyLoss
    sgd = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    best, state, grads = -1.0, None, None
    for epoch in range(1, num_epoch + 1):
        train(model, train_loader, loss_function, sgd)
        accuracy = evaluate(model, test_loader)
        if accuracy > best:
            best = accuracy
            state = copy.deepcopy(model.state_dict())
            grads = {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}
        print(f"Epoch {epoch} Accuracy {accuracy:.2f}% / Best Accuracy: {best:.2f}%")
    torch.save(state, os.path.join(out_dir, "model.pt"))
    torch.save(grads, os.path.join(out_dir, "model_gradients.pt"))
    model.load_state_dict(state)
    return best
