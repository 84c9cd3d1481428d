import functools
import os
import sys

import torch
from tqdm import tqdm


def in_eval_mode(function):
    @functools.wraps(function)
    def inner(model, *args, **kwargs):
        before = model.training
        model.eval()
        try:
            return function(model, *args, **kwargs)
        finally:
            model.train(before)

    return inner


@in_eval_mode
@torch.no_grad()
def evaluate(model, dataloader, verbose=True) -> float:
    device = next(model.parameters()).device
    hits: list[torch.Tensor] = []
    with open(os.devnull, "w") as nowhere:
        for images, labels in tqdm(dataloader, file=sys.stderr if verbose else nowhere):
            logits = model(images.to(device))
            hits.append(torch.eq(logits.softmax(-1).argmax(-1), labels.to(device)))
    return torch.cat(hits).double().mean().mul(100).item()
