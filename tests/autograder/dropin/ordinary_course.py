"""An ordinary course, with assert cells, that knows nothing of this project but one line in its settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

Cells = list[dict[str, Any]]
Edit = Callable[[Cells], None]


def answer_cell(name: str, solution: str) -> Any:
    source = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return v4.new_code_cell(source, metadata=claims(name, solution=True))


def check_cell(name: str, source: str, points: float = 1.0) -> Any:
    return v4.new_code_cell(source, metadata=claims(name, grade=True, locked=True, points=points))


def essay_cell(name: str, points: float = 2.0) -> Any:
    return v4.new_markdown_cell("Because.", metadata=claims(name, grade=True, solution=True, points=points))


def claims(name: str, **given: Any) -> dict[str, Any]:
    plain = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, "grade_id": name}
    return {"nbgrader": plain | given}


def cell_named(cells: Cells, name: str) -> dict[str, Any]:
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


@dataclass
class OrdinaryCourse:
    """A course folder with one assignment `ps1`, and nbgrader's own interface to it, as formgrader has it."""

    root: Path
    api: NbGraderAPI

    def release(self, *cells: Any, notebook: str = "p1") -> None:
        folder = self.root / "source" / "ps1"
        folder.mkdir(parents=True, exist_ok=True)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(v4.new_notebook(cells=list(cells), metadata=kernel), folder / f"{notebook}.ipynb")
        made = self.api.generate_assignment("ps1", force=True)
        assert made["success"], made

    def submit(self, student: str, *edits: Edit, notebook: str = "p1") -> Path:
        released = json.loads((self.root / "release" / "ps1" / f"{notebook}.ipynb").read_text())
        for edit in edits:
            edit(released["cells"])
        folder = self.root / "submitted" / student / "ps1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{notebook}.ipynb").write_text(json.dumps(released))
        return folder

    def grade(self, student: str = "*", **given: Any) -> dict[str, Any]:
        result: dict[str, Any] = self.api.autograde("ps1", student, **given)
        return result

    def scores(self, student: str, notebook: str = "p1") -> dict[str, float | None]:
        with self.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(notebook, "ps1", student)
            return {grade.name: grade.auto_score for grade in found.grades}

    def waits(self, student: str, notebook: str = "p1") -> set[str]:
        with self.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(notebook, "ps1", student)
            return {grade.name for grade in found.grades if grade.needs_manual_grade}

    def gradebook(self) -> Gradebook:
        return Gradebook(self.api.coursedir.db_url, self.api.coursedir.course_id)

    def graded(self, student: str, notebook: str = "p1") -> Any:
        return nbformat.read(self.root / "autograded" / student / "ps1" / f"{notebook}.ipynb", as_version=4)


def write(name: str, source: str) -> Edit:
    """An edit that writes an answer."""

    def edit(cells: Cells) -> None:
        cell_named(cells, name)["source"] = source

    return edit
