"""CUDA survives no fork: no process may have touched it that forks the process of an exercise.

That is soon done. The first `backward`, on whatever device, makes torch count the cards, and what it has counted holds
for this process and for all that it forks later: where the cards were hidden it is 0 for good. A notebook's cells call
`backward`. So an exercise that computes on CUDA is not forked off the process in which they have run: it is forked off
a worker in which nothing has, and repeats them (`NotebookRun` in `engine/run_cells.py`). The warm parent, from which
all workers come, leaves `backward` out where `CUDA_DEVICES` says that exercises will compute there.
"""

from __future__ import annotations

import os

__all__ = ["CUDA_DEVICES", "EVERY_CUDA_DEVICE", "show_cuda"]

CUDA_DEVICES = "UNDERHOOD_CUDA_DEVICES"
"""Where exercises compute on CUDA: what CUDA_VISIBLE_DEVICES was for the judge. The notebook's process has it empty."""
EVERY_CUDA_DEVICE = "all"


def show_cuda() -> None:
    """Let this process, which has just been forked, see the CUDA devices of the judge."""
    devices = os.environ[CUDA_DEVICES]
    if devices == EVERY_CUDA_DEVICE:
        del os.environ["CUDA_VISIBLE_DEVICES"]
    else:
        os.environ["CUDA_VISIBLE_DEVICES"] = devices
