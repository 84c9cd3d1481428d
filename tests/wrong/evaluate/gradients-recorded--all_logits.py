"""First all the logits, then one comparison."""
import torch


def predict_all(model, dataloader):
    device = next(model.parameters()).device
    results = [(model(images.to(device)), labels) for images, labels in dataloader]
    logits, labels = map(torch.cat, zip(*results))
    return logits.cpu(), labels


def evaluate(model, dataloader, verbose=True):
    model.eval()
    logits, labels = predict_all(model, dataloader)
    hits = logits.softmax(-1).argmax(-1) == labels
    return hits.double().mean().mul(100).item()
