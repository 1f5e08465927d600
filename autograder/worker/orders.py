"""What the judge asks of a worker: one letter in front of the request's body."""

from __future__ import annotations

from typing import Final

__all__ = ["CELL", "END_EXERCISE", "EXERCISE", "HELLO", "RESTORE", "STUDENT"]

HELLO: Final = b"h"
"""Which versions run here? Answered once everything is imported."""

CELL: Final = b"c"
"""Run a cell: `{"source": text, "seconds": limit}`. In the notebook's process, or in that of one exercise."""

EXERCISE: Final = b"x"
"""Fork a process for one exercise. The socket on which it will answer follows the answer to this order."""

END_EXERCISE: Final = b"e"
"""End that process, whatever it is doing."""

STUDENT: Final = b"s"
"""A request of `underhood.checking.student`, for the process of an exercise."""

RESTORE: Final = b"r"
"""A check has ended: forget its objects, give the notebook its own names back."""
