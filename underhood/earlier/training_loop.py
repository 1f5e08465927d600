"""What notebook 5 builds: the accuracy of a batch, and of all batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch

__all__ = ["batch_accuracy", "validate_epoch"]

Batches = Iterable[tuple[torch.Tensor, torch.Tensor]]
Model = Callable[[torch.Tensor], torch.Tensor]


def batch_accuracy(preds: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The share of raw activations (B, 1) that lie on the side of 0 on which their target (B, 1) lies."""
    return ((preds > 0) == (targets > 0.5)).float().mean()


def validate_epoch(model: Model, valid_dl: Batches) -> float:
    """The mean of `batch_accuracy` over the batches."""
    with torch.no_grad():
        accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return torch.stack(accuracies).mean().item()
