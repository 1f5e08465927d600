"""How much a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """What a student's code may take; each is named in the message that a student gets when it is reached.

    Seconds for a cell, for one call of a check, for all checks of an exercise and for the whole submission. `memory` is
    in bytes, for all processes of the submission together where the wall can count them, and for each process alone
    everywhere; `tasks` are processes and threads; `disk` is in bytes, for each of the folders that can be written.
    """

    cell: float = 15.0
    call: float = 10.0
    exercise: float = 60.0
    submission: float = 120.0
    memory: int = 2 * 2**30
    tasks: int = 128
    disk: int = 64 * 2**20
