"""One submission from its file to its verdict: read, repair, run, judge. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.autograded import Card, autograded_files, graded_notebook, unreadable_notebook
from autograder.companions import companion_files
from autograder.course import Course
from autograder.engine.judge import Answer, judge_exercises
from autograder.engine.run_cells import NotebookRun
from autograder.engine.second_opinion import with_second_opinion
from autograder.engine.stopwatch import Stopwatch
from autograder.engine.worker import Workers
from autograder.errors import AutograderError
from autograder.notebook import markdown_cell
from autograder.notebook_cells import code_cells
from autograder.receipt import UNREADABLE, Circumstances, receipt
from autograder.settings import GradeSettings
from autograder.short_paths import known_places
from autograder.submission.folder import Submission
from autograder.submission.read import SubmittedNotebook, UnreadableSubmission
from autograder.submission.repair import Repaired, repair
from autograder.submission.time_of import note_on_time
from underhood.checking.cells import CellRun
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
from underhood.checking.session import Collected
from underhood.notebook.card import card_html, card_text
from underhood.surroundings import FIGURES_VARIABLE, IN_WORDS

__all__ = ["Judged", "judge_submission", "judge_unreadable"]

NOT_FOR_WORKERS = ("checks.py", "hints.toml")
"""Where students' code runs there are no checks, not even those that students have."""


@dataclass(frozen=True)
class Judged:
    """A verdict: the results by exercise, the receipt, and the files of the graded submission's folder.

    `repaired` is None where the submission could not be read. `seconds` tell where the time went, by what was done.
    """

    results: tuple[ExerciseResult, ...]
    receipt: Mapping[str, Any]
    repaired: Repaired | None
    files: Mapping[str, bytes] = field(repr=False)
    seconds: Mapping[str, float] = field(default_factory=dict)


def judge_submission(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    submitted: SubmittedNotebook,
    checks: Collected,
    settings: GradeSettings,
    circumstances: Circumstances,
    workers: Workers,
) -> Judged:
    """Grade what a student handed in.

    Raises:
        WorkerNotStarted: nothing can be graded on this machine; the submission has no verdict.
        UnreadableSubmission: it is another notebook, in which nothing answers this assignment.
    """
    watch = Stopwatch()
    repaired = repair(assignment, submitted)
    if repaired.is_another:
        what = f"this is another notebook: none of the cells of {assignment.name} is in it"
        advice = f"Hand in the {submission.notebook.name} that you were given."
        raise UnreadableSubmission(what, submission.notebook.name, advice)
    files = companion_files(course, assignment.folder, submission.folder, leave_out=NOT_FOR_WORKERS)
    watch.lap("reading")
    seed = settings.seed_for(assignment)
    figures = {FIGURES_VARIABLE: "drawn" if course.draws_figures else IN_WORDS}
    start = partial(
        workers.start, device=settings.device, seed=seed, limits=settings.limits, environment=figures
    )  # fmt: skip
    run = NotebookRun(partial(start, files), settings.limits)
    try:
        watch.lap("starting")
        run.run(code_cells(repaired.notebook))
        written = run.written_files(course.directory.max_file_size * 1_000)
        watch.lap("cells")
        results = _judge_all(assignment, repaired, run, checks, settings)
        watch.lap("checks")
    finally:
        run.close()
    watch.lap("ending")
    own_files = partial(companion_files, course, assignment.folder, assignment.folder, leave_out=NOT_FOR_WORKERS)
    results = with_second_opinion(results, assignment, checks, lambda: start(own_files()), settings.limits)
    watch.lap("checks")
    repairs = (*repaired.receipts, *note_on_time(submission))
    account = receipt(
        assignment.name, submission.student, results, circumstances,
        repairs=repairs, seconds=watch.total,
    )  # fmt: skip
    outputs = {cell_id: cell_run.outputs for cell_id, cell_run in run.runs.items()}
    notebook = graded_notebook(repaired.notebook, assignment, outputs, _cards(results), known_places(course.root))
    notebook = _with_repairs(notebook, repairs)
    kept = autograded_files(course, assignment, submission, notebook, account, written)
    watch.lap("writing")
    return Judged(results, account, repaired, kept, watch.laps)


def judge_unreadable(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    error: AutograderError,
    checks: Collected,
    circumstances: Circumstances,
) -> Judged:
    """The verdict on a file that is no notebook: nothing was attempted, and the student reads why."""
    results = tuple(_nothing(name, checks, error) for name in assignment.exercises)
    repairs = [str(error), *note_on_time(submission)]
    account = receipt(assignment.name, submission.student, results, circumstances, repairs=repairs)
    notebook = unreadable_notebook(assignment, error)
    return Judged(results, account, None, autograded_files(course, assignment, submission, notebook, account))


def _judge_all(
    assignment: Assignment, repaired: Repaired, run: NotebookRun, checks: Collected, settings: GradeSettings
) -> tuple[ExerciseResult, ...]:
    answers = [_answer(name, assignment, repaired, run) for name in assignment.exercises]
    return judge_exercises(checks, answers, run, settings.limits)


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
        UNREADABLE, Status.NOT_ATTEMPTED, checks.points(name), what=what, got=error.what, next=error.next
    )
    return ExerciseResult(name, (nothing,))
