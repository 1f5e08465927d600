"""Which cell of the release a submitted cell is, told by name, by id, or by its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.submission.read import SubmittedCell

__all__ = ["Match", "matches"]


@dataclass(frozen=True)
class Match:
    """A submitted cell, its place in the submission, and the released cell that it is, or None for the student's own.

    `grade_id` is the released cell's name; None for the student's own and for cells of the course without a name.
    """

    position: int
    submitted: SubmittedCell
    released: NotebookNode | None = None

    @property
    def grade_id(self) -> str | None:
        """The name that the instructor gave the cell."""
        if self.released is None:
            return None
        name: str | None = self.released.metadata.get("nbgrader", {}).get("grade_id")
        return name


def matches(released: NotebookNode, submitted: Sequence[SubmittedCell]) -> tuple[Match, ...]:
    """Match every submitted cell, in the submission's order."""
    named = {cell.metadata.nbgrader["grade_id"]: cell for cell in released.cells if "nbgrader" in cell.metadata}
    unnamed = [cell for cell in released.cells if "nbgrader" not in cell.metadata]
    by_id = {cell.id: cell for cell in unnamed}
    # Other editors than JupyterLab write ids of their own: then the text tells.
    by_text = {(cell.cell_type, cell.source.rstrip()): cell for cell in unnamed}
    result = []
    for position, cell in enumerate(submitted):
        found = named.get(cell.grade_id or "") if cell.grade_id else by_id.get(cell.cell_id or "")
        result.append(Match(position, cell, found or by_text.get((cell.kind, cell.source.rstrip()))))
    return tuple(result)
