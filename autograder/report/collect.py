"""Gathering a report from what grading left: the receipts for the detail, the gradebook for what counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from autograder.course import Course
from autograder.gradebook import open_gradebook
from autograder.gradebook.standing import Standing, standings
from autograder.receipt import is_unreadable, load_receipt
from autograder.report.facts import AssignmentReport, ClassReport, ExerciseReport, StudentReport, Tally
from underhood.checking.outcome import Status
from underhood.checking.plain_text import plain

__all__ = ["collect"]

Receipt = Mapping[str, Any]
NAMED_MISTAKES = 5


def collect(course: Course, assignments: Sequence[str] = ()) -> ClassReport:
    """The report on these assignments, or on all. Raises `GradebookError` where the gradebook cannot be read."""
    with open_gradebook(course) as gradebook:
        names = assignments or course.assignments()
        reports = [_assignment(course, name, standings(gradebook, name)) for name in names]
    return ClassReport(course.course_id or course.root.name, tuple(one for one in reports if one.students))


def _assignment(course: Course, name: str, known: Mapping[str, Standing]) -> AssignmentReport:
    handed_in = {submission.student for submission in course.submissions(name)}
    receipts = {student: load_receipt(course.autograded_folder(student, name)) for student in handed_in | known.keys()}
    students = [_student(course, name, student, known.get(student), receipts[student]) for student in sorted(receipts)]
    return AssignmentReport(name, tuple(students), tuple(_exercises(filter(None, receipts.values()))))


def _student(
    course: Course, assignment: str, student: str, standing: Standing | None, receipt: Receipt | None
) -> StudentReport:
    faults = tuple(map(str, receipt["faults"])) if receipt else ()
    told = tuple(map(str, receipt["repairs"])) if receipt else ()
    unreadable, repairs = (told, ()) if receipt and is_unreadable(receipt) else ((), told)
    if standing is None:
        faults = ("handed in, but not graded", *faults)
        return StudentReport(
            plain(student), 0.0, 0.0, faults=faults, unreadable=unreadable, repairs=repairs, graded=False
        )
    return StudentReport(
        student=plain(student),
        score=max(0.0, standing.score - standing.late_penalty),
        max_score=standing.max_score,
        late_penalty=standing.late_penalty,
        seconds_late=standing.seconds_late,
        needs_manual_grade=standing.needs_manual_grade,
        faults=faults,
        flags=tuple(map(str, receipt.get("flags", ()))) if receipt else (),
        unreadable=unreadable,
        repairs=repairs,
        feedback=_feedback(course, assignment, student),
    )


def _feedback(course: Course, assignment: str, student: str) -> str:
    page = course.feedback_folder(student, assignment) / f"{assignment}.html"
    return quote(page.relative_to(course.root).as_posix()) if page.is_file() else ""


def _exercises(receipts: Iterable[Receipt]) -> Iterator[ExerciseReport]:
    answers: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        for exercise in receipt["exercises"]:
            answers.setdefault(exercise["name"], []).append(exercise)
    for name, found in answers.items():
        failed = [check for exercise in found if (check := _first_failed(exercise))]
        yield ExerciseReport(
            name=name,
            statuses=_tallies((exercise["status"] for exercise in found), tuple(map(str, Status))),
            failing_checks=_tallies(_check_words(check) for check in failed)[:NAMED_MISTAKES],
            mistakes=_tallies(check["why"] for check in failed if check["why"])[:NAMED_MISTAKES],
        )


def _first_failed(exercise: Receipt) -> Receipt | None:
    tried = exercise["status"] not in (Status.NOT_ATTEMPTED, Status.COULD_NOT_RUN)
    failed = (check for check in exercise["checks"] if check["status"] != Status.PASSED)
    return next(failed, None) if tried else None


def _check_words(check: Receipt) -> str:
    hidden = ", hidden" if check["hidden"] else ""
    return f"{check['what'] or check['name']} ({check['name']}{hidden})"


def _tallies(words: Iterable[str], order: Sequence[str] = ()) -> tuple[Tally, ...]:
    """Count equal words; in the order given, or the most frequent first and equals by the alphabet."""
    counts = Counter(words)
    key = (lambda item: order.index(item[0])) if order else (lambda item: (-item[1], item[0]))
    return tuple(Tally(text, count) for text, count in sorted(counts.items(), key=key))
