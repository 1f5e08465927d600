"""The graded notebook, where nbgrader, formgrader and the feedback look for it."""

from __future__ import annotations

import copy
import fnmatch
import itertools
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import find_all_files

from autograder.assignment import Assignment
from autograder.atomic import replaced_folder
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.notebook import display_output, is_output, markdown_cell, notebook_text
from autograder.receipt import RECEIPT_NAME, receipt_text
from autograder.submission.folder import TIMESTAMP_NAME, Submission
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["Card", "graded_notebook", "unreadable_notebook", "write_autograded"]

MAX_FILES = 1_000
# As nbgrader sets it: a graded notebook is not to be edited by hand.
FILE_MODE = 0o444


@dataclass(frozen=True)
class Card:
    """What stands under a check cell: the verdict as text, and the same as HTML."""

    text: str
    html: str


def graded_notebook(
    notebook: NotebookNode,
    assignment: Assignment,
    outputs: Mapping[str, Sequence[Mapping[str, Any]]],
    cards: Mapping[str, Card],
) -> NotebookNode:
    """A copy of a repaired notebook with what its cells printed and how its exercises went.

    `outputs` are nbformat outputs by cell id, as the worker reported them: one that is no valid output is left out.
    `cards` are by exercise.
    """
    graded = copy.deepcopy(notebook)
    verdicts = {assignment.check_cells[name].cell_id: card for name, card in cards.items()}
    number = 0
    for cell in graded.cells:
        if cell.cell_type == "code":
            number += 1
            ran = cell.id in outputs or cell.id in verdicts
            cell.execution_count = number if ran else None
            card = verdicts.get(cell.id)
            cell.outputs = [display_output(card.text, card.html)] if card else _valid(outputs.get(cell.id, ()))
    return graded


def unreadable_notebook(assignment: Assignment, error: AutograderError) -> NotebookNode:
    """The released notebook with, at its top, why the student's own could not be read and what to do next."""
    notebook = copy.deepcopy(assignment.released)
    lines = ("### This submission could not be read", f"{error.what}.", error.next)
    text = "\n\n".join(line for line in lines if line.strip("."))
    notebook.cells.insert(0, markdown_cell(text, "unreadable"))
    return notebook


def write_autograded(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    notebook: NotebookNode,
    receipt: Mapping[str, Any],
) -> Path:
    """Put the graded notebook, its receipt and the files that came with it in place, all at once.

    Ordinary files of the student are copied within limits, the instructor's own over them. Returns the folder.
    """
    folder = course.autograded_folder(submission.student, assignment.name)
    with replaced_folder(folder) as fresh:
        _copy_students_files(submission.folder, fresh, course)
        _copy_instructors_files(assignment.folder, fresh, course)
        (fresh / f"{assignment.name}.ipynb").write_text(notebook_text(notebook), encoding="utf-8")
        (fresh / RECEIPT_NAME).write_text(receipt_text(receipt), encoding="utf-8")
        for path in fresh.rglob("*"):
            path.chmod(0o755 if path.is_dir() else FILE_MODE)
    return folder


def _valid(outputs: Iterable[Mapping[str, Any]]) -> list[NotebookNode]:
    return [from_dict(dict(output)) for output in outputs if is_output(output)]  # type: ignore[no-untyped-call]


def _copy_students_files(source: Path, folder: Path, course: Course) -> None:
    """Copy ordinary files: no links, no pipes, no notebooks, none of the ignore list, within nbgrader's limits."""
    left = course.directory.max_dir_size * 1_000
    for path in itertools.islice(_students_files(source, course.ignore), MAX_FILES):
        try:
            content = read_untrusted(path, min(left, course.directory.max_file_size * 1_000))
        except (UntrustedFileError, OSError):
            continue
        left -= len(content)
        copy_path = folder / path.relative_to(source)
        copy_path.parent.mkdir(parents=True, exist_ok=True)
        copy_path.write_bytes(content)


def _students_files(source: Path, ignore: Sequence[str]) -> Iterator[Path]:
    if (source / TIMESTAMP_NAME).exists():
        # First, so that no limit is used up before it: nbgrader compares it.
        yield source / TIMESTAMP_NAME
    for place, folders, files in os.walk(source, followlinks=False):
        folders[:] = sorted(name for name in folders if not _ignored(name, ignore))
        for name in sorted(files):
            path = Path(place, name)
            if not _ignored(name, [*ignore, "*.ipynb"]) and path != source / TIMESTAMP_NAME:
                yield path


def _ignored(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def _copy_instructors_files(source: Path, folder: Path, course: Course) -> None:
    """As `nbgrader autograde`: what belongs to the assignment is the instructor's version."""
    for name in find_all_files(str(source), [*course.ignore, "*.ipynb"]):
        target = folder / Path(name).relative_to(source)
        _make_way(folder, target)
        shutil.copyfile(name, target)


def _make_way(folder: Path, target: Path) -> None:
    """A student's file may stand where a folder of the instructor has to be, or the other way round."""
    for place in reversed(target.relative_to(folder).parents):
        if (folder / place).is_file():
            (folder / place).unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
