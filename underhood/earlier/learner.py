"""What notebook 8 builds: a Learner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from underhood.earlier.loaders import DataLoaders

__all__ = ["DataLoaders", "Learner"]

Compare = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


class Learner:
    """Trains a model and keeps a history: a row (epoch, validation loss, metric) for each epoch.

    Args:
        dls: has the loaders `train` and `valid`.
        model: a module.
        opt_func: called with (parameters, learning rate); what it returns has `step` and `zero_grad`.
        loss_func: activations and targets to a scalar that can be differentiated.
        metrics: activations and targets to a number.
    """

    def __init__(
        self, dls: DataLoaders, model: nn.Module, opt_func: Callable[..., Any], loss_func: Compare, metrics: Compare
    ) -> None:
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history: list[tuple[int, float, float]] = []

    def fit(self, epochs: int, lr: float) -> None:
        """Train for so many epochs. A second call goes on where the first one stopped."""
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(epochs):
            self._train(opt)
            self.history.append((len(self.history), *self._validate()))

    def _train(self, opt: Any) -> None:
        self.model.train()
        for xb, yb in self.dls.train:
            self.loss_func(self.model(xb), yb).backward()  # type: ignore[no-untyped-call]  # torch leaves it so
            opt.step()
            opt.zero_grad()

    def _validate(self) -> tuple[float, float]:
        self.model.eval()
        seen, loss, metric = 0, 0.0, 0.0
        with torch.no_grad():
            for xb, yb in self.dls.valid:
                preds = self.model(xb)
                loss += float(self.loss_func(preds, yb)) * len(xb)
                metric += float(self.metrics(preds, yb)) * len(xb)
                seen += len(xb)
        return loss / seen, metric / seen
