"""Which device the cells of a notebook compute on."""

from __future__ import annotations

import os

import torch

__all__ = ["DEVICE_VARIABLE", "chosen_device"]

DEVICE_VARIABLE = "UNDERHOOD_DEVICE"


def chosen_device() -> torch.device:
    """The device that `UNDERHOOD_DEVICE` names: cpu, cuda or mps. Without it, the CPU.

    Raises:
        RuntimeError: this machine has no such device.
    """
    name = os.environ.get(DEVICE_VARIABLE, "").strip() or "cpu"
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not there.get(name, False):
        here = ", ".join(known for known, is_there in there.items() if is_there)
        raise RuntimeError(f"{DEVICE_VARIABLE} is {name!r}, and this machine has {here}. Set it to one of these.")
    return torch.device(name)
