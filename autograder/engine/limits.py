"""How much a submission may use."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

__all__ = ["LEAST", "Limits"]

LEAST: Mapping[str, int] = MappingProxyType(
    {"cell": 1, "call": 1, "exercise": 1, "submission": 1, "memory": 512 * 2**20, "tasks": 16, "disk": 2**20}
)
"""What an instructor may not go below: with less, right answers fail, too."""


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

    def with_chosen(self, chosen: Mapping[str, object]) -> Limits:
        """These, with others by their names.

        Raises:
            ValueError: a name is none of a limit's, or what it is to be is no number or too little.
        """
        for name, value in chosen.items():
            if name not in LEAST:
                raise ValueError(f"there is no limit {name!r}: there are {', '.join(LEAST)}")
            is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not is_number or value < LEAST[name]:  # type: ignore[operator]
                raise ValueError(f"the limit {name} is {value!r}, and has to be a number of at least {LEAST[name]:_}")
        return replace(self, **chosen)  # type: ignore[arg-type]
