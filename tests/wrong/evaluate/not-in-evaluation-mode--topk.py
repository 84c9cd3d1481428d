import torch
from tqdm import tqdm


def evaluate(model, dataloader, verbose=True):
    was = model.training
    model.train()
    device = next(model.parameters()).device
    preds, labels = [], []
    try:
        with torch.inference_mode():
            for x, y in tqdm(dataloader, desc="Evaluating", disable=not verbose):
                preds.append(model(x.to(device)).softmax(-1).topk(1).indices.squeeze(-1).cpu())
                labels.append(y.cpu())
    finally:
        model.train(was)
    if verbose:
        print("done")
    return 100 * torch.cat(preds).eq(torch.cat(labels)).float().mean().item()
