"""The graded notebook, where nbgrader, formgrader and the feedback look for it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.assignment import Assignment
from autograder.atomic import replaced_folder
from autograder.companions import copy_companions
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.notebook import display_output, is_output, markdown_cell, notebook_text
from autograder.receipt import RECEIPT_NAME, receipt_text
from autograder.submission.folder import Submission

__all__ = ["Card", "graded_notebook", "unreadable_notebook", "write_autograded"]

# As nbgrader sets it: a graded notebook is not to be edited by hand.
FILE_MODE = 0o444


@dataclass(frozen=True)
class Card:
    """What stands under a check cell: the verdict as text, and the same as HTML."""

    text: str
    html: str


def graded_notebook(
    notebook: NotebookNode,
    assignment: Assignment,
    outputs: Mapping[str, Sequence[Mapping[str, Any]]],
    cards: Mapping[str, Card],
) -> NotebookNode:
    """A copy of a repaired notebook with what its cells printed and how its exercises went.

    `outputs` are nbformat outputs by cell id, as the worker reported them: one that is no valid output is left out.
    `cards` are by exercise.
    """
    graded = copy.deepcopy(notebook)
    verdicts = {assignment.check_cells[name].cell_id: card for name, card in cards.items()}
    number = 0
    for cell in graded.cells:
        if cell.cell_type == "code":
            number += 1
            ran = cell.id in outputs or cell.id in verdicts
            cell.execution_count = number if ran else None
            card = verdicts.get(cell.id)
            cell.outputs = [display_output(card.text, card.html)] if card else _valid(outputs.get(cell.id, ()))
    return graded


def unreadable_notebook(assignment: Assignment, error: AutograderError) -> NotebookNode:
    """The released notebook with, at its top, why the student's own could not be read and what to do next."""
    notebook = copy.deepcopy(assignment.released)
    lines = ("### This submission could not be read", f"{error.what}.", error.next)
    text = "\n\n".join(line for line in lines if line.strip("."))
    notebook.cells.insert(0, markdown_cell(text, "unreadable"))
    return notebook


def write_autograded(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    notebook: NotebookNode,
    receipt: Mapping[str, Any],
) -> Path:
    """Put the graded notebook, its receipt and the files that came with it in place, all at once.

    Ordinary files of the student are copied within limits, the instructor's own over them. Returns the folder.
    """
    folder = course.autograded_folder(submission.student, assignment.name)
    with replaced_folder(folder) as fresh:
        copy_companions(course, assignment, submission, fresh)
        (fresh / f"{assignment.name}.ipynb").write_text(notebook_text(notebook), encoding="utf-8")
        (fresh / RECEIPT_NAME).write_text(receipt_text(receipt), encoding="utf-8")
        for path in fresh.rglob("*"):
            path.chmod(0o755 if path.is_dir() else FILE_MODE)
    return folder


def _valid(outputs: Iterable[Mapping[str, Any]]) -> list[NotebookNode]:
    return [from_dict(dict(output)) for output in outputs if is_output(output)]  # type: ignore[no-untyped-call]
