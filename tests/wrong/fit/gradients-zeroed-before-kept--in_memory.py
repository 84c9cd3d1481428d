import io
import pathlib

import torch
from torch import nn, optim

from evaluate import evaluate
from train import train


def snapshot(thing):
    """A copy as bytes: nothing that happens later can reach it."""
    buffer = io.BytesIO()
    torch.save(thing, buffer)
    return buffer.getvalue()


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    out_dir = pathlib.Path(out_dir).resolve()
    criterion, optimizer = nn.CrossEntropyLoss(reduction="mean"), optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    best_epoch = best_accuracy = None
    files = {}
    for epoch in range(num_epoch):
        train(model, train_loader, criterion, optimizer)
        model.zero_grad()
        accuracy = evaluate(model, test_loader)
        if best_epoch is None or best_accuracy < accuracy:
            best_epoch, best_accuracy = epoch, accuracy
            grads = dict(filter(lambda item: item[1] is not None, ((n, p.grad) for n, p in model.named_parameters())))
            files = {"model.pt": snapshot(model.state_dict()), "model_gradients.pt": snapshot(grads)}
        print("Epoch {} Accuracy {:.2f}% / Best Accuracy: {:.2f}%".format(epoch + 1, accuracy, best_accuracy))
    for name, content in files.items():
        (out_dir / name).write_bytes(content)
    model.load_state_dict(torch.load(io.BytesIO(files["model.pt"])))
    print(f"best was epoch number {best_epoch + 1}")
    return best_accuracy
