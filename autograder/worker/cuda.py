"""CUDA survives no fork: the notebook's process must not have touched it when it forks the process of an exercise."""

from __future__ import annotations

import os

__all__ = ["CUDA_DEVICES", "EVERY_CUDA_DEVICE", "show_cuda"]

CUDA_DEVICES = "UNDERHOOD_CUDA_DEVICES"
"""Holds what CUDA_VISIBLE_DEVICES was for the judge, while it is empty for the notebook's process."""
EVERY_CUDA_DEVICE = "all"


def show_cuda() -> None:
    """Let this process, which has just been forked, see the CUDA devices of the judge."""
    devices = os.environ[CUDA_DEVICES]
    if devices == EVERY_CUDA_DEVICE:
        del os.environ["CUDA_VISIBLE_DEVICES"]
    else:
        os.environ["CUDA_VISIBLE_DEVICES"] = devices
