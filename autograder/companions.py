"""The files that belong to a notebook: those that a student handed in with it, and the instructor's own over them."""

from __future__ import annotations

import fnmatch
import itertools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbgrader.utils import find_all_files

from autograder.course import Course
from autograder.submission.folder import TIMESTAMP_NAME
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["companion_files"]

MAX_FILES = 1_000


def companion_files(
    course: Course, instructors: Path, students: Path, leave_out: Sequence[str] = (), keep: Sequence[str] = ()
) -> dict[str, bytes]:
    """What `nbgrader autograde` would copy of these folders, by relative path.

    Of what belongs to the assignment the instructor's version holds, but for the paths that `keep` names. Nothing of
    nbgrader's ignore list is in it, and nothing that `leave_out` names.
    """
    ignore = [*course.ignore, *leave_out]
    own = dict(_instructors_files(instructors, ignore))
    taken = {str(parent) for path in own for parent in Path(path).parents}
    handed_in = {
        path: content
        for path, content in _students_files(students, course, ignore)
        # A student's file may stand where a folder of the instructor has to be, or the other way round.
        if path not in taken and not any(str(parent) in own for parent in Path(path).parents)
    }
    return handed_in | {path: content for path, content in own.items() if path not in keep or path not in handed_in}


def _students_files(source: Path, course: Course, ignore: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Ordinary files: no links, no pipes, no notebooks, none of the ignore list, within nbgrader's limits."""
    left = course.directory.max_dir_size * 1_000
    for path in itertools.islice(_students_paths(source, ignore), MAX_FILES):
        try:
            content = read_untrusted(path, min(left, course.directory.max_file_size * 1_000))
        except (UntrustedFileError, OSError):
            continue
        left -= len(content)
        yield path.relative_to(source).as_posix(), content


def _students_paths(source: Path, ignore: Sequence[str]) -> Iterator[Path]:
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


def _instructors_files(source: Path, ignore: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in find_all_files(str(source), [*ignore, "*.ipynb"]):
        yield Path(name).relative_to(source).as_posix(), Path(name).read_bytes()
