"""The devices that torch can compute on: which this machine has, and which the cells of a notebook use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing torch takes a second, and `underhood lab` has no use for it
    import torch

__all__ = ["DEVICES", "DEVICE_VARIABLE", "chosen_device", "devices_here"]

DEVICES = ("cpu", "cuda", "mps")
"""All that the course knows of; a machine may lack some."""

DEVICE_VARIABLE = "UNDERHOOD_DEVICE"


def devices_here() -> list[str]:
    """The devices that this machine has: cpu, and cuda or mps."""
    import torch

    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return [name for name, is_there in there.items() if is_there]


def chosen_device() -> torch.device:
    """The device that `UNDERHOOD_DEVICE` names: cpu, cuda or mps. Without it, the CPU.

    Raises:
        RuntimeError: this machine has no such device.
    """
    import torch

    name = os.environ.get(DEVICE_VARIABLE, "").strip() or "cpu"
    if name not in devices_here():
        here = ", ".join(devices_here())
        raise RuntimeError(f"{DEVICE_VARIABLE} is {name!r}, and this machine has {here}. Set it to one of these.")
    return torch.device(name)
