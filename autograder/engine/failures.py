"""How a worker can fail, for the machine's fault or the student's."""

from __future__ import annotations

__all__ = ["WallFell", "WorkerEnded", "WorkerNotStarted"]


class WorkerNotStarted(Exception):
    """No worker could be started: a fault of this machine or installation, never of a student."""


class WallFell(WorkerNotStarted):
    """Python behind the wall has ended, and all workers with it. A new one can be started."""


class WorkerEnded(Exception):
    """The worker is gone or does not answer. `timed_out` tells which."""

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out
