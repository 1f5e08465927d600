"""Assignments of this project, graded when nbgrader asks: through the same function as `underhood grade`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from autograder.chosen_settings import chosen_settings
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grade_assignment import Outcome, grade_assignment

__all__ = ["course_of", "grade_ours"]


def course_of(converter: Any) -> Course:
    """The course that one of nbgrader's converters works on, with what its command line has changed."""
    known = converter.coursedir
    config = converter.config.copy()
    config.Autograde.create_student = converter.create_student  # formgrader sets it on the converter alone
    return Course(Path(known.root), known.db_url, known.course_id, tuple(known.ignore), config, known)


def grade_ours(converter: Any, assignment: str, students: Collection[str]) -> bool:
    """Grade these students' submissions, as `underhood grade` does; False where one could not be.

    Raises:
        AutograderError: nothing can be graded.
    """
    course = course_of(converter)
    if not course.config.get("Execute", {}).get("enabled", True):
        raise CourseError(f"{assignment} is graded by running it", next="Leave --no-execute away.")
    settings = chosen_settings(course, students=frozenset(students), force=converter.force)
    outcomes = grade_assignment(course, assignment, settings, lambda outcome: _done(converter, outcome))
    return all(outcome.kind != "failed" for outcome in outcomes)


def _done(converter: Any, outcome: Outcome) -> None:
    if outcome.kind == "failed":
        converter.log.error(
            "There was an error processing assignment '%s' for student '%s': %s",
            outcome.assignment, outcome.student, outcome.fault,
        )  # fmt: skip
        return
    if outcome.kind != "kept":
        converter.set_permissions(outcome.assignment, outcome.student)
    converter.log.info(
        "%s of %s: %s, %g of %g points", outcome.assignment, outcome.student, outcome.kind,
        outcome.receipt.get("score", 0.0), outcome.receipt.get("max_score", 0.0),
    )  # fmt: skip
    for fault in outcome.receipt.get("faults", ()):
        converter.log.warning("%s of %s: %s", outcome.assignment, outcome.student, fault)
