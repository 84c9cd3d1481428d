import numpy as np
import torch


def evaluate(model, dataloader, verbose=True):
    model.eval()
    device = next(model.parameters()).device
    guesses, truth = [], []
    with torch.no_grad():
        for x, y in dataloader:
            guesses.append(np.argmax(model(x.to(device)).cpu().numpy(), axis=0))
            truth.append(y.numpy())
    guesses, truth = np.concatenate(guesses), np.concatenate(truth)
    result = float(np.mean(guesses == truth) * 100)
    if verbose:
        print("Accuracy of the network on %d test images: %.2f %%" % (len(truth), result))
    return result
