"""Assignments with assert cells, graded when nbgrader asks: what is due is run, recorded, and put in place."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import base

from autograder.chosen_settings import chosen_settings
from autograder.course import Course
from autograder.dropin.destination import is_due, put_in_place, remove_failed
from autograder.dropin.execute import RunSettings
from autograder.dropin.handed_in import BadTimestamp, handed_in
from autograder.dropin.ours import course_of
from autograder.dropin.record import record_submission
from autograder.dropin.recorded import RecordedNotebook, recorded_notebooks
from autograder.dropin.run import Attempt, grade_in_order
from autograder.dropin.steps import Steps, apply
from autograder.dropin.submission import Bench, GradedSubmission
from autograder.dropin.task import Task
from autograder.dropin.warm import Wanted, open_workers, worth_warming
from autograder.engine.worker import WorkerNotStarted, Workers
from autograder.errors import AutograderError
from autograder.gradebook import GradebookError, one_transaction, open_gradebook
from autograder.notebook import notebook_text
from autograder.run_lock import grading_lock
from autograder.settings import GradeSettings

__all__ = ["grade_ordinary"]

Recorded = Mapping[str, RecordedNotebook]


def grade_ordinary(converter: Any, tasks: Sequence[Task]) -> list[Task]:
    """Grade these submissions, sorted by assignment, where that is due. Returns those that could not be graded.

    `converter` is our `Autograde`: settings, log, hooks and the names of folders are nbgrader's.

    Raises:
        GradebookError: the gradebook cannot be used. What was recorded before stays recorded.
        NoWall: students' code cannot be walled in here.
    """
    failed: list[Task] = []
    course = course_of(converter)
    names = {task.assignment for task in tasks}
    with grading_lock(course, names, converter.log.warning), open_gradebook(course) as gradebook:
        for assignment, group in groupby(tasks, key=lambda task: task.assignment):
            run = _AssignmentRun(converter, course, gradebook, assignment)
            run.grade([task for task in group if run.is_due(task)])
            failed += run.failed
    return failed


class _AssignmentRun:
    def __init__(self, converter: Any, course: Course, gradebook: Gradebook, assignment: str) -> None:
        self._converter, self._course, self._gradebook = converter, course, gradebook
        self._assignment, self._source = assignment, course.source_folder(assignment)
        self._all_notebooks = course.directory.notebook_id == "*"
        self._log = converter.log
        self.failed: list[Task] = []

    def is_due(self, task: Task) -> bool:
        """Whether a submission has to be graded."""
        folder = self._converter.destination(task)
        try:
            time = handed_in(task.folder)
        except BadTimestamp as error:
            self._fail(task, error)
            return False
        due = is_due(
            folder, self._asked_for(task), force=self._converter.force, handed_in=time, graded=_graded_at(folder)
        )
        if not due:
            self._log.info("Skipping existing assignment: %s", folder)
        return due

    def grade(self, tasks: Sequence[Task]) -> None:
        """Grade them all."""
        recorded = self._recorded() if tasks else {}
        if recorded is None:
            for task in tasks:
                self._fail(task, _unknown(self._assignment))
            return
        settings = chosen_settings(self._course)
        bench = Bench(
            self._course, self._source, recorded, self._steps, self._run_settings(settings),
            self._converter.exclude_overwriting.get(self._assignment, []),
        )  # fmt: skip
        with (
            self._workers(settings, len(tasks)) as workers,
            closing(grade_in_order(bench, tasks, workers, lambda task: self._prepare(task, recorded))) as attempts,
        ):
            for attempt in attempts:
                self._keep(attempt, recorded)

    def _recorded(self) -> dict[str, RecordedNotebook] | None:
        with one_transaction(self._gradebook):
            try:
                return recorded_notebooks(self._gradebook, self._assignment, self._source)
            except MissingEntry:
                return None

    def _steps(self) -> Steps:
        converter = self._converter
        return Steps.of(converter.sanitize_preprocessors, converter.autograde_preprocessors, converter.exporter)

    def _run_settings(self, settings: GradeSettings) -> RunSettings | None:
        execute = self._steps().execute
        if execute is None:
            return None
        return RunSettings(
            execute.timeout, dict(execute.error_on_timeout or {}), {"NBGRADER_EXECUTION": "autograde"},
            settings.limits, settings.device,
        )  # fmt: skip

    @contextmanager
    def _workers(self, settings: GradeSettings, tasks: int) -> Iterator[Sequence[Workers | None]]:
        if not tasks or self._steps().execute is None:
            yield [None]  # nothing runs
            return
        imports = worth_warming(self._source.glob("*.ipynb"))
        wanted = Wanted(settings.wall, settings.jobs_at_once, imports, settings.device, self._course.read_only)
        with open_workers(wanted) as (level, workers):
            if level != "A":
                self._log.warning("The wall around students' code is of level %s: see `underhood doctor`.", level)
            yield workers

    def _prepare(self, task: Task, recorded: Recorded) -> dict[str, dict[str, Any]]:
        """What nbgrader does before it converts a submission. Returns its resources by notebook."""
        self._converter.notebooks = [str(path) for path in task.notebooks]
        self._converter.run_pre_convert_hook()
        self._log.info("Autograding %s", task.folder)
        for path in task.notebooks:
            if path.stem not in recorded:
                self._log.warning("Skipping unknown notebook: %s", path)
        known = [path for path in task.notebooks if path.stem in recorded]
        if not known:
            raise base.NbGraderException("No notebooks found, did you forget to run 'nbgrader generate_assignment'?")
        return {path.stem: self._converter.init_single_notebook_resources(str(path)) for path in known}

    def _keep(self, attempt: Attempt, recorded: Recorded) -> None:
        """Record a submission and put its folder in place. What is wrong with it costs it alone."""
        task = attempt.task
        try:
            self._record(task, attempt.verdict(), recorded)
            self._write(task, attempt.verdict())
        except GradebookError:
            raise
        except Exception as error:  # noqa: BLE001 - see above
            self._fail(task, error)
            remove_failed(self._converter.destination(task), self._asked_for(task), self._log)

    def _record(self, task: Task, graded: GradedSubmission, recorded: Recorded) -> None:
        missing = [name for name in recorded if not (task.folder / f"{name}.ipynb").exists()]
        for name in missing:
            self._log.warning("No submitted file: %s", task.folder / f"{name}.ipynb")
        record_submission(
            self._gradebook, task, graded, timestamp=handed_in(task.folder),
            missing=[name for name in missing if recorded[name].is_graded],
            create_student=self._converter.create_student, parent=self._converter.exporter,
        )  # fmt: skip

    def _write(self, task: Task, graded: GradedSubmission) -> None:
        files = dict(graded.files)
        for notebook in graded.notebooks:
            final = apply(graded.steps.recorded, notebook.notebook, notebook.resources)
            files[f"{notebook.recorded.name}.ipynb"] = notebook_text(final).encode("utf-8")
        put_in_place(self._converter.destination(task), files, whole=self._all_notebooks, log=self._log)
        self._converter.set_permissions(task.assignment, task.student)
        self._converter.notebooks = [str(path) for path in task.notebooks]
        self._converter.run_post_convert_hook()

    def _asked_for(self, task: Task) -> tuple[str, ...]:
        return () if self._all_notebooks else tuple(path.stem for path in task.notebooks)

    def _fail(self, task: Task, error: Exception) -> None:
        known = isinstance(error, AutograderError | WorkerNotStarted | base.NbGraderException)
        said = str(error) if known else "".join(traceback.format_exception(error))
        self._log.error("There was an error processing assignment: %s\n%s", task.folder, said)
        self.failed.append(task)


def _unknown(assignment: str) -> AutograderError:
    return AutograderError(
        f"No assignment with ID '{assignment}' exists in the database",
        next=f"Run `nbgrader generate_assignment {assignment}` first.",
    )


def _graded_at(folder: Path) -> Any:
    try:
        return handed_in(folder)
    except BadTimestamp:
        return None
