"""Probes that more than one assignment needs: what a module holds, and what its gradients are.

They show weights and gradients as data; the judge computes from the same weights what they should be. The order of
parameters is the student's own, and so is their orientation: look for one by its size, with `of_size`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from underhood.checking.expectations import expect
from underhood.checking.probe import probe

__all__ = ["gradients_for", "gradients_of", "of_size", "parameters_of", "set_parameters"]


@probe
def parameters_of(notebook: Any, module: Any) -> Any:
    """All parameters, in the student's order."""
    return [parameter.detach() for parameter in module.parameters()]


@probe
def gradients_of(notebook: Any, module: Any) -> Any:
    """The gradients of all parameters as they are now, in the same order; None where there is none."""
    return [parameter.grad for parameter in module.parameters()]


@probe
def gradients_for(notebook: Any, module: Any, x: Any, cotangent: Any) -> Any:
    """What the module makes of `x`, and all gradients of `(module(x) * cotangent).sum()`: of parameters, and of `x`."""
    module.zero_grad()
    x = x.detach().clone().requires_grad_()
    output = module(x)
    (output * cotangent).sum().backward()
    gradients = [parameter.grad for parameter in module.parameters()]
    return {"output": output, "gradients": gradients, "input": x.grad}


@probe
def set_parameters(notebook: Any, module: Any, values: Any) -> Any:
    """Give all parameters these values, in the order of `parameters_of`."""
    with torch.no_grad():
        for parameter, value in zip(module.parameters(), values, strict=True):
            parameter.copy_(value)


def of_size(tensors: Any, size: int) -> Any:
    """The one tensor with so many numbers.

    Raises:
        Wrong: there is none, or more than one.
    """
    listed = tensors if isinstance(tensors, Sequence) else ()
    found = [tensor for tensor in listed if isinstance(tensor, torch.Tensor) and tensor.numel() == size]
    expect(len(found) == 1, expected=f"one parameter with {size} numbers", got=f"{len(found)} of that size")
    return found[0]
