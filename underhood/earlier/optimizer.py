"""What notebook 6 builds: an optimizer, and a loop that trains with whatever optimizer it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch

__all__ = ["BasicOptim", "train_model"]

Batches = Iterable[tuple[torch.Tensor, torch.Tensor]]


class BasicOptim:
    """Gradient descent: `step` moves each parameter against its gradient, `zero_grad` clears the gradients."""

    def __init__(self, params: Iterable[torch.Tensor], lr: float) -> None:
        self.params, self.lr = list(params), lr

    def step(self) -> None:
        """Move all parameters that have a gradient, in place."""
        with torch.no_grad():
            for parameter in self.params:
                if parameter.grad is not None:
                    parameter.sub_(parameter.grad, alpha=self.lr)

    def zero_grad(self) -> None:
        """Forget all gradients."""
        for parameter in self.params:
            parameter.grad = None


def train_model(
    model: torch.nn.Module,
    dl: Batches,
    valid_dl: Batches,
    opt: BasicOptim,
    epochs: int,
    loss_func: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    metric: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
) -> list[float]:
    """Train for so many epochs. Returns the metric on the validation batches after each, as a mean over batches."""
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss_func(model(xb), yb).backward()  # type: ignore[no-untyped-call]  # torch leaves it so
            opt.step()
            opt.zero_grad()
        with torch.no_grad():
            history.append(torch.stack([metric(model(xb), yb) for xb, yb in valid_dl]).mean().item())
    return history
