"""What notebook 5 builds: the parts of a training loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch

__all__ = ["batch_accuracy", "split_indices", "train_epoch", "validate_epoch"]

Batches = Iterable[tuple[torch.Tensor, torch.Tensor]]
Model = Callable[[torch.Tensor], torch.Tensor]


def train_epoch(
    model: Model,
    dl: Batches,
    lr: float,
    params: Sequence[torch.Tensor],
    loss_func: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
) -> None:
    """Go through the batches once: the gradient of each, a step against it, and away with it."""
    for xb, yb in dl:
        gradients = torch.autograd.grad(loss_func(model(xb), yb), params)
        with torch.no_grad():
            for parameter, gradient in zip(params, gradients, strict=True):
                parameter.sub_(gradient, alpha=lr)


def batch_accuracy(preds: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The share of raw activations (B, 1) that lie on the side of 0 on which their target (B, 1) lies."""
    return ((preds > 0) == (targets > 0.5)).float().mean()


def validate_epoch(model: Model, valid_dl: Batches) -> float:
    """The mean of `batch_accuracy` over the batches."""
    with torch.no_grad():
        accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return torch.stack(accuracies).mean().item()


def split_indices(n: int, valid_pct: float = 0.2, seed: int = 42) -> tuple[list[int], list[int]]:
    """The numbers 0 to n - 1, shuffled and split: (train, valid). The same seed gives the same split."""
    shuffled = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    kept_back = int(n * valid_pct)
    return shuffled[kept_back:], shuffled[:kept_back]
