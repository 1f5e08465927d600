"""One run at a time grades an assignment. A second one waits, and then finds what the first has done.

The operating system holds the lock and lets go of it when a run ends, however it ends.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.atomic import remove_leftovers
from autograder.course import Course
from autograder.errors import CourseError
from underhood.checking.plain_text import plain

__all__ = ["grading_lock"]

NOT_TO_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)
POLL_SECONDS = 0.1
LONGEST_NAME = 200


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


@contextmanager
def grading_lock(course: Course, assignments: Iterable[str], told: Callable[[str], None] = _tell) -> Iterator[None]:
    """Hold these assignments for this run alone.

    Where another run holds one, `told` hears who that is, and this one waits for its end. Take it around all that
    writes into `autograded/` and `feedback/`; a run cannot take it twice. Processes forked inside do not hold it.

    Raises `CourseError` where `autograded/` may not be written.
    """
    with ExitStack() as held:
        # In one order, so that no two runs wait for each other.
        for name in sorted(set(assignments)):
            held.enter_context(_held(course, name, told))
        yield


@contextmanager
def _held(course: Course, assignment: str, told: Callable[[str], None]) -> Iterator[None]:
    # In the folder that a run has to be able to write. A name with a dot is no student's to nbgrader.
    path = course.autograded / f".{assignment}.lock"
    holder = path.with_suffix(".holder")
    lock = _acquired(path, holder, assignment, told)
    try:
        holder.write_text(_this_run(), encoding="utf-8")
        _tidy(course, assignment)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _acquired(path: Path, holder: Path, assignment: str, told: Callable[[str], None]) -> FileLock:
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            told(f"{assignment} is being graded by {_name_of(holder)}. Waiting for its end.")
            lock.acquire(poll_interval=POLL_SECONDS)
    except OSError as error:
        if error.errno not in NOT_TO_WRITE:
            raise
        what = f"what is graded cannot be written: {error.strerror}"
        raise CourseError(what, str(path.parent), "Give yourself the right to write this folder.") from error
    return lock


def _tidy(course: Course, assignment: str) -> None:
    """Remove what a run that was killed left behind: what it had done is not written again, and so not tidied there."""
    for submission in course.submissions(assignment):
        remove_leftovers(course.autograded_folder(submission.student, assignment))
        remove_leftovers(course.feedback_folder(submission.student, assignment))


def _this_run() -> str:
    return f"process {os.getpid()} on {platform.node()}, since {datetime.now():%Y-%m-%d %H:%M:%S}"


def _name_of(holder: Path) -> str:
    """Who holds the lock. A run that has only just taken it may not have written its name yet."""
    try:
        return plain(holder.read_text(encoding="utf-8")[:LONGEST_NAME])
    except (OSError, UnicodeDecodeError):
        return "another run"
