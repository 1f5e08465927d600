"""How much a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Seconds for a cell, for one call of a check and for the whole submission; bytes of memory for a process."""

    cell: float = 15.0
    call: float = 10.0
    submission: float = 120.0
    memory: int = 2 * 2**30
