"""The cells of a notebook that a worker runs."""

from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.engine.run_cells import Cell

__all__ = ["code_cells", "numbered"]


def code_cells(notebook: NotebookNode) -> list[Cell]:
    """All code cells but the check cells: the judge's own checks take their place."""
    return [
        Cell(cell.id, cell.source, _exercise(cell), "underhood" in cell.metadata, number)
        for number, cell in numbered(notebook)
        if not (is_grade(cell) and not is_solution(cell))
    ]


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The code cells with the numbers that they have where all of them run from top to bottom, check cells included.

    The margin of the graded notebook and the tracebacks in it count alike.
    """
    return enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1)


def _exercise(cell: NotebookNode) -> str:
    return str(cell.metadata.nbgrader["grade_id"]) if is_solution(cell) else ""
