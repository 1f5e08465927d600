"""Writing `assignments/` from `solutions/`, the same bytes whenever and wherever it is done."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader.utils import find_all_files

from autograder.assignment import Assignment
from autograder.atomic import replaced_folder
from autograder.authoring import require_sound
from autograder.course import Course
from autograder.errors import CourseError
from autograder.release.leaks import leaks

__all__ = ["differences", "release"]

FILE_MODE = 0o644


def release(course: Course, assignment: Assignment) -> Path:
    """Write the students' version of an assignment and return its folder.

    The gradebook is neither read nor written. What stood in the folder before is replaced at once, and only when the
    new content has been looked through. Raises `CourseError` where the assignment has faults or something hidden
    would get out.
    """
    require_sound(assignment)
    folder = course.release_folder(assignment.name)
    with replaced_folder(folder) as fresh:
        _fill(fresh, course, assignment)
    return folder


def differences(course: Course, assignments: Iterable[Assignment]) -> tuple[str, ...]:
    """What a release would change, one line a file; empty where `assignments/` is up to date."""
    return tuple(line for assignment in assignments for line in _differences(course, assignment))


def _fill(folder: Path, course: Course, assignment: Assignment) -> None:
    (folder / f"{assignment.name}.ipynb").write_text(assignment.build.text, encoding="utf-8")
    _copy_companions(assignment.folder, folder, course.ignore)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else FILE_MODE)
    found = leaks(folder, assignment.hidden_checks_path)
    if found:
        advice = "Nothing was released."
        raise CourseError(f"something hidden would get out: {'; '.join(found)}", str(assignment.folder), advice)


def _copy_companions(source: Path, folder: Path, ignore: tuple[str, ...]) -> None:
    """Copy what belongs to the notebook: its checks, hints, pictures."""
    for name in find_all_files(str(source), [*ignore, "*.ipynb"]):
        copy = folder / Path(name).relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, copy)


def _differences(course: Course, assignment: Assignment) -> Iterator[str]:
    require_sound(assignment)
    folder = course.release_folder(assignment.name)
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        _fill(fresh, course, assignment)
        for path in sorted(_files(fresh) | _files(folder)):
            state = _state(fresh / path, folder / path)
            if state:
                yield f"{folder.relative_to(course.root) / path}: {state}"


def _state(expected: Path, found: Path) -> str:
    if not found.is_file():
        return "missing"
    if not expected.is_file():
        return "not part of the release"
    return "" if filecmp.cmp(expected, found, shallow=False) else "out of date"


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
