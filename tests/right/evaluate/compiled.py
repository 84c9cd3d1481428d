"""The forward pass goes through torch.compile, as guides to fast inference have it."""
import torch


def evaluate(model, dataloader, verbose=True):
    model.eval()
    forward = torch.compile(model)
    right = seen = 0
    with torch.inference_mode():
        for images, labels in dataloader:
            device = next(model.parameters()).device
            logits = forward(images.to(device))
            right += int((logits.argmax(1) == labels.to(device)).sum())
            seen += len(labels)
            if verbose:
                print(f"{right} / {seen}")
    return 100 * right / seen
