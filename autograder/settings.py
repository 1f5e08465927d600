"""What an instructor may choose for a grading run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.engine.limits import Limits

if TYPE_CHECKING:
    from autograder.assignment import Assignment

__all__ = ["GradeSettings", "WallPolicy", "processors"]


class WallPolicy(StrEnum):
    """Whether students' code may run without a wall."""

    REQUIRED = "required"
    """Never: where no wall can be built, nothing is graded."""
    IF_POSSIBLE = "if possible"
    """Where no wall can be built, the code is run with the rights of whoever grades: for one's own submissions."""
    NONE = "none"
    """There is none, and nothing is written to the gradebook: to try a solution of one's own."""


@dataclass(frozen=True)
class GradeSettings:
    """How to grade: on which device, from which seed, within which limits, whom, whether again, and where.

    `students` is None for all. `seed` is None for one that follows from the assignment's checks, the hidden ones
    included: nobody who lacks them can know the inputs, and every run draws the same. `jobs` is how many submissions
    are graded at a time, 0 for as many as there are processors. `cluster` is the address of a Dask scheduler. With
    `feedback`, students' pages are written, too.
    """

    device: str = "cpu"
    seed: int | None = None
    limits: Limits = field(default_factory=Limits)
    students: frozenset[str] | None = None
    force: bool = False
    jobs: int = 0
    wall: WallPolicy = WallPolicy.REQUIRED
    cluster: str | None = None
    feedback: bool = True

    def seed_for(self, assignment: Assignment) -> int:
        """The seed from which the inputs of an assignment's checks are drawn."""
        return int(assignment.digest()[:8], 16) if self.seed is None else self.seed

    @property
    def jobs_at_once(self) -> int:
        """How many submissions are graded at a time."""
        return self.jobs or len(processors())


def processors() -> list[int]:
    """The numbers of the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))
