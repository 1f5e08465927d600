"""Telling the gradebook what an assignment consists of, as `nbgrader generate_assignment` does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from nbgrader.api import Gradebook, MissingEntry, Notebook
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_locked, is_solution, is_task, parse_utc

from autograder.assignment import Assignment
from autograder.errors import CourseError
from autograder.gradebook.connection import one_transaction
from autograder.gradebook.failures import GradebookError

__all__ = ["register"]


class _SaveCellsHere(SaveCells):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's SaveCells, on a gradebook that is open already."""

    def save(self, gradebook: Gradebook, assignment: Assignment) -> None:
        self.gradebook = gradebook
        self.notebook_id = self.assignment_id = assignment.name
        self.new_grade_cells: dict[str, object] = {}
        self.new_solution_cells: dict[str, object] = {}
        self.new_task_cells: dict[str, object] = {}
        self.new_source_cells: dict[str, object] = {}
        for index, cell in enumerate(assignment.recorded.cells):
            self.preprocess_cell(cell, {}, index)
        self._create_notebook(assignment.recorded)


def register(gradebook: Gradebook, assignment: Assignment) -> tuple[str, ...]:
    """Make the gradebook know the assignment, its cells and their points; what is known already is brought up to date.

    Returns what the instructor should know of it.

    Raises `GradebookError` where cells were added or removed after students' work had been recorded: nbgrader keeps
    scores by cell and cannot tell what to do with them.
    """
    with one_transaction(gradebook):
        notes = _register_assignment(gradebook, assignment)
        _refuse_changed_cells(gradebook, assignment)
        _SaveCellsHere().save(gradebook, assignment)
    return notes


def _register_assignment(gradebook: Gradebook, assignment: Assignment) -> tuple[str, ...]:
    known = gradebook.update_or_create_assignment(assignment.name)
    if assignment.due is None:
        return ()
    due = _due_date(assignment)
    if known.duedate is None:
        gradebook.update_or_create_assignment(assignment.name, duedate=due)
    elif known.duedate != due:
        return (
            f"{assignment.name}: the gradebook keeps its due date, {known.duedate} UTC. c.Underhood.due_dates has "
            f"{due} UTC, which counts where there is none yet: change it in formgrader.",
        )  # fmt: skip
    return ()


def _due_date(assignment: Assignment) -> datetime:
    try:
        due: datetime = parse_utc(assignment.due)
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        what = f"the due date {assignment.due!r} is no date"
        raise CourseError(
            what, "c.Underhood.due_dates in nbgrader_config.py", "Write it as 2026-03-01 23:59 UTC."
        ) from error
    return due


def _refuse_changed_cells(gradebook: Gradebook, assignment: Assignment) -> None:
    try:
        notebook = gradebook.find_notebook(assignment.name, assignment.name)
    except MissingEntry:
        return
    changes = list(_changes(notebook, assignment))
    if notebook.submissions and changes:
        raise GradebookError(
            f"{assignment.name} has recorded submissions, and its cells are no longer the same: {'; '.join(changes)}",
            str(gradebook.engine.url),
            f"Put the names back, or copy the gradebook and run `nbgrader db assignment remove {assignment.name} "
            "--force`, which also forgets scores given by hand, and grade again.",
        )


def _changes(notebook: Notebook, assignment: Assignment) -> Iterable[str]:
    cells = assignment.recorded.cells
    kinds = (
        ("graded", is_grade, notebook.grade_cells),
        ("answer", is_solution, notebook.solution_cells),
        ("task", is_task, notebook.task_cells),
        ("read-only", _is_source, notebook.source_cells),
    )
    for kind, belongs, recorded in kinds:
        now = {cell.metadata.nbgrader["grade_id"] for cell in cells if belongs(cell)}
        before = {cell.name for cell in recorded}
        if now != before:
            yield f"{kind} cells {_listed('added', now - before)}{_listed('removed', before - now)}".rstrip()


def _is_source(cell: object) -> bool:
    return bool(is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell))


def _listed(verb: str, names: set[str]) -> str:
    return f"{verb} {', '.join(sorted(names))} " if names else ""
