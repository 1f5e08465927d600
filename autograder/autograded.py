"""The graded notebook, where nbgrader, formgrader and the feedback look for it."""

from __future__ import annotations

import copy
import errno
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.assignment import Assignment
from autograder.atomic import replaced_folder
from autograder.companions import companion_files
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.notebook import display_output, is_output, markdown_cell, notebook_text
from autograder.notebook_cells import numbered
from autograder.receipt import RECEIPT_NAME, receipt_text
from autograder.safe_outputs import safe_output
from autograder.short_paths import without_places
from autograder.submission.folder import Submission

__all__ = ["Card", "autograded_files", "graded_notebook", "may_be_kept", "unreadable_notebook", "write_autograded"]

# As nbgrader sets it: a graded notebook is not to be edited by hand.
FILE_MODE = 0o444
SUBMISSION_FILES = ("timestamp.txt", "submission_secret.txt")
MOST_FOLDERS = 8
_NAME = re.compile(r"[\w .()+,=@-]{1,100}")


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
    places: tuple[str, ...] = (),
) -> NotebookNode:
    """A copy of a repaired notebook with what its cells printed and how its exercises went.

    `outputs` are nbformat outputs by cell id, as the worker reported them: one that is no valid output is left out.
    `cards` are by exercise. `places` are folders of this machine that are left out of paths: see `known_places`.
    """
    graded = copy.deepcopy(notebook)
    verdicts = {assignment.check_cells[name].cell_id: card for name, card in cards.items()}
    for number, cell in numbered(graded):
        ran = cell.id in outputs or cell.id in verdicts
        cell.execution_count = number if ran else None
        card = verdicts.get(cell.id)
        shown = [display_output(card.text, card.html)] if card else _valid(outputs.get(cell.id, ()))
        cell.outputs = [from_dict(without_places(output, places)) for output in shown]  # type: ignore[no-untyped-call]
    return graded


def unreadable_notebook(assignment: Assignment, error: AutograderError) -> NotebookNode:
    """The released notebook with, at its top, why the student's own could not be read and what to do next."""
    notebook = copy.deepcopy(assignment.released)
    lines = ("### This submission could not be read", f"{error.what}.", error.next)
    text = "\n\n".join(line for line in lines if line.strip("."))
    notebook.cells.insert(0, markdown_cell(text, "unreadable"))
    return notebook


def autograded_files(
    course: Course,
    assignment: Assignment,
    submission: Submission,
    notebook: NotebookNode,
    receipt: Mapping[str, Any],
    written: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The content of the folder of a graded submission, by relative path.

    The graded notebook and its receipt; ordinary files of the student within limits, and the instructor's own over
    them; `written` are those that the student's code wrote, which never take the place of a file that is ours.
    """
    ours = {
        f"{assignment.name}.ipynb": notebook_text(notebook).encode("utf-8"),
        RECEIPT_NAME: receipt_text(receipt).encode("utf-8"),
    }
    companions = companion_files(course, assignment.folder, submission.folder)
    # What a student handed in may be a folder of the name of a file of ours.
    files = ours | {path: content for path, content in companions.items() if path.split("/")[0] not in ours}
    for path, content in written.items():
        if may_be_kept(path, files):
            files[path] = content
    return files


def write_autograded(course: Course, submission: Submission, files: Mapping[str, bytes]) -> Path:
    """Put the folder of a graded submission in place, all at once. Returns the folder."""
    folder = course.autograded_folder(submission.student, submission.assignment)
    ours = (f"{submission.assignment}.ipynb", RECEIPT_NAME)
    with replaced_folder(folder) as fresh:
        for path, content in files.items():
            try:
                _write(fresh / path, content)
            except OSError as error:
                # A name or path of the student's may be longer than there is room for here.
                if path in ours or error.errno != errno.ENAMETOOLONG:
                    raise
    return folder


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(FILE_MODE)


def may_be_kept(path: str, files: Mapping[str, bytes]) -> bool:
    """Whether there is a place for such a file among these. The path is the worker's word, and may be anything."""
    parts = path.split("/")
    is_plain = all(_NAME.fullmatch(part) and not part.startswith(".") for part in parts) and len(parts) <= MOST_FOLDERS
    above = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    is_taken = any(place in files for place in above) or any(known.startswith(f"{path}/") for known in files)
    return is_plain and path not in SUBMISSION_FILES and not is_taken


def _valid(outputs: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [safe_output(output) for output in outputs if is_output(output)]
