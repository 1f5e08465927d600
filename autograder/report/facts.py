"""What a report says, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["AssignmentReport", "ClassReport", "ExerciseReport", "Mark", "StudentReport", "Tally"]


class Mark(StrEnum):
    """What one has to know beside a score, in words."""

    NOT_JUDGED = "could not be judged, in part or at all"
    UNREADABLE = "could not be read"
    FLAGGED = "flagged for a person"
    WAITS = "waits for a person"
    LATE = "late"


@dataclass(frozen=True)
class Tally:
    """How often something was seen."""

    words: str
    count: int


@dataclass(frozen=True)
class StudentReport:
    """One student's submission of one assignment. `score` is what counts: after the late penalty.

    `flags` say what a person should look at, while the score stands. `unreadable` says why the file could not be read:
    then there are no `repairs`. `feedback` is the page's address from the course
    folder, or "" where there is none.
    """

    student: str
    score: float
    max_score: float
    late_penalty: float = 0.0
    seconds_late: float = 0.0
    needs_manual_grade: bool = False
    faults: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    feedback: str = ""
    graded: bool = True

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What one has to know beside the score. Where a person has to look, the one mark that says most tells it."""
        reasons = {
            Mark.NOT_JUDGED: bool(self.faults),
            Mark.UNREADABLE: bool(self.unreadable),
            Mark.FLAGGED: self.needs_manual_grade and bool(self.flags),
            Mark.WAITS: self.needs_manual_grade,
        }
        first = [mark for mark, holds in reasons.items() if holds][:1]
        return (*first, *([Mark.LATE] if self.late else []))

    @property
    def late(self) -> str:
        """How late it came, in the largest unit that fits; "" where it came in time."""
        for seconds, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
            if self.seconds_late >= seconds:
                return f"{self.seconds_late / seconds:.0f} {unit} late"
        return ""


@dataclass(frozen=True)
class ExerciseReport:
    """How an exercise went in the class: statuses, the checks that failed first, the mistakes that have a name."""

    name: str
    statuses: tuple[Tally, ...]
    failing_checks: tuple[Tally, ...]
    mistakes: tuple[Tally, ...]

    @property
    def count(self) -> int:
        """How many answers were judged."""
        return sum(status.count for status in self.statuses)


@dataclass(frozen=True)
class AssignmentReport:
    """One assignment in the class."""

    name: str
    students: tuple[StudentReport, ...]
    exercises: tuple[ExerciseReport, ...]

    @property
    def mean(self) -> float:
        """The mean score of those whose work was graded; 0 where nobody's was."""
        scores = [student.score for student in self.students if student.graded]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def max_score(self) -> float:
        """The points to be had."""
        return max((student.max_score for student in self.students), default=0.0)

    def of(self, name: str) -> StudentReport | None:
        """One student's line, or None where nothing was handed in."""
        return next((student for student in self.students if student.student == name), None)


@dataclass(frozen=True)
class ClassReport:
    """The class: all assignments that somebody handed in."""

    course: str
    assignments: tuple[AssignmentReport, ...]

    @property
    def students(self) -> tuple[str, ...]:
        """All who handed in anything, sorted."""
        return tuple(sorted({student.student for one in self.assignments for student in one.students}))
