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

__all__ = ["gradients_for", "gradients_of", "loader", "of_size", "parameters_of", "python_steps", "set_parameters"]


@probe
def loader(notebook: Any, x: Any, y: Any, batch_size: Any) -> Any:
    """A real DataLoader over pairs of rows of x and y, in this order, whose last batch may be smaller."""
    rows: Any = list(zip(x, y, strict=True))
    return torch.utils.data.DataLoader(rows, batch_size=batch_size)


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


@probe
def python_steps(notebook: Any, name: str, calls: Any) -> Any:
    """How many Python instructions each of these calls of a function takes; a call into torch counts as some, too.

    A function that leaves a loop to torch takes as many for large inputs as for small ones, and unlike a time that is
    the same on every machine. The first call is made once more before, so that nothing is counted that happens once.
    """
    import gc
    import sys

    from torch.overrides import TorchFunctionMode

    class SeesTorch(TorchFunctionMode):
        def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            return function(*args, **(kwargs or {}))

    def steps(arguments: Any) -> int:
        counted = 0

        def trace(frame: Any, event: str, argument: Any) -> Any:
            nonlocal counted
            frame.f_trace_opcodes = True
            counted += event == "opcode"
            return trace

        before = sys.gettrace()
        gc.disable()
        sys.settrace(trace)
        try:
            with SeesTorch():
                getattr(notebook, name)(*arguments)
        finally:
            sys.settrace(before)
            gc.enable()
        return counted

    return [steps(arguments) for arguments in (calls[0], *calls)][1:]


def of_size(tensors: Any, size: int) -> Any:
    """The one tensor with so many numbers.

    Raises:
        Wrong: there is none, or more than one.
    """
    listed = tensors if isinstance(tensors, Sequence) else ()
    found = [tensor for tensor in listed if isinstance(tensor, torch.Tensor) and tensor.numel() == size]
    expect(len(found) == 1, expected=f"one parameter with {size} numbers", got=f"{len(found)} of that size")
    return found[0]
