"""What an instructor may choose for a grading run."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.assignment import Assignment
from autograder.limits import Limits

__all__ = ["GradeSettings"]


@dataclass(frozen=True)
class GradeSettings:
    """How to grade: on which device, from which seed, within which limits, whom, and whether again.

    `students` is None for all. `seed` is None for one that follows from the assignment's checks, the hidden ones
    included: nobody who lacks them can know the inputs, and every run draws the same.
    """

    device: str = "cpu"
    seed: int | None = None
    limits: Limits = field(default_factory=Limits)
    students: frozenset[str] | None = None
    force: bool = False

    def seed_for(self, assignment: Assignment) -> int:
        """The seed from which the inputs of an assignment's checks are drawn."""
        return int(assignment.digest()[:8], 16) if self.seed is None else self.seed
