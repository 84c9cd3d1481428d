"""Evaluates a frozen copy, so that nothing can happen to the model itself."""
import copy

from tqdm import tqdm


def frozen(model):
    twin = copy.deepcopy(model).eval()
    for parameter in twin.parameters():
        parameter.requires_grad_(False)
    return twin


def evaluate(model, dataloader, verbose=True):
    twin, right, seen = frozen(model), 0, 0
    device = next(model.parameters()).device
    with tqdm(total=len(dataloader), disable=not verbose) as bar:
        for images, labels in dataloader:
            predicted = twin(images.to(device)).argmax(-1)
            right += int(predicted.eq(labels.to(device)).sum())
            seen += len(labels)
            bar.update()
    return right * 100 / seen
