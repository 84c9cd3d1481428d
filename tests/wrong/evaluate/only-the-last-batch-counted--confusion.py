"""Through the confusion matrix: its diagonal is what is right."""
import torch


def confusion_matrix(model, dataloader, device):
    matrix = None
    for images, labels in dataloader:
        logits = model(images.to(device))
        classes = logits.shape[1]
        pairs = labels.to(device) * classes + logits.argsort(dim=1, descending=True)[:, 0]
        counts = torch.bincount(pairs, minlength=classes**2).view(classes, classes)
        matrix = counts
    return matrix


def evaluate(model, dataloader, verbose=True):
    with torch.inference_mode():
        matrix = confusion_matrix(model.eval(), dataloader, next(model.parameters()).device)
        if verbose:
            print(matrix)
        return (matrix.trace() * 100).item() / matrix.sum().item()
