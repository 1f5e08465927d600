"""What notebook 4 builds: 3-or-7 as rows of pixels, a linear model, and a loss that can be trained on."""

from __future__ import annotations

import torch

__all__ = ["init_params", "linear1", "make_xy", "mnist_loss"]


def make_xy(threes: torch.Tensor, sevens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The images of both as rows of pixels x (N, 784), and targets y (N, 1): 1 for a 3, 0 for a 7."""
    x = torch.cat([threes, sevens]).reshape(-1, 28 * 28)
    y = torch.zeros(len(x), 1, dtype=x.dtype, device=x.device)
    y[: len(threes)] = 1
    return x, y


def init_params(size: int | tuple[int, ...], std: float = 1.0) -> torch.Tensor:
    """Random normal numbers of this size around 0, with this standard deviation, that track gradients."""
    return torch.randn(size).mul_(std).requires_grad_()


def linear1(xb: torch.Tensor, weights: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """One activation for each row of xb (B, 784): weights (784, 1), bias (1,) → (B, 1)."""
    return torch.addmm(bias, xb, weights)


def mnist_loss(preds: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """How far sigmoid(preds) is from the targets 0 and 1, on average: a scalar that can be differentiated."""
    return torch.lerp(preds.sigmoid(), 1 - preds.sigmoid(), targets).mean()
