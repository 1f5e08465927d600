"""A disk that is full, one that may only be read, and one that has damaged the gradebook."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.assignment import Assignment
from autograder.atomic import replaced_folder
from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook import GradebookError, open_gradebook, record, register
from autograder.run_lock import grading_lock
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import ExerciseResult, Status

NAME = "two_tasks"
Submit = Callable[..., Submission]
Judge = Callable[..., list[ExerciseResult]]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a file system, and not in every container")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def course(disk: Path, keep_in: Callable[[str], Course]) -> Course:
    """The course, with its gradebook on that disk."""
    return keep_in(f"sqlite:///{disk}/gradebook.db")


def fill(disk: Path) -> Path:
    """Use up what is left."""
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            continue
    return filler


def read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def keep(course: Course, submission: Submission, results: list[ExerciseResult]) -> float:
    assignment = course.assignment(NAME)
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        repaired = repair(assignment, read_submission(submission))
        return record(gradebook, course, assignment, submission, results, repaired).score


def dump(course: Course) -> list[str]:
    connection = sqlite3.connect(course.db_url.removeprefix("sqlite:///"))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(connection.iterdump())
    finally:
        connection.close()


def test_no_room_for_scores(course: Course, disk: Path, submit: Submit, solved: Any, judge: Judge) -> None:
    keep(course, submit("s001", solved), judge())
    before = dump(course)
    filler = fill(disk)
    with pytest.raises(GradebookError, match=r"no room for the gradebook.*Free some space"):
        for number in range(100):
            keep(course, submit(f"x{number}", solved), judge())
    filler.unlink()
    assert set(before) - set(dump(course)) == set()
    assert keep(course, submit("s001", solved), judge(double=Status.WRONG)) == 1


def test_no_room_for_a_gradebook(course: Course, disk: Path, submit: Submit, judge: Judge) -> None:
    filler = fill(disk)
    with pytest.raises(GradebookError):
        keep(course, submit(), judge())
    filler.unlink()
    assert keep(course, submit(), judge()) == 4


def test_no_room_for_a_folder(disk: Path) -> None:
    folder = disk / "s001"
    with replaced_folder(folder) as fresh:
        (fresh / "old").write_text("old")
    filler = fill(disk)
    with pytest.raises(OSError, match="No space left"), replaced_folder(folder) as fresh:
        (fresh / "new").write_bytes(b"x" * 100_000)
    assert sorted(path.name for path in disk.iterdir()) == ["filler", "s001"]
    assert (folder / "old").read_text() == "old"
    filler.unlink()
    with replaced_folder(folder) as fresh:
        (fresh / "new").write_text("new")
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_a_disk_that_may_only_be_read(course: Course, disk: Path, submit: Submit, judge: Judge) -> None:
    keep(course, submit(), judge())
    before = dump(course)
    read_only(disk)
    with pytest.raises(GradebookError, match=r"may not be written.*right to write"):
        keep(course, submit(), judge(double=Status.WRONG))
    assert dump(course) == before


def test_a_disk_that_may_only_be_read_has_no_new_gradebook(course: Course, disk: Path, submit: Submit) -> None:
    read_only(disk)
    with pytest.raises(GradebookError, match="cannot be opened"), open_gradebook(course):
        pytest.fail("it was opened")


def test_results_on_a_disk_that_may_only_be_read(course: Course, disk: Path, assignment: Assignment) -> None:
    course.autograded.symlink_to(disk)
    read_only(disk)
    with pytest.raises(CourseError, match=r"Read-only file system.*right to write"), grading_lock(course, [NAME]):
        pytest.fail("it was held")
    with pytest.raises(OSError) as raised, replaced_folder(course.autograded_folder("s001", NAME)):
        pytest.fail("there was a folder")
    assert raised.value.errno == errno.EROFS


def test_a_damaged_gradebook_is_told_and_let_be(course: Course, disk: Path, submit: Submit, judge: Judge) -> None:
    keep(course, submit(), judge())
    path = disk / "gradebook.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(GradebookError, match=r"the gradebook is damaged.*Put a copy of it back"):
        keep(course, submit(), judge())
    assert path.read_bytes() == content
    path.unlink()
    assert keep(course, submit(), judge()) == 4
