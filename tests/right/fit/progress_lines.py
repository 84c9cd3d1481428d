"""Says more than it must: a line before each epoch begins like the one after it."""
import copy
import time
from pathlib import Path

import torch

from evaluate import evaluate
from train import train


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    sgd = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    best = {"accuracy": float("-inf")}
    for epoch in range(1, num_epoch + 1):
        print(f"Epoch {epoch}/{num_epoch} begins at {time.strftime('%H:%M:%S')}")
        train(model, train_loader, torch.nn.CrossEntropyLoss(), sgd)
        accuracy = evaluate(model, test_loader, verbose=False)
        if accuracy > best["accuracy"]:
            grads = {n: copy.copy(p.grad).clone() for n, p in model.named_parameters() if p.grad is not None}
            best = {"accuracy": accuracy, "weights": copy.deepcopy(model.state_dict()), "grads": grads}
        print("Epoch {:>2d} Accuracy {:.2f}% / Best Accuracy: {:.2f}%".format(epoch, accuracy, best["accuracy"]))
    model.load_state_dict(best["weights"])
    torch.save(best["weights"], Path(out_dir) / "model.pt")
    torch.save(best["grads"], Path(out_dir) / "model_gradients.pt")
    return best["accuracy"]
