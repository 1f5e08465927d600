"""Grades what was handed in: judges work side by side, and one writer records what they find.

Of one submission first the gradebook is written, then its folder with the receipt, which so means "this one is done".
A run that is killed in between does that one again, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from nbgrader.api import Gradebook

from autograder.assignment import Assignment
from autograder.authoring import require_sound
from autograder.autograded import write_autograded
from autograder.course import Course
from autograder.engine.judge_process import NO_ROOM
from autograder.engine.judges import Judges, Pool, judges_for
from autograder.engine.stopwatch import Stopwatch
from autograder.engine.tasks import JudgeTask, PageDone, PageTask, Verdict
from autograder.engine.walls import Walls
from autograder.errors import CourseError
from autograder.feedback import not_written
from autograder.feedback_due import feedback_is_due
from autograder.gradebook import open_gradebook, record, register
from autograder.gradebook.standing import standings
from autograder.run_lock import grading_lock
from autograder.settings import GradeSettings, WallPolicy
from autograder.submission.folder import Submission

__all__ = ["Outcome", "Watch", "grade_assignment", "grade_assignments"]


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: `kind` is graded, kept, unreadable or failed.

    `failed` means that no verdict could be reached and the gradebook is as it was; `fault` tells why. `receipt` is the
    content of `result.json`, empty where it failed; the exercises are left out once all have been told of the outcome.
    `seconds` tell where the time went, by what was done. `by_hand` are the points that a person gives for written
    answers: the receipt knows nothing of them.
    """

    student: str
    assignment: str
    kind: str
    receipt: Mapping[str, Any]
    fault: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    by_hand: float = 0.0


class Watch:
    """Hears how the grading goes. This one ignores it all; what shows it overrides what it wants to know."""

    def begins(self, submissions: Sequence[Submission], level: str) -> None:
        """So many submissions are to be graded, behind a wall of this level (A, B or none)."""

    def done(self, outcome: Outcome) -> None:
        """One submission is done."""

    def told(self, message: str) -> None:
        """Something that whoever waits wants to know."""

    def tick(self, running: Sequence[Submission]) -> None:
        """Called a few times a second; these are being judged."""


def grade_assignment(
    course: Course, name: str, settings: GradeSettings, watch: Watch | Callable[[Outcome], None]
) -> list[Outcome]:
    """Grade one assignment: see `grade_assignments`. In the place of a `Watch`, a function hears of each outcome."""
    return grade_assignments(course, [name], settings, watch if isinstance(watch, Watch) else _Told(watch))


def grade_assignments(
    course: Course, names: Sequence[str], settings: GradeSettings, watch: Watch, walls: Walls | None = None
) -> list[Outcome]:
    """Grade, record and write feedback, in the order of assignments and students.

    `walls` may have been raised before, with `walls_for`: Python behind them takes a second or two to get ready. They
    come down with the run.

    Raises:
        CourseError: there is no such assignment, or it has faults of its own.
        GradebookError: the gradebook cannot be used. What was recorded before stays recorded.
        NoWall: students' code cannot be walled in here.
        ClusterError: the cluster cannot be used.
    """
    submissions = [found for name in names for found in _chosen(course.submissions(name), settings)]
    _refuse_unknown(course, submissions, settings)
    records = settings.wall is not WallPolicy.NONE
    lock = grading_lock(course, names, watch.told) if records else nullcontext()
    with lock, judges_for(course, names, settings, watch.told, walls) as judges:
        assignments = {name: course.assignment(name) for name in names}
        for assignment in assignments.values():
            require_sound(assignment)
        run = _Run(course, assignments, settings, watch)
        outcomes = run.grade(submissions, judges)
    if run.failed_pages:
        raise not_written(course, run.failed_pages)
    return outcomes


