"""All grades and comments of one submitted notebook, read in one go and found by the name of their cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import func, select

__all__ = ["ScoreSheet"]


@dataclass(frozen=True)
class ScoreSheet:
    """What nbgrader's `find_grade` and `find_comment` give, without a question to the database for each cell."""

    notebook: SubmittedNotebook
    grades: Mapping[str, Grade]
    comments: Mapping[str, Comment]

    @classmethod
    def of(cls, gradebook: Gradebook, name: str, submission: SubmittedAssignment) -> ScoreSheet:
        """The sheet of the notebook of this name.

        Raises nbgrader's `MissingEntry` where the submission has none: then the notebook is newer than it.
        """
        cells = gradebook.db.execute(
            select(BaseCell.id, BaseCell.name, BaseCell.notebook_id)
            .join(Notebook, Notebook.id == BaseCell.notebook_id)
            .where(Notebook.name == name, Notebook.assignment_id == submission.assignment_id)
        ).all()
        names = {cell.id: cell.name for cell in cells}
        notebook = gradebook.db.scalars(
            select(SubmittedNotebook).where(
                SubmittedNotebook.notebook_id.in_({cell.notebook_id for cell in cells}),
                SubmittedNotebook.assignment_id == submission.id,
            )
        ).one_or_none()
        if notebook is None:
            raise MissingEntry(f"No such notebook: {name} of {submission.student_id}")
        return cls(notebook, _entries(gradebook, Grade, notebook, names), _entries(gradebook, Comment, notebook, names))

    def score(self, gradebook: Gradebook) -> float:
        """The sum of the grades as the database has them, those that a person gave included."""
        mine = _belongs(Grade, self.notebook, [grade.cell_id for grade in self.grades.values()])
        return float(gradebook.db.scalar(select(func.coalesce(func.sum(Grade.score), 0.0)).where(*mine)))

    def grade(self, name: str) -> Grade:
        """The grade for a cell; raises nbgrader's `MissingEntry`."""
        return _found(self.grades, name)

    def comment(self, name: str) -> Comment:
        """The comment on a cell; raises nbgrader's `MissingEntry`."""
        return _found(self.comments, name)


def _entries(gradebook: Gradebook, kind: Any, notebook: SubmittedNotebook, names: Mapping[str, str]) -> dict[str, Any]:
    found = gradebook.db.scalars(select(kind).where(*_belongs(kind, notebook, names)))
    return {names[entry.cell_id]: entry for entry in found}


def _belongs(kind: Any, notebook: SubmittedNotebook, cell_ids: Collection[str]) -> tuple[Any, Any]:
    # By cell and notebook: of the two together the database has an index, and does not read the whole class.
    return kind.cell_id.in_(cell_ids), kind.notebook_id == notebook.id


def _found(entries: Mapping[str, Any], name: str) -> Any:
    if name not in entries:
        raise MissingEntry(f"No such cell: {name}")
    return entries[name]
