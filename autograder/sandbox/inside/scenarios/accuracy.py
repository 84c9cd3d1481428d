"""The scenario of the accuracy: the learner's LeNet, trained by the learner's train."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from .networks import state

MEAN, DEVIATION = 0.1307, 0.3081


class _ReadyBatches(Dataset):  # type: ignore[type-arg]
    """Images that are already normalised, given out a whole batch at a time.

    A loader over it slices two tensors and leaves the processor to the learner's training.
    """

    def __init__(self, images: torch.Tensor, labels: torch.Tensor, device: torch.device) -> None:
        self.images, self.labels = normalised(images).to(device), labels.long().to(device)

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
        return self.images[index], self.labels[index]

    def __getitems__(self, indices: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = torch.tensor(indices, device=self.labels.device)
        return self.images[chosen], self.labels[chosen]


class _Noting(nn.CrossEntropyLoss):
    """Cross-entropy that keeps the losses it gave, for the training curve."""

    def __init__(self) -> None:
        super().__init__()
        self.losses: list[torch.Tensor] = []

    def forward(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Give the mean loss of a batch."""
        loss = super().forward(logits, labels)
        self.losses.append(loss.detach())
        return loss


def normalised(images: torch.Tensor) -> torch.Tensor:
    """Give (N, 1, 28, 28) float images for (N, 28, 28) bytes, as in training."""
    return ((images.float() / 255 - MEAN) / DEVIATION).unsqueeze(1)


def accuracy(
    network: Any,
    train: Any,
    images: torch.Tensor,
    labels: torch.Tensor,
    test_images: torch.Tensor,
    recipe: dict[str, Any],
    seed: int,
) -> dict[str, Any]:
    """Train a new network by the recipe and give its logits for images without labels.

    `recipe` holds epochs, lr, momentum and batch_size, and the device where the network and
    the batches lie (by default the processor). The logits of the untrained weights
    come back too: an accuracy that they reach was not learned.
    """
    device = torch.device(recipe.get("device", "cpu"))
    torch.manual_seed(seed)
    model = network().to(device)
    start = state(model)
    data = _ReadyBatches(images, labels, device)
    loader = DataLoader(
        data, batch_size=recipe["batch_size"], shuffle=True, collate_fn=lambda batch: batch
    )
    criterion = _Noting()
    optimizer = torch.optim.SGD(model.parameters(), lr=recipe["lr"], momentum=recipe["momentum"])
    for _ in range(recipe["epochs"]):
        train(model, loader, criterion, optimizer)
    ready = normalised(test_images).to(device)
    end = state(model)
    logits = _logits(model, ready)
    model.load_state_dict(start)
    return {
        "weights before": _here(start),
        "weights after": _here(end),
        "logits": logits,
        "logits of the untrained weights": _logits(model, ready),
        "losses": torch.stack(criterion.losses).cpu() if criterion.losses else torch.zeros(0),
    }


def _logits(model: Any, images: torch.Tensor) -> torch.Tensor:
    model.eval()
    with torch.no_grad():
        return torch.cat([model(batch) for batch in torch.split(images, 250)]).cpu()


def _here(values: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: value.cpu() for name, value in values.items()}
