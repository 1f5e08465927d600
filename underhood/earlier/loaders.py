"""The pair of loaders that a Learner is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import torch

__all__ = ["Batches", "DataLoaders"]

Batches: TypeAlias = "Iterable[tuple[torch.Tensor, torch.Tensor]]"


@dataclass
class DataLoaders:
    """The loader to train with and the loader to validate with."""

    train: Batches
    valid: Batches
