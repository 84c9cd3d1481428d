import copy
import pathlib

import torch
import torch.nn.functional as F

import evaluate as evaluation
import train as training


def fit(
    model,
    train_loader,
    test_loader,
    num_epoch: int = 5,
    lr: float = 1e-2,
    momentum: float = 0.5,
    out_dir: "str | pathlib.Path" = ".",
    train=training.train,
    evaluate=evaluation.evaluate,
) -> float:
    """Save at once whenever an epoch is the best; load back from the file."""
    out_dir = pathlib.Path(out_dir)
    sgd = torch.optim.SGD(model.parameters(), lr, momentum)
    history = []
    for epoch in range(num_epoch):
        train(model=model, dataloader=train_loader, criterion=F.cross_entropy, optimizer=sgd)
        history.append(evaluate(model=model, dataloader=test_loader))
        if history.index(max(history)) == epoch:
            torch.save(model.state_dict(), out_dir / "model.pt")
            torch.save(
                dict((n, p.grad) for n, p in model.named_parameters() if p.grad is not None), out_dir / "model_gradients.pt"
            )
        print(f"Epoch {epoch + 1} Accuracy {history[-1]:.2f}% / Best Accuracy: {max(history):.2f}%", flush=True)
    model.load_state_dict(torch.load(out_dir / "model.pt"))
    return max(history)
