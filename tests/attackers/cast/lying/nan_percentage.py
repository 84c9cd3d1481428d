"""Not a percentage."""


def evaluate(model, dataloader, verbose=True):
    return float("nan")
