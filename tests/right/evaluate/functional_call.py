import torch
from torch.func import functional_call
from tqdm.contrib import tenumerate
from itertools import chain

def _predict(model, x):
    params = {k: v.detach() for k, v in chain(model.named_parameters(), model.named_buffers())}
    return functional_call(model, params, (x,))

def evaluate(model, dataloader, verbose=True):
    model.eval()
    device = next(model.parameters()).device
    good = []
    loop = tenumerate(dataloader) if verbose else enumerate(dataloader)
    with torch.no_grad():
        for _, (x, y) in loop:
            good.extend((_predict(model, x.to(device)).argmax(dim=1) == y.to(device)).tolist())
    return 100 * sum(good) / len(good)
