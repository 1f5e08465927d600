"""What stands beside a student's answer on the page of feedback: its score, a comment, and whether it waits."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_solution

__all__ = ["GetGradesAndWaits"]

WAITS = "**Not graded yet:** a person will read this answer. Until then it counts as 0 points."


class GetGradesAndWaits(GetGrades):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's GetGrades, and one thing more: an answer that nobody has graded yet says so.

    Its score is 0 in the gradebook until then, and the student would take that for the grade. The table of contents
    tells it, too, and of each check at whose result a person has to look.
    """

    def _get_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._get_score(cell, resources)
        settings = cell.metadata.nbgrader
        grade = self.gradebook.find_grade(settings["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        settings["waits"] = grade.needs_manual_grade and grade.manual_score is None
        if is_solution(cell) and settings["waits"]:
            settings["comment"] = "\n\n".join(filter(None, (WAITS, settings.get("comment"))))
