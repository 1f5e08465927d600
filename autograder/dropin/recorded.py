"""What the gradebook knows of an assignment's notebooks: the instructor's word on every cell that matters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.notebook import open_notebook

__all__ = ["RecordedCell", "RecordedNotebook", "recorded_notebooks"]

NOT_RUN = "skip-execution"


@dataclass(frozen=True)
class RecordedCell:
    """One cell that nbgrader keeps. `points` is None where it is not graded; `task` cells are graded by a person.

    The names are those that nbgrader's own preprocessors ask for.
    """

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    solution: bool = False
    task: bool = False
    points: float | None = None
    not_run: bool = False

    @property
    def is_check(self) -> bool:
        """Whether it is code that decides a score."""
        return self.points is not None and not self.solution and not self.task and self.cell_type == "code"

    def metadata(self) -> dict[str, Any]:
        """What nbgrader writes into such a cell."""
        claims = {
            "cell_type": self.cell_type, "checksum": self.checksum, "grade": self.points is not None and not self.task,
            "grade_id": self.name, "locked": self.locked, "schema_version": 3, "solution": self.solution,
            "task": self.task,
        }  # fmt: skip
        return claims if self.points is None else claims | {"points": self.points}


@dataclass(frozen=True)
class RecordedNotebook:
    """One notebook of an assignment; `cells` are by name, in the order of the instructor's notebook."""

    name: str
    kernelspec: Mapping[str, Any] | None
    cells: Mapping[str, RecordedCell]

    @property
    def is_graded(self) -> bool:
        """Whether the gradebook keeps scores or comments of it."""
        return any(cell.points is not None or cell.solution for cell in self.cells.values())

    def seed(self) -> int:
        """From which random numbers start: the same in every run, and unknown to who lacks the hidden tests."""
        text = json.dumps([[cell.name, cell.source] for cell in self.cells.values()])
        return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8], 16)


def recorded_notebooks(gradebook: Gradebook, assignment: str, source: Path) -> dict[str, RecordedNotebook]:
    """All notebooks of an assignment, by name. `source` is the folder with the instructor's version.

    Raises nbgrader's `MissingEntry` where the gradebook does not know the assignment.
    """
    found = gradebook.find_assignment(assignment)
    return {notebook.name: _notebook(notebook, source) for notebook in found.notebooks}


def _notebook(notebook: Any, source: Path) -> RecordedNotebook:
    original = _original(source / f"{notebook.name}.ipynb")
    points = {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    cells = {
        cell.name: RecordedCell(
            cell.name, cell.cell_type, cell.source, cell.checksum, bool(cell.locked), cell.name in solutions,
            cell.name in tasks, points.get(cell.name), original.get(cell.name, False),
        )
        for cell in notebook.source_cells
    }  # fmt: skip
    order = {name: place for place, name in enumerate(original)}
    names = sorted(cells, key=lambda name: order.get(name, len(order)))  # the gradebook keeps no order
    kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else None
    return RecordedNotebook(notebook.name, kernelspec, {name: cells[name] for name in names})


def _original(path: Path) -> dict[str, bool]:
    """The names of the cells of the instructor's notebook, in order, and which are tagged not to be run."""
    try:
        notebook = open_notebook(path)
    except (OSError, ValueError):  # not there any more, or about to be edited: what the gradebook says is enough
        return {}
    return dict(_names(notebook))


def _names(notebook: NotebookNode) -> Iterator[tuple[str, bool]]:
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name:
            yield name, NOT_RUN in cell.metadata.get("tags", [])
