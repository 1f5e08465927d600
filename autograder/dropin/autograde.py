"""`Autograde` for nbgrader: the same folders, settings, log and gradebook, with the engine of this project inside.

Every command of nbgrader reads the settings, and so imports this: what takes long to import waits until it is used.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nbgrader.converters import autograde, base

from autograder.dropin.judged import is_ours
from autograder.dropin.task import Task
from autograder.errors import AutograderError

__all__ = ["Autograde"]


class Autograde(autograde.Autograde):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's Autograde, graded by walled workers, several at a time, and one failure costs one submission.

    Assignments with `checks.py` are judged from outside, as `underhood grade` does; all others have their assert cells
    run behind the wall. docs/nbgrader.md tells what differs from nbgrader, and why.
    """

    def start(self) -> None:
        """Grade what `coursedir` names: see `nbgrader autograde`.

        Raises nbgrader's `NbGraderException` where anything could not be graded.
        """
        wanted = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        found = [self._parsed(folder) for folder in glob.glob(wanted) if os.path.isdir(folder)]
        ours = sorted({assignment for assignment, _ in found if is_ours(self.coursedir, assignment)})
        failed = [assignment for assignment in ours if not self._graded(assignment, found)]
        if not ours or any(assignment not in ours for assignment, _ in found):
            super().start()
        if failed:
            self._fail(f"Some submissions could not be graded: see the messages above for {', '.join(failed)}.")

    def init_notebooks(self) -> None:
        """Find the submissions, but for those that `underhood grade` grades."""
        super().init_notebooks()
        for folder in list(self.assignments):
            if is_ours(self.coursedir, self._parsed(folder)[0]):
                del self.assignments[folder]

    def convert_notebooks(self) -> None:
        """Grade the submissions that nbgrader found."""
        from autograder.dropin.ordinary import grade_ordinary

        tasks = sorted(map(self._task, self.assignments), key=lambda task: (task.assignment, task.student))
        with self._told():
            failed = grade_ordinary(self, [task for task in tasks if task.student not in self.excluded()])
        for task in failed:
            self.log.error(
                "There was an error processing assignment '%s' for student '%s'", task.assignment, task.student
            )
        if failed:
            where = f"the error log ({self.logfile})" if self.logfile else "the messages above"
            self._fail(f"Please see {where} for what was wrong with these submissions.")

    def excluded(self) -> list[str]:
        """The students who are left out."""
        return (self.coursedir.student_id_exclude or "").split(",")

    def destination(self, task: Task) -> Path:
        """The folder of a submission once it is graded."""
        return Path(os.path.normpath(self._format_dest(task.assignment, task.student)))

    def _graded(self, assignment: str, found: Sequence[tuple[str, str]]) -> bool:
        from autograder.dropin.ours import grade_ours

        students = [student for name, student in found if name == assignment and student not in self.excluded()]
        with self._told():
            return grade_ours(self, assignment, students)

    def _task(self, folder: str) -> Task:
        assignment, student = self._parsed(folder)
        return Task(student, assignment, Path(folder), tuple(map(Path, sorted(self.assignments[folder]))))

    def _parsed(self, folder: str) -> tuple[str, str]:
        """Which assignment and which student a folder of submissions belongs to."""
        pattern = self._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True)
        match = re.match(pattern, folder)
        if match is None:
            raise base.NbGraderException(f"Could not match '{folder}' with regexp '{pattern}'")
        return match["assignment_id"], match["student_id"]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What ends the whole run is told in a sentence, and to nbgrader in its own kind of error."""
        from autograder.engine.worker import WorkerNotStarted

        try:
            yield
        except (AutograderError, WorkerNotStarted) as error:
            self.log.error("%s", error)
            raise base.NbGraderException(str(error)) from error

    def _fail(self, message: str) -> None:
        self.log.error(message)
        raise base.NbGraderException(message)
