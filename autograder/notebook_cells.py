"""The cells of a notebook that a worker runs."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.engine.run_cells import Cell

__all__ = ["code_cells"]


def code_cells(notebook: NotebookNode) -> list[Cell]:
    """All code cells but the check cells: the judge's own checks take their place."""
    return [
        Cell(cell.id, cell.source, _exercise(cell), "underhood" in cell.metadata)
        for cell in notebook.cells
        if cell.cell_type == "code" and not (is_grade(cell) and not is_solution(cell))
    ]


def _exercise(cell: NotebookNode) -> str:
    return str(cell.metadata.nbgrader["grade_id"]) if is_solution(cell) else ""
