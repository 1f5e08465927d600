"""Scores for other systems, out of the gradebook. A score here is what counts: after the late penalty.

| format     | one line is   | columns |
|------------|---------------|---------|
| csv        | a submission  | as `nbgrader export`: assignment, duedate, timestamp, student_id, names, email, scores |
| canvas     | a student     | Student, ID, SIS User ID, SIS Login ID, Section, the assignments; a line of points |
| moodle     | a student     | Email address, ID number, First name, Last name, one column an assignment |
| gradescope | a student     | First Name, Last Name, SID, Email, one column an assignment and one of its points |

Canvas finds a student by ID, the number that Canvas gave (`lms_user_id` in the gradebook), and Moodle by any of its
columns. An assignment that nobody handed in has no column; one that a student did not hand in is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nbgrader.api import Gradebook, Student
from nbgrader.plugins import CsvExportPlugin

from autograder.atomic import write_atomically
from autograder.course import Course
from autograder.gradebook import GradebookError, one_transaction, open_gradebook
from autograder.gradebook.failures import without_password
from autograder.gradebook.standing import Standing, standings

__all__ = ["Format", "export"]


class Format(StrEnum):
    """The systems that can read what `export` writes."""

    CSV = "csv"
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"


@dataclass(frozen=True)
class _Scores:
    """The gradebook as a table: a standing for each assignment and student."""

    students: tuple[Mapping[str, str], ...]
    standings: Mapping[str, Mapping[str, Standing]]

    @property
    def assignments(self) -> tuple[str, ...]:
        return tuple(self.standings)

    def score(self, assignment: str, student: str) -> str:
        standing = self.standings[assignment].get(student)
        return "" if standing is None else _number(max(0.0, standing.score - standing.late_penalty))

    def points(self, assignment: str) -> str:
        return _number(max(standing.max_score for standing in self.standings[assignment].values()))


def export(course: Course, target: Path, form: Format = Format.CSV, assignments: Sequence[str] = ()) -> Path:
    """Write the scores of these assignments, or of all, to `target`, whole or not at all.

    Raises `GradebookError` where the gradebook cannot be read, or knows no such assignment.
    """
    _require_known(course, assignments)
    if form is Format.CSV:
        return _nbgraders_csv(course, target, assignments)
    table = _LAYOUTS[form](_scores(course, assignments))
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([_harmless(cell) for cell in row] for row in table)
    write_atomically(target, buffer.getvalue())
    return target


def _require_known(course: Course, assignments: Sequence[str]) -> None:
    with open_gradebook(course) as gradebook:
        known, _ = _known(gradebook)
    missing = [name for name in assignments if name not in known]
    if missing:
        there = f"It has {', '.join(known)}." if known else "Nothing has been graded yet."
        where = without_password(course.db_url)
        raise GradebookError(f"the gradebook has no assignment {', '.join(missing)}", where, there)


def _nbgraders_csv(course: Course, target: Path, assignments: Sequence[str]) -> Path:
    part = target.with_name(f".{target.name}.part")
    plugin = CsvExportPlugin(config=course.config, to=str(part), assignment=list(assignments))
    try:
        with open_gradebook(course) as gradebook, one_transaction(gradebook):
            plugin.export(gradebook)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _scores(course: Course, assignments: Sequence[str]) -> _Scores:
    with open_gradebook(course) as gradebook:
        known, students = _known(gradebook)
        found = {name: standings(gradebook, name) for name in assignments or known}
    return _Scores(students, {name: standing for name, standing in found.items() if standing})


def _known(gradebook: Gradebook) -> tuple[tuple[str, ...], tuple[Mapping[str, str], ...]]:
    with one_transaction(gradebook):
        assignments = tuple(sorted(assignment.name for assignment in gradebook.assignments))
        students = tuple(sorted(map(_person, gradebook.students), key=lambda person: person["id"]))
    return assignments, students


def _person(student: Student) -> Mapping[str, str]:
    return {name: getattr(student, name) or "" for name in ("id", "first_name", "last_name", "email", "lms_user_id")}


def _canvas(scores: _Scores) -> Iterator[Iterable[str]]:
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *scores.assignments]
    # Canvas knows this line by its first words, the blanks before them included.
    yield ["    Points Possible", "", "", "", "", *map(scores.points, scores.assignments)]
    for person in scores.students:
        name = ", ".join(filter(None, (person["last_name"], person["first_name"]))) or person["id"]
        yield [name, person["lms_user_id"], person["id"], person["id"], "", *_row(scores, person)]


def _moodle(scores: _Scores) -> Iterator[Iterable[str]]:
    yield ["Email address", "ID number", "First name", "Last name", *scores.assignments]
    for person in scores.students:
        yield [person["email"], person["id"], person["first_name"], person["last_name"], *_row(scores, person)]


def _gradescope(scores: _Scores) -> Iterator[Iterable[str]]:
    pairs = [(name, f"{name} - Max Points") for name in scores.assignments]
    yield ["First Name", "Last Name", "SID", "Email", *(title for pair in pairs for title in pair)]
    for person in scores.students:
        cells = zip(_row(scores, person), map(scores.points, scores.assignments), strict=True)
        names = [person["first_name"], person["last_name"], person["id"], person["email"]]
        yield [*names, *(cell for pair in cells for cell in pair)]


_LAYOUTS: Mapping[Format, Callable[[_Scores], Iterator[Iterable[str]]]] = {
    Format.CANVAS: _canvas,
    Format.MOODLE: _moodle,
    Format.GRADESCOPE: _gradescope,
}


def _row(scores: _Scores, person: Mapping[str, str]) -> list[str]:
    return [scores.score(name, person["id"]) for name in scores.assignments]


def _number(value: float) -> str:
    return f"{round(value, 4):g}"


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula and runs it; a name may be the student's choice."""
    return f"'{cell}" if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell[:1] == "-" and cell != "-") else cell
