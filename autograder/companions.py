"""The files that belong to a notebook: those that a student handed in with it, and the instructor's own over them."""

from __future__ import annotations

import fnmatch
import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbgrader.utils import find_all_files

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.submission.folder import TIMESTAMP_NAME, Submission
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["copy_companions"]

MAX_FILES = 1_000


def copy_companions(
    course: Course, assignment: Assignment, submission: Submission, folder: Path, leave_out: Sequence[str] = ()
) -> None:
    """Copy into `folder` what `nbgrader autograde` would: what belongs to the assignment is the instructor's version.

    Nothing of nbgrader's ignore list is copied, and nothing that `leave_out` names.
    """
    ignore = [*course.ignore, *leave_out]
    _copy_students_files(submission.folder, folder, course, ignore)
    _copy_instructors_files(assignment.folder, folder, ignore)


def _copy_students_files(source: Path, folder: Path, course: Course, ignore: Sequence[str]) -> None:
    """Copy ordinary files: no links, no pipes, no notebooks, none of the ignore list, within nbgrader's limits."""
    left = course.directory.max_dir_size * 1_000
    for path in itertools.islice(_students_files(source, ignore), MAX_FILES):
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


def _copy_instructors_files(source: Path, folder: Path, ignore: Sequence[str]) -> None:
    for name in find_all_files(str(source), [*ignore, "*.ipynb"]):
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
