import numpy as np
import torch


def evaluate(model, dataloader, verbose=True):
    model.eval()
    device = next(model.parameters()).device
    accuracies = []
    with torch.no_grad():
        for x, y in dataloader:
            guesses = np.argmax(model(x.to(device)).cpu().numpy(), axis=1)
            accuracies.append(np.mean(guesses == y.numpy()))
    result = float(np.mean(accuracies) * 100)
    if verbose:
        print("Accuracy of the network on the test images: %.2f %%" % result)
    return result
