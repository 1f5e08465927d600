"""The files beside the notebooks of an ordinary submission: the student's, and the instructor's own over them."""

from __future__ import annotations

import fnmatch
import itertools
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files

from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["files_beside", "kept_of"]

MOST_FILES = 1_000
MOST_FOLDERS = 8
_NAME = re.compile(r"[\w .()+,=@-]{1,100}")


def files_beside(
    submitted: Path, source: Path, directory: CourseDirectory, students_own: Collection[str] = ()
) -> dict[str, bytes]:
    """What nbgrader copies, by relative path: no notebooks, nothing of its ignore list, within its limits.

    `students_own` are files of the instructor that do not replace the student's (`Autograde.exclude_overwriting`).
    """
    ignore = list(directory.ignore)
    own = {path: place.read_bytes() for path, place in _instructors(source, ignore)}
    folders = {str(parent) for path in own for parent in Path(path).parents}
    handed_in = {
        path: content
        for path, content in _students(submitted, directory, ignore)
        # A student's file may stand where a folder of the instructor has to be, or the other way round.
        if path not in folders and not any(str(parent) in own for parent in Path(path).parents)
    }
    spared = {os.path.normpath(path) for path in students_own}
    return own | {path: content for path, content in handed_in.items() if path not in own or path in spared}


def kept_of(written: Mapping[str, bytes], files: Mapping[str, bytes], reserved: Collection[str]) -> dict[str, bytes]:
    """Of the files that student code says it wrote, those that may stand in the graded folder.

    A path is the worker's word. None takes the place of a file that was there, of a folder, or of a reserved name.
    """
    return {path: content for path, content in written.items() if _may_be_kept(path, files, reserved)}


def _may_be_kept(path: str, files: Mapping[str, bytes], reserved: Collection[str]) -> bool:
    parts = path.split("/")
    is_plain = all(_NAME.fullmatch(part) and not part.startswith(".") for part in parts) and len(parts) <= MOST_FOLDERS
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    in_the_way = any(part in files or part in reserved for part in above)
    return is_plain and not in_the_way and not any(known.startswith(f"{path}/") for known in files)


def _instructors(source: Path, ignore: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for name in find_all_files(str(source), [*ignore, "*.ipynb"]):
        yield Path(name).relative_to(source).as_posix(), Path(name)


def _students(submitted: Path, directory: CourseDirectory, ignore: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    left = directory.max_dir_size * 1_000
    for path in itertools.islice(_paths(submitted, ignore), MOST_FILES):
        try:
            content = read_untrusted(path, min(left, directory.max_file_size * 1_000))
        except (UntrustedFileError, OSError):
            continue
        left -= len(content)
        yield path.relative_to(submitted).as_posix(), content


def _paths(submitted: Path, ignore: Sequence[str]) -> Iterator[Path]:
    """Ordinary files; that with the time of handing in first, so that no limit is used up before it."""
    for place, folders, files in os.walk(submitted, followlinks=False):
        folders[:] = sorted(name for name in folders if not _ignored(name, ignore))
        for name in sorted(files, key=lambda name: (name != "timestamp.txt", name)):
            if not _ignored(name, [*ignore, "*.ipynb"]):
                yield Path(place, name)


def _ignored(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
