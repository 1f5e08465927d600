"""The late penalty, by the plugin that the instructor has set for nbgrader."""

from __future__ import annotations

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

__all__ = ["LatePenalties"]


class LatePenalties(AssignLatePenalties):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's AssignLatePenalties, on a gradebook that is open already. Made once for many submissions."""

    def assign(self, gradebook: Gradebook, assignment: str, student: str) -> float:
        """Set the penalty of one submission anew and return it, in points; 0 where it is in time."""
        self.init_plugin()
        notebook = gradebook.find_submission_notebook(assignment, assignment, student)
        late = gradebook.find_submission(assignment, student).total_seconds_late
        penalty = self._penalty(student, notebook, late) if late > 0 else None
        notebook.late_submission_penalty = penalty
        gradebook.db.commit()
        return penalty or 0.0

    def _penalty(self, student: str, notebook: object, seconds_late: float) -> float | None:
        score = float(notebook.score)  # type: ignore[attr-defined]
        penalty = self.plugin_inst.late_submission_penalty(student, score, seconds_late)
        return None if penalty is None else float(self._check_late_penalty(notebook, penalty))
