import math
import torch, pathlib
from train import *
from evaluate import *
from functools import partial

def epochs(model, step, score, n):
    for i in range(n):
        step()
        yield i + 1, score(), {k: v.clone() for k, v in model.state_dict().items()}, {k: p.grad.clone() for k, p in model.named_parameters() if p.grad is not None}

def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    optimizer = torch.optim.SGD([dict(params=list(model.parameters()), lr=lr, momentum=momentum)], lr=lr)
    criterion = torch.nn.functional.cross_entropy
    best = (-math.inf,)
    for number, accuracy, weights, gradients in epochs(model, partial(train, model, train_loader, criterion, optimizer), partial(evaluate, model, test_loader), num_epoch):
        best = max(best, (accuracy, weights, gradients), key=lambda t: t[0])
        print("Epoch", number, "Accuracy", f"{accuracy:.2f}%", "/", "Best Accuracy:", f"{best[0]:.2f}%")
    accuracy, weights, gradients = best
    out = pathlib.PurePath(out_dir)
    torch.save(weights, out / "model.pt", pickle_protocol=4)
    torch.save(gradients, out / "model_gradients.pt", pickle_protocol=4)
    model.load_state_dict(weights)
    return accuracy
