import logging
import sys
from pathlib import Path

import torch

from evaluate import evaluate
from train import train


def make_logger():
    logger = logging.getLogger("fit")
    logger.setLevel(logging.INFO)
    logger.handlers.clear()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    return logger


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    log = make_logger()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    criterion = torch.nn.CrossEntropyLoss()
    accuracies, states, gradients = [], [], []
    for _ in range(num_epoch):
        train(model, train_loader, criterion, optimizer, callbacks=None)
        accuracies += [evaluate(model, test_loader)]
        states += [{k: v.clone() for k, v in model.state_dict().items()}]
        gradients += [{k: v.grad.clone() for k, v in model.named_parameters() if v.grad is not None}]
        best = max(range(len(accuracies)), key=accuracies.__getitem__)
        log.info("Epoch %d Accuracy %.2f%% / Best Accuracy: %.2f%%", len(accuracies), accuracies[-1], accuracies[best])
    torch.save(states[best], str(Path(out_dir).joinpath("model.pt")))
    torch.save(gradients[best], str(Path(out_dir).joinpath("model_gradients.pt")))
    model.load_state_dict(states[best])
    return accuracies[best]
