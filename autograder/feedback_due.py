"""Whether a student's page has to be written, also where a run was killed before it came to that."""

from __future__ import annotations

from autograder.course import Course
from autograder.receipt import RECEIPT_NAME

__all__ = ["feedback_is_due"]


def feedback_is_due(course: Course, assignment: str, student: str) -> bool:
    """True where a graded submission has no page, or one that is older than its grade."""
    page = course.feedback_folder(student, assignment) / f"{assignment}.html"
    receipt = course.autograded_folder(student, assignment) / RECEIPT_NAME
    if not receipt.is_file():
        return False
    return not page.is_file() or page.stat().st_mtime_ns < receipt.stat().st_mtime_ns
