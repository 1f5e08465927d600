"""What the gradebook holds for a class, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

from autograder.gradebook.connection import one_transaction

__all__ = ["Standing", "standings"]


@dataclass(frozen=True)
class Standing:
    """One submission in the gradebook: points before the late penalty, those given by hand included."""

    student: str
    score: float
    max_score: float
    late_penalty: float
    seconds_late: float
    needs_manual_grade: bool


def standings(gradebook: Gradebook, assignment: str) -> dict[str, Standing]:
    """All submissions of an assignment by student; empty where the gradebook does not know the assignment."""
    with one_transaction(gradebook):
        try:
            found = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            return {}
        return {submission.student_id: _standing(submission) for submission in found}


def _standing(submission: object) -> Standing:
    values = {name: float(getattr(submission, name) or 0.0) for name in ("score", "max_score")}
    return Standing(
        student=str(submission.student_id),  # type: ignore[attr-defined]
        late_penalty=float(submission.late_submission_penalty or 0.0),  # type: ignore[attr-defined]
        seconds_late=float(submission.total_seconds_late),  # type: ignore[attr-defined]
        needs_manual_grade=bool(submission.needs_manual_grade),  # type: ignore[attr-defined]
        **values,
    )
