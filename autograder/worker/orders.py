"""What the judge asks of a worker: one letter in front of the request's body."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CELL",
    "CONNECT",
    "END_EXERCISE",
    "END_WORKER",
    "EXERCISE",
    "HELLO",
    "KERNEL",
    "KERNEL_CHANNELS",
    "PUT_FILE",
    "RESTORE",
    "START_WORKER",
    "STUDENT",
    "WORKER_STATUS",
    "WRITTEN_FILES",
]

HELLO: Final = b"h"
"""Which versions run here? Answered once everything is imported."""

CELL: Final = b"c"
"""Run a cell: `{"source": text, "seconds": limit}`. In the notebook's process, or in that of one exercise."""

EXERCISE: Final = b"x"
"""Fork a process for one exercise: `{"number": n}`. The socket on which it will answer comes with this order."""

END_EXERCISE: Final = b"e"
"""End that process, whatever it is doing: `{"number": n}`."""

STUDENT: Final = b"s"
"""A request of `underhood.checking.student`, for the process of an exercise."""

RESTORE: Final = b"r"
"""A check has ended: forget its objects, give the notebook its own names back."""

PUT_FILE: Final = b"p"
"""Write a piece of a file of the notebook: `{"path": relative, "content": bytes as an array, "new": bool}`."""

WRITTEN_FILES: Final = b"w"
"""Which files are new or changed since the first cell ran? `{"bytes": most}`; the answer holds them."""

KERNEL: Final = b"i"
"""Become a Jupyter kernel: `{"key": text, "signature_scheme": text}`. A listening socket for each channel comes with
this order, which is the last that a worker gets."""

KERNEL_CHANNELS: Final = ("shell", "iopub", "stdin", "hb", "control")
"""The order in which these sockets come."""

CONNECT: Final = b"j"
"""To the warm parent: another judge will send orders. Its socket comes with this order."""

START_WORKER: Final = b"n"
"""To the warm parent: fork a worker. Its socket comes with this order, and the control groups that it is to join."""

WORKER_STATUS: Final = b"q"
"""To the warm parent: has the worker with this number ended, and how?"""

END_WORKER: Final = b"k"
"""To the warm parent: end the worker with this number; the answer is its status before."""
