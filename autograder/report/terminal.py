"""The class table for a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from autograder.report.facts import ClassReport, StudentReport
from underhood.checking.points import points_text

__all__ = ["class_table"]


def class_table(report: ClassReport) -> Table:
    """Students in rows, assignments in columns: points, and a word where something needs a look."""
    table = Table(title=escape(f"Scores in {report.course}"), caption=_legend(report), show_footer=True)
    table.add_column("student", footer="mean", no_wrap=True)
    for one in report.assignments:
        table.add_column(
            escape(one.name), justify="right", footer=f"{points_text(one.mean)} / {points_text(one.max_score)}"
        )
    for student in report.students:
        table.add_row(escape(student), *(_cell(one.of(student)) for one in report.assignments))
    return table


def _legend(report: ClassReport) -> str | None:
    waiting = {student.waits for one in report.assignments for student in one.students}
    return "flagged for a person: the report says why" if "flagged" in waiting else None


def _cell(student: StudentReport | None) -> str:
    if student is None:
        return "[dim]–[/dim]"
    words = [
        *([f"[red]{len(student.faults)} not judged[/red]"] if student.faults else []),
        *([f"[yellow]{student.late}[/yellow]"] if student.late else []),
        *([f"[cyan]{student.waits}[/cyan]"] if student.waits else []),
    ]
    score = f"{points_text(student.score)} / {points_text(student.max_score)}" if student.graded else "–"
    return "  ".join([*words, score])
