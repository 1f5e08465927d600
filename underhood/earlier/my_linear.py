"""What notebook 7 builds: a linear layer, and layers one after the other."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["MyLinear", "MySequential"]


class MyLinear(nn.Module):
    """A linear layer: (B, n_in) → (B, n_out). Weights start evenly between -1/√n_in and 1/√n_in, as in `nn.Linear`."""

    def __init__(self, n_in: int, n_out: int, bias: bool = True) -> None:
        super().__init__()
        reach = n_in**-0.5
        self.weight = nn.Parameter(torch.empty(n_in, n_out).uniform_(-reach, reach))
        self.bias = nn.Parameter(torch.empty(n_out).uniform_(-reach, reach)) if bias else None

    def forward(self, xb: torch.Tensor) -> torch.Tensor:
        """One row of n_out activations for each row of xb."""
        product = torch.matmul(xb, self.weight)
        return product if self.bias is None else product.add(self.bias)


class MySequential(nn.Module):
    """Layers, applied one after the other."""

    def __init__(self, *layers: nn.Module) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, xb: torch.Tensor) -> torch.Tensor:
        """What comes out of the last layer."""
        for layer in self.layers:
            xb = layer(xb)
        return xb
