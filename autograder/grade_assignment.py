"""Grades all submissions of one assignment: one after the other, each recorded before the next one begins.

Of one submission first the gradebook is written, then its folder with the receipt, which so means "this one is done".
A run that is killed in between does that one again, and nothing else.
"""

from __future__ import annotations

import errno
import platform
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import torch
from nbgrader.api import Gradebook, MissingEntry

from autograder.assignment import Assignment
from autograder.authoring import require_sound
from autograder.autograded import write_autograded
from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback import not_written, write_feedback
from autograder.gradebook import GradebookError, one_transaction, open_gradebook, record, register
from autograder.judge_submission import Judged, judge_submission, judge_unreadable
from autograder.receipt import Circumstances, is_graded, load_receipt
from autograder.settings import GradeSettings
from autograder.submission.folder import Submission
from autograder.submission.read import SubmittedNotebook, UnreadableSubmission, read_submission
from underhood.checking.session import ChecksBroken, Collected, with_checks

__all__ = ["Outcome", "grade_assignment"]

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Where nothing more can be written, there is no use in grading the others."""

Watch = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: `kind` is graded, kept, unreadable or failed.

    `failed` means that no verdict could be reached and the gradebook is as it was; `fault` tells why. `receipt` is the
    content of `result.json`, empty where it failed.
    """

    student: str
    assignment: str
    kind: str
    receipt: Mapping[str, Any]
    fault: str = ""


def grade_assignment(course: Course, name: str, settings: GradeSettings, watch: Watch) -> list[Outcome]:
    """Grade, record and write feedback. `watch` hears of each submission as it is done.

    Raises:
        CourseError: there is no such assignment, or it has faults of its own.
        GradebookError: the gradebook cannot be used. What was recorded before stays recorded.
    """
    assignment = course.assignment(name)
    require_sound(assignment)
    submissions = _chosen(course.submissions(name), settings)
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        run = _AssignmentRun(course, assignment, settings, gradebook)
        outcomes = _with_its_checks(assignment, settings, lambda checks: [
            _told(run.grade(submission, checks), watch) for submission in submissions
        ])  # fmt: skip
    _write_feedback(course, name, outcomes)
    return outcomes


def _with_its_checks(
    assignment: Assignment, settings: GradeSettings, serve: Callable[[Collected], list[Outcome]]
) -> list[Outcome]:
    files = [path for path in (assignment.checks_path, assignment.hidden_checks_path) if path.is_file()]
    try:
        return with_checks(files, serve, device=settings.device, seed=settings.seed_for(assignment))
    except ChecksBroken as error:
        raise CourseError(f"the checks cannot be used: {error}", str(assignment.folder)) from error


class _AssignmentRun:
    def __init__(self, course: Course, assignment: Assignment, settings: GradeSettings, gradebook: Gradebook) -> None:
        self._course, self._assignment = course, assignment
        self._settings, self._gradebook = settings, gradebook

    def grade(self, submission: Submission, checks: Collected) -> Outcome:
        """Grade one submission, unless that has been done. What is wrong with it alone does not end the run."""
        try:
            return self._grade(submission, checks)
        except (GradebookError, CourseError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise
            fault = "".join(traceback.format_exception(error, limit=-4))
            return Outcome(submission.student, submission.assignment, "failed", {}, fault)

    def _grade(self, submission: Submission, checks: Collected) -> Outcome:
        try:
            submitted = read_submission(submission)
        except UnreadableSubmission as error:
            if error.fault:
                raise
            circumstances = self._circumstances("")
            judged = judge_unreadable(self._assignment, submission, error, checks, circumstances)
            return self._keep(submission, judged, "unreadable")
        circumstances = self._circumstances(submitted.sha256)
        if not self._settings.force and self._is_done(submission, circumstances):
            return self._done_before(submission)
        judged = self._judge(submission, submitted, checks, circumstances)
        return self._keep(submission, judged, "graded")

    def _judge(
        self, submission: Submission, submitted: SubmittedNotebook, checks: Collected, circumstances: Circumstances
    ) -> Judged:
        return judge_submission(
            self._course, self._assignment, submission, submitted, checks, self._settings, circumstances
        )

    def _keep(self, submission: Submission, judged: Judged, kind: str) -> Outcome:
        record(self._gradebook, self._course, self._assignment, submission, judged.results, judged.repaired)
        write_autograded(self._course, self._assignment, submission, judged.notebook, judged.receipt)
        return Outcome(submission.student, submission.assignment, kind, judged.receipt)

    def _circumstances(self, sha256: str) -> Circumstances:
        versions = {
            "python": platform.python_version(),
            "torch": torch.__version__.partition("+")[0],
            "hypothesis": version("hypothesis"),  # draws the inputs of `for_all`
        }
        seed = self._settings.seed_for(self._assignment)
        return Circumstances(sha256, self._assignment.digest(), seed, self._settings.device, versions)

    def _is_done(self, submission: Submission, circumstances: Circumstances) -> bool:
        folder = self._course.autograded_folder(submission.student, submission.assignment)
        same_time = Submission.find(submission.student, submission.assignment, folder).timestamp == submission.timestamp
        return same_time and is_graded(folder, circumstances) and self._is_recorded(submission)

    def _is_recorded(self, submission: Submission) -> bool:
        with one_transaction(self._gradebook):
            try:
                self._gradebook.find_submission(submission.assignment, submission.student)
            except MissingEntry:
                return False
            return True

    def _done_before(self, submission: Submission) -> Outcome:
        folder = self._course.autograded_folder(submission.student, submission.assignment)
        return Outcome(submission.student, submission.assignment, "kept", load_receipt(folder) or {})


def _chosen(submissions: Sequence[Submission], settings: GradeSettings) -> list[Submission]:
    wanted = settings.students
    chosen = [submission for submission in submissions if wanted is None or submission.student in wanted]
    missing = sorted((wanted or frozenset()) - {submission.student for submission in chosen})
    if missing:
        raise CourseError(f"there is no submission of {', '.join(missing)}", "", "Look into the folder `submitted`.")
    return chosen


def _told(outcome: Outcome, watch: Watch) -> Outcome:
    watch(outcome)
    return outcome


def _write_feedback(course: Course, name: str, outcomes: Sequence[Outcome]) -> None:
    failures = write_feedback(course, name, list(_without_page(course, name, outcomes)))
    if failures:
        raise not_written(course, failures)


def _without_page(course: Course, name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        has_page = (course.feedback_folder(outcome.student, name) / f"{name}.html").is_file()
        if outcome.kind in ("graded", "unreadable") or (outcome.kind == "kept" and not has_page):
            yield outcome.student
