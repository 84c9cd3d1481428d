import torch
from tqdm.auto import tqdm


def evaluate(model, dataloader, verbose=True):
    device = next(model.parameters()).device
    model.eval()
    n_right = 0
    n_all = 0
    batches = tqdm(dataloader) if verbose else dataloader
    with torch.inference_mode():
        for x, y in batches:
            x = x.to(device)
            y = y.to(device)
            scores = model(x)
            guess = torch.argmax(scores)
            n_right += int(torch.sum(guess == y))
            n_all += y.shape[0]
    return n_right / n_all * 100