class _Run:
    def __init__(
        self, course: Course, assignments: Mapping[str, Assignment], settings: GradeSettings, watch: Watch
    ) -> None:
        self._course, self._assignments, self._settings, self._watch = course, assignments, settings, watch
        self.failed_pages: dict[str, str] = {}

    def grade(self, submissions: Sequence[Submission], judges: Judges) -> list[Outcome]:
        # Judges are forked before the gradebook is open: a connection to a database belongs to one process.
        pool = judges.pool(len(submissions), self._assignments)
        try:
            self._watch.begins(submissions, judges.level)
            with _gradebook(self._course, self._settings) as gradebook:
                tasks = list(self._tasks(submissions, gradebook))
                found = list(self._follow(pool, tasks, gradebook))
        finally:
            pool.close()
        order = {submission: place for place, submission in enumerate(submissions)}
        return [outcome for _, outcome in sorted(found, key=lambda pair: order[pair[0]])]

    def _tasks(self, submissions: Sequence[Submission], gradebook: Gradebook | None) -> Iterator[JudgeTask]:
        known: dict[str, Any] = {}
        for submission in submissions:
            name = submission.assignment
            if gradebook is not None and name not in known:
                for note in register(gradebook, self._assignments[name]):
                    self._watch.told(note)
                known[name] = standings(gradebook, name)
            yield JudgeTask(submission, submission.student in known.get(name, ()))

    def _follow(
        self, pool: Pool, tasks: Sequence[JudgeTask], gradebook: Gradebook | None
    ) -> Iterator[tuple[Submission, Outcome]]:
        for answer in pool.run(tasks, lambda: self._watch.tick([task.submission for task in pool.running])):
            if isinstance(answer, PageDone):
                if answer.failure:
                    self.failed_pages[answer.student] = answer.failure
                continue
            outcome = self._keep(answer, gradebook)
            if gradebook is not None and self._settings.feedback and self._wants_page(outcome):
                pool.add(PageTask(outcome.student, outcome.assignment))
            self._watch.done(outcome)
            yield answer.submission, _short(outcome)

    def _keep(self, verdict: Verdict, gradebook: Gradebook | None) -> Outcome:
        submission, judged = verdict.submission, verdict.judged
        watch = Stopwatch()
        if judged is not None and gradebook is not None:
            assignment = self._assignments[submission.assignment]
            record(gradebook, self._course, assignment, submission, judged.results, judged.repaired)
            try:
                write_autograded(self._course, submission, judged.files)
            except OSError as error:
                if error.errno in NO_ROOM:
                    raise
                return Outcome(submission.student, submission.assignment, "failed", {}, f"cannot be written: {error}")
            watch.lap("recording")
        seconds = {**judged.seconds, **watch.laps} if judged else {}
        answers = self._assignments[submission.assignment].manual_cells.values()
        by_hand = sum(answer.points or 0.0 for answer in answers)
        return Outcome(
            submission.student, submission.assignment, verdict.kind, verdict.receipt, verdict.fault, seconds, by_hand
        )  # fmt: skip

    def _wants_page(self, outcome: Outcome) -> bool:
        if outcome.kind == "kept":  # by a run that may have been killed before it came to the page
            return feedback_is_due(self._course, outcome.assignment, outcome.student)
        return outcome.kind in ("graded", "unreadable")


def _short(outcome: Outcome) -> Outcome:
    """Without what each check said: kept of a thousand submissions, it would fill memory that is needed elsewhere."""
    return replace(outcome, receipt={name: told for name, told in outcome.receipt.items() if name != "exercises"})


class _Told(Watch):
    """Tells a function of each outcome."""

    def __init__(self, told: Callable[[Outcome], None]) -> None:
        self._told = told

    def done(self, outcome: Outcome) -> None:
        self._told(outcome)


@contextmanager
def _gradebook(course: Course, settings: GradeSettings) -> Iterator[Gradebook | None]:
    """The gradebook; None where there is no wall by choice: such grades do not count."""
    if settings.wall is WallPolicy.NONE:
        yield None
        return
    with open_gradebook(course) as gradebook:
        yield gradebook


def _chosen(submissions: Sequence[Submission], settings: GradeSettings) -> Iterator[Submission]:
    return (found for found in submissions if settings.students is None or found.student in settings.students)


def _refuse_unknown(course: Course, submissions: Sequence[Submission], settings: GradeSettings) -> None:
    missing = sorted((settings.students or frozenset()) - {submission.student for submission in submissions})
    if missing:
        raise CourseError(f"there is no submission of {', '.join(missing)}", str(course.submitted))
