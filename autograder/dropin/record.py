"""Writes what an ordinary submission has earned into the gradebook, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from logging import Logger
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from traitlets.config import LoggingConfigurable

from autograder.dropin.score import Earned
from autograder.dropin.submission import GradedNotebook, GradedSubmission
from autograder.dropin.task import Task
from autograder.errors import AutograderError
from autograder.gradebook import one_transaction
from autograder.gradebook.lateness import LatePenalties
from autograder.gradebook.score_sheet import ScoreSheet

__all__ = ["UnknownStudent", "record_submission"]

NO_RESPONSE = "No response."


class UnknownStudent(AutograderError):
    """The gradebook lacks the student, and the settings say not to add anyone."""


def record_submission(
    gradebook: Gradebook,
    task: Task,
    graded: GradedSubmission,
    *,
    timestamp: datetime | None,
    missing: Collection[str],
    create_student: bool,
    parent: LoggingConfigurable,
) -> None:
    """Write all scores of one submission, or none.

    Args:
        gradebook: open, and for one writer at a time.
        task: whose submission.
        graded: what it earned.
        timestamp: when it was handed in, if that is known.
        missing: the notebooks of the assignment that were not handed in. They get 0.
        create_student: whether a student whom the gradebook does not know is added.
        parent: carries the settings and the log, for the plugin of late penalties.

    Raises:
        UnknownStudent: see `create_student`.
        GradebookError: the gradebook refused.
    """
    with one_transaction(gradebook):
        _find_student(gradebook, task.student, create=create_student)
        # Without a time, the one that the gradebook has stays, as with nbgrader.
        known = {"timestamp": timestamp} if timestamp else {}
        # nbgrader asks the database for more while the new submission is half built: not the moment to write it.
        with gradebook.db.no_autoflush:
            submission = gradebook.update_or_create_submission(task.assignment, task.student, **known)
        _tell_lateness(submission, parent.log)
        graded_ones = [notebook for notebook in graded.notebooks if notebook.recorded.is_graded]
        sheets = [ScoreSheet.of(gradebook, notebook.recorded.name, submission) for notebook in graded_ones]
        if graded.steps.saves:
            for sheet, notebook in zip(sheets, graded_ones, strict=True):
                _save(sheet, notebook, parent.log)
            for name in missing:
                _save_nothing(ScoreSheet.of(gradebook, name, submission))
            gradebook.db.flush()
        for sheet in sheets if graded.steps.penalizes else ():
            LatePenalties(parent=parent).assign(submission, sheet.notebook)


def _find_student(gradebook: Gradebook, student: str, *, create: bool) -> None:
    if create:
        gradebook.update_or_create_student(student)
        return
    try:
        gradebook.find_student(student)
    except MissingEntry as error:
        advice = f"Add it with `nbgrader db student add {student}`, or set `Autograde.create_student` to True."
        raise UnknownStudent(f"No student with ID '{student}' exists in the database", next=advice) from error


def _tell_lateness(submission: SubmittedAssignment, log: Logger) -> None:
    if submission.total_seconds_late > 0:
        log.warning("%s is %s seconds late", submission, submission.total_seconds_late)


def _save(sheet: ScoreSheet, notebook: GradedNotebook, log: Logger) -> None:
    for name, worth in notebook.scores.items():
        _write(sheet.grade(name), worth)
        if worth.note:
            log.warning("Cell '%s' is to be looked at: %s", name, worth.note)
    for name, comment in sheet.comments.items():
        comment.auto_comment = NO_RESPONSE if name in notebook.unanswered else None


def _save_nothing(sheet: ScoreSheet) -> None:
    for grade in sheet.grades.values():
        grade.auto_score = 0.0
        grade.needs_manual_grade = False


def _write(grade: Any, worth: Earned) -> None:
    grade.auto_score = worth.score
    # As nbgrader: a score given by hand stays, and is to be looked at again.
    grade.needs_manual_grade = worth.score is None or bool(worth.note) or grade.manual_score is not None
