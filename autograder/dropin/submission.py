"""One submission of an ordinary assignment: read, sanitize, run, score. Writes nothing, so several go on at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution, is_task

from autograder.autograded import may_be_kept
from autograder.companions import companion_files
from autograder.course import Course
from autograder.dropin.execute import RunSettings, run_notebook
from autograder.dropin.recorded import RecordedNotebook
from autograder.dropin.sanitize import RECORDED, WITH_IDS
from autograder.dropin.score import Earned, earned
from autograder.dropin.steps import Steps, apply
from autograder.dropin.task import Task
from autograder.engine.worker import Workers
from autograder.notebook import notebook_from
from autograder.submission.read import MAX_BYTES, UnreadableSubmission, json_document
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted
from underhood.checking.plain_text import plain

__all__ = ["Bench", "GradedNotebook", "GradedSubmission", "grade_submission"]

MOST_LETTERS = 300


@dataclass(frozen=True)
class GradedNotebook:
    """A notebook after its run: points and empty answers by the name of the cell."""

    recorded: RecordedNotebook
    notebook: NotebookNode
    resources: dict[str, Any]
    scores: Mapping[str, Earned]
    unanswered: frozenset[str]


@dataclass(frozen=True)
class GradedSubmission:
    """All notebooks of a submission, and the other files of its graded folder by relative path.

    `steps` are those that it went through; some are left for when it is recorded.
    """

    notebooks: Sequence[GradedNotebook]
    files: Mapping[str, bytes]
    steps: Steps


@dataclass(frozen=True)
class Bench:
    """All that grading a submission of one assignment needs. Threads share it and change nothing in it.

    `steps` makes them anew for each submission: a preprocessor may keep things in itself. `settings` is None where
    nothing is run.
    """

    course: Course
    source: Path
    recorded: Mapping[str, RecordedNotebook]
    steps: Callable[[], Steps]
    settings: RunSettings | None
    students_own: Sequence[str] = ()


def grade_submission(
    bench: Bench, task: Task, resources: Mapping[str, dict[str, Any]], workers: Workers | None
) -> GradedSubmission:
    """Grade the notebooks in `resources`, one after the other: each finds what those before it have written.

    Args:
        bench: the assignment.
        task: the submission.
        resources: nbgrader's, by the name of the notebook.
        workers: where its cells run.

    Raises:
        AutograderError: the submission cannot be graded, with what its author can do.
        WorkerNotStarted: nothing can run on this machine.
    """
    files = companion_files(bench.course, bench.source, task.folder, keep=bench.students_own)
    written: dict[str, bytes] = {}
    notebooks = {f"{name}.ipynb": b"" for name in bench.recorded}
    steps, graded = bench.steps(), []
    for path in (path for path in task.notebooks if path.stem in resources):
        notebook, new = _grade(bench, steps, path, resources[path.stem], files | written, workers)
        taken = files | notebooks
        written |= {path: content for path, content in new.items() if may_be_kept(path, taken)}
        graded.append(notebook)
    return GradedSubmission(graded, files | written, steps)


def _grade(
    bench: Bench,
    steps: Steps,
    path: Path,
    resources: dict[str, Any],
    files: Mapping[str, bytes],
    workers: Workers | None,
) -> tuple[GradedNotebook, dict[str, bytes]]:
    recorded = bench.recorded[path.stem]
    resources = resources | {RECORDED: recorded}
    notebook = apply(steps.before, _read(path), resources)
    written: dict[str, bytes] = {}
    if bench.settings is not None and workers is not None:
        not_run = frozenset(name for name, cell in recorded.cells.items() if cell.not_run)
        settings = replace(bench.settings, seed=recorded.seed(), not_run=not_run)
        written = run_notebook(notebook, workers, files, settings)
    notebook = apply(steps.after, notebook, resources)
    scores = {_name(cell): earned(cell) for cell in notebook.cells if is_grade(cell)}
    answers = [cell for cell in notebook.cells if is_solution(cell) and not is_task(cell)]
    unanswered = {_name(cell) for cell in answers if _is_as_released(cell)}
    # What was deleted has earned nothing, whatever an earlier run gave.
    present = {_name(cell) for cell in answers} | scores.keys()
    missing = {cell.name: cell for name, cell in recorded.cells.items() if name not in present and not cell.task}
    scores |= {name: Earned(0.0) for name, cell in missing.items() if cell.points is not None}
    unanswered |= {name for name, cell in missing.items() if cell.solution}
    return GradedNotebook(recorded, notebook, resources, scores, frozenset(unanswered)), written


def _read(path: Path) -> NotebookNode:
    """The notebook, once it is known to be within bounds.

    Raises `UnreadableSubmission`.
    """
    try:
        content = read_untrusted(path, MAX_BYTES)
    except (UntrustedFileError, OSError) as error:
        raise UnreadableSubmission(f"the notebook cannot be read: {error}", path.name) from error
    document = json_document(content, path.name)
    try:
        return notebook_from(json.dumps(_with_own_ids(document)))
    except Exception as error:
        # nbformat raises whatever comes up when a file has not the form of a notebook.
        said = plain(f"{type(error).__name__}: {str(error)[:MOST_LETTERS]}")
        raise UnreadableSubmission(f"the file is no notebook: {said}", path.name) from error


def _with_own_ids(document: Any) -> Any:
    """The same with an id for each cell, and no two alike: a copied cell has the id of the other."""
    seen: set[str] = set()
    for place, cell in enumerate(document.get("cells", ()) if document.get("nbformat_minor", 0) >= WITH_IDS else ()):
        if cell.get("id") in seen or not isinstance(cell.get("id"), str):
            cell["id"] = f"underhood-{place}"
        seen.add(cell["id"])
    return document


def _is_as_released(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.nbgrader["grade_id"])
