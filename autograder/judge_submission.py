"""One submission from its file to its verdict: read, repair, run, judge. Writes nothing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.autograded import Card, graded_notebook, unreadable_notebook
from autograder.companions import copy_companions
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.judge import Answer, judge_exercise
from autograder.notebook import markdown_cell
from autograder.notebook_cells import code_cells
from autograder.receipt import Circumstances, receipt
from autograder.run_cells import NotebookRun
from autograder.settings import GradeSettings
from autograder.submission.folder import Submission
from autograder.submission.read import SubmittedNotebook
from autograder.submission.repair import Repaired, repair
from autograder.worker_process import WorkerProcess
from underhood.checking.cells import CellRun
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
from underhood.checking.session import Collected
from underhood.notebook.card import card_html, card_text

__all__ = ["Judged", "judge_submission", "judge_unreadable"]

NOT_FOR_WORKERS = ("checks.py", "hints.toml")
"""Where students' code runs there are no checks, not even those that students have."""


@dataclass(frozen=True)
class Judged:
    """A verdict: the results by exercise, the notebook that shows them, and the receipt.

    `repaired` is None where the submission could not be read.
    """

    results: tuple[ExerciseResult, ...]
    notebook: NotebookNode
    receipt: Mapping[str, Any]
    repaired: Repaired | None


def judge_submission(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    submitted: SubmittedNotebook,
    checks: Collected,
    settings: GradeSettings,
    circumstances: Circumstances,
) -> Judged:
    """Grade what a student handed in.

    Raises:
        WorkerNotStarted: nothing can be graded on this machine; the submission has no verdict.
    """
    started = time.monotonic()
    repaired = repair(assignment, submitted)
    with tempfile.TemporaryDirectory(prefix="underhood-") as folder:
        copy_companions(course, assignment, submission, Path(folder), leave_out=NOT_FOR_WORKERS)
        run = NotebookRun(_worker_starter(Path(folder), assignment, settings), settings.limits)
        try:
            run.run(code_cells(repaired.notebook))
            results = _judge_all(assignment, repaired, run, checks, settings)
        finally:
            run.close()
    written = receipt(
        assignment.name, submission.student, results, circumstances,
        repairs=repaired.receipts, seconds=time.monotonic() - started,
    )  # fmt: skip
    outputs = {cell_id: cell_run.outputs for cell_id, cell_run in run.runs.items()}
    notebook = graded_notebook(repaired.notebook, assignment, outputs, _cards(results))
    return Judged(results, _with_repairs(notebook, repaired.receipts), written, repaired)


def judge_unreadable(
    assignment: Assignment,
    submission: Submission,
    error: AutograderError,
    checks: Collected,
    circumstances: Circumstances,
) -> Judged:
    """The verdict on a file that is no notebook: nothing was attempted, and the student reads why."""
    results = tuple(_nothing(name, checks, error) for name in assignment.exercises)
    written = receipt(assignment.name, submission.student, results, circumstances, repairs=[str(error)])
    return Judged(results, unreadable_notebook(assignment, error), written, None)


def _worker_starter(folder: Path, assignment: Assignment, settings: GradeSettings) -> Callable[[], WorkerProcess]:
    seed = settings.seed_for(assignment)
    return lambda: WorkerProcess(folder, device=settings.device, seed=seed, limits=settings.limits)


def _judge_all(
    assignment: Assignment, repaired: Repaired, run: NotebookRun, checks: Collected, settings: GradeSettings
) -> tuple[ExerciseResult, ...]:
    answers = [_answer(name, assignment, repaired, run) for name in assignment.exercises]
    return tuple(judge_exercise(checks, answer, run, settings.limits) for answer in answers)


def _answer(name: str, assignment: Assignment, repaired: Repaired, run: NotebookRun) -> Answer:
    cell_run = run.runs.get(assignment.answer_cells[name].cell_id, CellRun("ok"))
    attempted = name not in repaired.untouched and _has_code(repaired.answers[name])
    return Answer(name, attempted, cell_run)


def _has_code(source: str) -> bool:
    lines = (line.strip() for line in source.splitlines())
    return any(line and not line.startswith("#") for line in lines)


def _cards(results: tuple[ExerciseResult, ...]) -> dict[str, Card]:
    return {result.name: Card(card_text(result, graded=True), card_html(result, graded=True)) for result in results}


def _with_repairs(notebook: NotebookNode, repairs: Sequence[str]) -> NotebookNode:
    """Tell the student, at the top of the graded notebook, what was set right in the submitted one."""
    if repairs:
        lines = "\n".join(f"- {line}" for line in repairs)
        notebook.cells.insert(0, markdown_cell(f"### What was set right before grading\n\n{lines}", "repairs"))
    return notebook


def _nothing(name: str, checks: Collected, error: AutograderError) -> ExerciseResult:
    """An exercise of a file that could not be read."""
    what = "your notebook can be opened"
    nothing = CheckResult(
        "unreadable", Status.NOT_ATTEMPTED, checks.points(name), what=what, got=error.what, next=error.next
    )
    return ExerciseResult(name, (nothing,))
