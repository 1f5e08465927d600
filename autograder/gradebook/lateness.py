"""The late penalty, by the plugin that the instructor has set for nbgrader."""

from __future__ import annotations

from nbgrader.api import SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties

__all__ = ["LatePenalties"]


class LatePenalties(AssignLatePenalties):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's AssignLatePenalties, on a gradebook that is open already."""

    def assign(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> float:
        """Set the penalty of one submission anew and return it, in points; 0 where it is in time.

        The scores have been sent to the database.
        """
        late = submission.total_seconds_late
        penalty = self._penalty(submission.student_id, notebook, late) if late > 0 else None
        if notebook.late_submission_penalty != penalty:
            notebook.late_submission_penalty = penalty
        return penalty or 0.0

    def _penalty(self, student: str, notebook: SubmittedNotebook, seconds_late: float) -> float | None:
        self.init_plugin()
        penalty = self.plugin_inst.late_submission_penalty(student, float(notebook.score), seconds_late)
        return None if penalty is None else float(self._check_late_penalty(notebook, penalty))
