"""Recording what one submission earned. An earlier run's result never survives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.utils import is_task

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.gradebook.connection import one_transaction
from autograder.gradebook.failures import GradebookError
from autograder.gradebook.lateness import LatePenalties
from autograder.gradebook.score_sheet import ScoreSheet
from autograder.submission.folder import Submission
from autograder.submission.repair import Repaired, same_source
from autograder.submission.time_of import handed_in_at
from underhood.checking.outcome import ExerciseResult

__all__ = ["Recorded", "record"]

NO_RESPONSE = "No response."
ROUNDING = 1e-9


@dataclass(frozen=True)
class Recorded:
    """What the gradebook holds after recording: points, the late penalty in points, whether a person has to look.

    `score` is before the penalty and holds what a person gave by hand.
    """

    score: float
    max_score: float
    late_penalty: float
    seconds_late: float
    needs_manual_grade: bool


def record(
    gradebook: Gradebook,
    course: Course,
    assignment: Assignment,
    submission: Submission,
    results: Sequence[ExerciseResult],
    repaired: Repaired | None,
) -> Recorded:
    """Write the scores of one submission, in one transaction; the assignment has been registered.

    An exercise without a result, or whose score is None, has no automatic score and waits for a person: a fault never
    becomes a zero. One with a flag keeps its score and waits for a person, too. `repaired` is None where the submission
    could not be read: then every exercise of `results` that is missing, and every written answer, gets 0 and waits for
    a person to look at the file.

    Raises `GradebookError`; then the gradebook is as it was.
    """
    scores = _scores(assignment, results, unreadable=repaired is None)
    doubtful = _doubtful(assignment, results, unreadable=repaired is None)
    # One flush sends all scores at once. Nothing is read anew after a step: that would be most of the time.
    with one_transaction(gradebook, expire=False):
        _create_student(gradebook, course, submission.student)
        # nbgrader asks the database for more while the new submission is half built: not the moment to write it.
        with gradebook.db.no_autoflush:
            submitted = gradebook.update_or_create_submission(
                assignment.name, submission.student, timestamp=handed_in_at(submission)
            )
            sheet = ScoreSheet.of(gradebook, assignment.name, submitted)
        _write_checks(sheet, assignment, scores, doubtful)
        _write_answers(sheet, assignment, repaired)
        gradebook.db.flush()
        penalty = LatePenalties(config=course.config).assign(submitted, sheet.notebook)
        return _recorded(gradebook, submitted, sheet, penalty)


def _scores(
    assignment: Assignment, results: Sequence[ExerciseResult], *, unreadable: bool
) -> Mapping[str, float | None]:
    """The score for each exercise of the assignment, None where nobody can say."""
    unknown = [result.name for result in results if result.name not in assignment.check_cells]
    if unknown:
        raise GradebookError(f"there are results for exercises that {assignment.name} does not have: {unknown}")
    scores: dict[str, float | None] = dict.fromkeys(assignment.exercises, 0.0 if unreadable else None)
    for result in results:
        scores[result.name] = _score(result, assignment.check_cells[result.name].points)
    return scores


def _doubtful(assignment: Assignment, results: Sequence[ExerciseResult], *, unreadable: bool) -> Set[str]:
    """The exercises at which a person should look although they have a score."""
    return set(assignment.exercises) if unreadable else {result.name for result in results if result.flags}


def _score(result: ExerciseResult, points: float) -> float | None:
    score = result.score
    if score is None:
        return None
    if not math.isclose(result.max_score, points, rel_tol=0, abs_tol=ROUNDING):
        what = f"the checks of {result.name} are worth {result.max_score:g} points, its check cell {points:g}"
        raise GradebookError(what, next="Make the points of the check cell the sum of those of its checks.")
    if not (math.isfinite(score) and -ROUNDING <= score <= points + ROUNDING):
        raise GradebookError(f"{score} is no score for {result.name}, which is worth {points:g} points")
    return score


def _create_student(gradebook: Gradebook, course: Course, student: str) -> None:
    if course.config.get("Autograde", {}).get("create_student", True):
        gradebook.update_or_create_student(student)
        return
    try:
        gradebook.find_student(student)
    except MissingEntry as error:
        advice = f"Add it with `nbgrader db student add {student}`, or set `Autograde.create_student` to True."
        raise GradebookError(f"the gradebook has no student {student!r}", next=advice) from error


def _write_checks(
    sheet: ScoreSheet, assignment: Assignment, scores: Mapping[str, float | None], doubtful: Set[str]
) -> None:
    for exercise, check in assignment.check_cells.items():
        _write_score(sheet, check.grade_id, scores[exercise], doubtful=exercise in doubtful)


def _write_answers(sheet: ScoreSheet, assignment: Assignment, repaired: Repaired | None) -> None:
    for cell in assignment.answer_cells.values():
        empty = repaired is None or same_source(repaired.answers[cell.grade_id], cell.stub)
        sheet.comment(cell.grade_id).auto_comment = NO_RESPONSE if empty else None
        if cell.points is not None:
            # As nbgrader: an answer left as it was is worth nothing, any other waits for a person.
            _write_score(sheet, cell.grade_id, 0.0 if empty else None, doubtful=repaired is None)
    for name in _tasks(assignment):
        sheet.comment(name).auto_comment = None


def _write_score(sheet: ScoreSheet, name: str, score: float | None, *, doubtful: bool) -> None:
    grade = sheet.grade(name)
    grade.auto_score = score
    # As nbgrader's SaveAutoGrades: a score given by hand stays, and is to be looked at again.
    grade.needs_manual_grade = doubtful or score is None or grade.manual_score is not None


def _tasks(assignment: Assignment) -> Iterator[str]:
    return (cell.metadata.nbgrader["grade_id"] for cell in assignment.recorded.cells if is_task(cell))


def _recorded(gradebook: Gradebook, submitted: SubmittedAssignment, sheet: ScoreSheet, penalty: float) -> Recorded:
    return Recorded(
        score=sheet.score(gradebook),
        max_score=float(sheet.notebook.max_score),
        late_penalty=penalty,
        seconds_late=float(submitted.total_seconds_late),
        needs_manual_grade=any(grade.needs_manual_grade for grade in sheet.grades.values()),
    )
