"""One assignment: its notebook, the cells that students answer, the cells that are graded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets.config import Config

from autograder.release.build import Build, build, read_source

__all__ = ["AnswerCell", "Assignment", "CheckCell"]

CHECK_PREFIX = "check_"


@dataclass(frozen=True)
class AnswerCell:
    """A cell that a student fills. `stub` is what the student finds in it.

    `points` are those that a person gives for it (a written answer); None where checks decide.
    """

    grade_id: str
    cell_id: str
    kind: str
    stub: str
    points: float | None = None


@dataclass(frozen=True)
class CheckCell:
    """The cell whose output tells how an exercise went; `points` are the points of the exercise's checks together."""

    grade_id: str
    cell_id: str
    exercise: str
    points: float


@dataclass(frozen=True)
class Assignment:
    """An assignment as the instructor wrote it (`source`) and as students get it (`released`).

    `recorded` is the notebook as nbgrader's gradebook knows it. `due` is the due date that the settings give, as text
    (`c.Underhood.due_dates` in nbgrader_config.py). It only fills an empty place in the gradebook: a date that was set
    there, in formgrader say, stays.
    """

    name: str
    folder: Path
    source: NotebookNode = field(repr=False, compare=False)
    build: Build = field(repr=False, compare=False)
    due: str | None = None

    @classmethod
    def load(cls, folder: Path, directory: CourseDirectory, config: Config) -> Assignment:
        """Read the assignment in `folder`. Raises `CourseError` where its notebook cannot be released."""
        path = folder / f"{folder.name}.ipynb"
        source = read_source(path)
        due = config.get("Underhood", {}).get("due_dates", {}).get(folder.name)
        return cls(folder.name, folder, source, build(source, path, directory, config), due)

    @property
    def released(self) -> NotebookNode:
        """The students' notebook. Copy it before changing anything."""
        return self.build.released

    @property
    def recorded(self) -> NotebookNode:
        """The notebook as nbgrader records it in the gradebook."""
        return self.build.recorded

    @property
    def notebook_path(self) -> Path:
        """The instructor's notebook."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def checks_path(self) -> Path:
        """The checks that students have too."""
        return self.folder / "checks.py"

    @property
    def hidden_checks_path(self) -> Path:
        """The checks that never leave the instructor's machine; the file may be missing."""
        return self.folder / "hidden_checks.py"

    @property
    def hints_path(self) -> Path:
        """The hints; the file may be missing."""
        return self.folder / "hints.toml"

    @cached_property
    def answer_cells(self) -> Mapping[str, AnswerCell]:
        """The cells that students fill, by `grade_id`, in the notebook's order."""
        return {cell.grade_id: cell for cell in map(_answer_cell, self.released.cells) if cell}

    @cached_property
    def check_cells(self) -> Mapping[str, CheckCell]:
        """The cells of automatic grading, by the exercise's name, in the notebook's order."""
        return {cell.exercise: cell for cell in map(_check_cell, self.released.cells) if cell}

    @cached_property
    def manual_cells(self) -> Mapping[str, AnswerCell]:
        """The answers that a person grades, by `grade_id`, in the notebook's order."""
        return {name: cell for name, cell in self.answer_cells.items() if cell.points is not None}

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of the exercises that checks grade, in the notebook's order."""
        return tuple(self.check_cells)

    @property
    def max_score(self) -> float:
        """The points to be had, those of written answers included."""
        return sum(float(cell.metadata.nbgrader["points"]) for cell in _graded(self.released))

    def digest(self) -> str:
        """SHA-256 over all that decides a grade: the checks, visible and hidden, and the students' notebook."""
        digest = hashlib.sha256(self.build.text.encode("utf-8"))
        for path in (self.checks_path, self.hidden_checks_path):
            content = path.read_bytes() if path.is_file() else b""
            digest.update(f"\0{path.name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def _answer_cell(cell: NotebookNode) -> AnswerCell | None:
    if not is_solution(cell):
        return None
    claims = cell.metadata.nbgrader
    points = float(claims["points"]) if is_grade(cell) else None
    return AnswerCell(claims["grade_id"], cell.get("id", ""), cell.cell_type, cell.source, points)


def _check_cell(cell: NotebookNode) -> CheckCell | None:
    if not is_grade(cell) or is_solution(cell):
        return None
    name = cell.metadata.nbgrader["grade_id"]
    return CheckCell(name, cell.get("id", ""), name.removeprefix(CHECK_PREFIX), float(cell.metadata.nbgrader["points"]))


def _graded(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if is_grade(cell) or is_task(cell))
