"""What verifying a course has found, exercise by exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich import box
from rich.table import Table

__all__ = ["ExerciseFindings", "Findings", "caught_once_lines", "findings_table"]

LEGEND = "wrong: mistakes caught · right: right answers accepted · once: mistakes that one check alone catches"


@dataclass
class ExerciseFindings:
    """The numbers of one exercise: of its checks, of the attempts at it, and of those that came out as they must.

    `caught_once` names the mistakes that a single check catches, with that check: lose it, and they pass.
    """

    name: str
    checks: int
    mistakes: int
    rights: int
    mistakes_caught: int = 0
    rights_accepted: int = 0
    caught_once: dict[str, str] = field(default_factory=dict)

    def add_caught(self, mistake: str, failed_checks: Sequence[str]) -> None:
        """Count a mistake that these checks have caught."""
        self.mistakes_caught += 1
        if len(failed_checks) == 1:
            self.caught_once[mistake] = failed_checks[0]


@dataclass
class Findings:
    """All findings in one assignment. It is sound where `problems` is empty."""

    assignment: str
    exercises: list[ExerciseFindings] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def findings_table(all_findings: Sequence[Findings]) -> Table:
    """The numbers of every exercise, as a table for the terminal."""
    # Short headings: with a longer one, names would be cut off on a terminal of 80 columns.
    table = Table(title="Attempts that came out as they must", caption=LEGEND, box=box.SIMPLE_HEAD)
    for column in ("assignment", "exercise"):
        table.add_column(column, no_wrap=True)
    for column in ("checks", "wrong", "right", "once"):
        table.add_column(column, justify="right")
    for findings in all_findings:
        for exercise in findings.exercises:
            table.add_row(
                findings.assignment, exercise.name, str(exercise.checks),
                f"{exercise.mistakes_caught}/{exercise.mistakes}",
                f"{exercise.rights_accepted}/{exercise.rights}", str(len(exercise.caught_once)),
            )  # fmt: skip
    return table


def caught_once_lines(all_findings: Sequence[Findings]) -> list[str]:
    """A line for each mistake that one check alone catches: lose that check, and the mistake passes."""
    return [
        f"{findings.assignment} · {exercise.name}: “{mistake}” is caught by {check} alone"
        for findings in all_findings
        for exercise in findings.exercises
        for mistake, check in exercise.caught_once.items()
    ]
