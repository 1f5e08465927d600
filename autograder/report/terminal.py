"""The class table for a terminal. It fits 80 columns: nine assignments in a course are no exception."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from autograder.report.facts import AssignmentReport, ClassReport, Mark, StudentReport
from underhood.checking.points import points_text

__all__ = ["class_table"]

SIGNS = {Mark.NOT_JUDGED: "#", Mark.UNREADABLE: "✗", Mark.FLAGGED: "!", Mark.WAITS: "?", Mark.LATE: "*"}
_COLOURS = {
    Mark.NOT_JUDGED: "red",
    Mark.UNREADABLE: "magenta",
    Mark.FLAGGED: "cyan",
    Mark.WAITS: "cyan",
    Mark.LATE: "yellow",
}
ROOM_FOR_NAMES = 60
"""Columns of the terminal that the names of all assignments may take, before numbers stand for them."""
BETWEEN = 1


def class_table(report: ClassReport) -> Group:
    """Students in rows, assignments in columns: points, and a sign where something needs a look; a legend below."""
    headings = _headings([one.name for one in report.assignments])
    table = Table(
        title=Text(f"Scores in {report.course}"), show_footer=True, box=box.SIMPLE_HEAD, show_edge=False, padding=0
    )
    table.add_column("student", footer="mean", overflow="fold")
    for one in report.assignments:
        heading, most = headings[one.name], f"of {points_text(one.max_score)}"
        signs = max((len(student.marks) for student in one.students), default=0)
        mean = Text(points_text(round(one.mean, 2)) + " " * signs)
        table.add_column(Text(f"{heading}\n{most}"), justify="right", footer=mean, no_wrap=True)
    for student in report.students:
        table.add_row(Text(student), *(_cell(one, student) for one in report.assignments))
    # Not as the table's caption: that is broken where a small class has a narrow table.
    return Group(table, *_legend(report, headings))


def _headings(names: Sequence[str]) -> Mapping[str, str]:
    """What stands above the columns: the numbers that the names begin with, or the names, or numbers of our own."""
    numbers = [match[0] for name in names if (match := re.match(r"\d+", name))]
    if len(set(numbers)) == len(names):
        return dict(zip(names, numbers, strict=True))
    if sum(len(name) + BETWEEN for name in names) <= ROOM_FOR_NAMES:
        return {name: name for name in names}
    return {name: str(number) for number, name in enumerate(names, start=1)}


def _legend(report: ClassReport, headings: Mapping[str, str]) -> list[Text]:
    """The signs that occur, and the names that have become numbers."""
    seen = {mark for one in report.assignments for student in one.students for mark in student.marks}
    lines = [f"{sign} {mark}{_more(mark)}" for mark, sign in SIGNS.items() if mark in seen]
    lines += [f"{heading}: {name}" for name, heading in headings.items() if not name.startswith(heading)]
    return [Text(line) for line in lines]


def _more(mark: Mark) -> str:
    return ": the report says why" if mark in (Mark.NOT_JUDGED, Mark.UNREADABLE, Mark.FLAGGED) else ""


def _cell(one: AssignmentReport, name: str) -> Text:
    student = one.of(name)
    signs = max(len(known.marks) for known in one.students)
    if student is None:
        return Text("–" + " " * signs, style="dim")
    shown = Text(_score(student))
    for mark in student.marks:
        shown.append(SIGNS[mark], style=_COLOURS[mark])
    shown.append(" " * (signs - len(student.marks)))
    return shown


def _score(student: StudentReport) -> str:
    return points_text(student.score) if student.graded else "–"
