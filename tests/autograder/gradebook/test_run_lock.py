"""Two runs at once."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import glob
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from autograder.run_lock import grading_lock

NAME = "two_tasks"


@dataclass(frozen=True)
class OtherRun:
    """A process that holds the lock until it is told to end, or killed."""

    pid: int
    pipe: Connection

    def end(self) -> None:
        self.pipe.send("end")
        os.waitpid(self.pid, 0)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


@contextmanager
def other_run(course: Course, *, with_child: bool = False) -> Iterator[OtherRun]:
    here, there = Pipe()
    pid = os.fork()
    if pid == 0:
        with grading_lock(course, [NAME]):
            here.close()
            # The child of a run lives until nobody can speak to it any more.
            child = with_child and os.fork() == 0
            there.send("held")
            with suppress(EOFError):
                there.recv()
            if child:
                os._exit(0)
        os._exit(0)
    there.close()
    for _ in range(2 if with_child else 1):
        assert here.recv() == "held"
    run = OtherRun(pid, here)
    yield run
    here.close()
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)


def test_the_second_waits_and_says_for_whom(course: Course) -> None:
    waits = Event()
    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        waits.set()

    def second() -> None:
        with grading_lock(course, [NAME], tell):
            told.append("mine")

    with ThreadPoolExecutor(1) as pool, other_run(course) as first:
        waiting = pool.submit(second)
        assert waits.wait(30)
        assert len(told) == 1
        first.end()
        waiting.result(30)
    assert told[0].startswith(f"{NAME} is being graded by process {first.pid} on ")
    assert told[0].endswith(". Waiting for its end.")
    assert told[1:] == ["mine"]


@pytest.mark.parametrize("with_child", [False, True])
def test_a_run_that_is_killed_leaves_nothing_locked(course: Course, with_child: bool) -> None:
    with other_run(course, with_child=with_child) as first:
        first.kill()
        with grading_lock(course, [NAME], pytest.fail):
            assert (course.autograded / f".{NAME}.holder").read_text().startswith(f"process {os.getpid()} on ")


def test_other_assignments_are_not_held(course: Course) -> None:
    with other_run(course), grading_lock(course, ["another"], pytest.fail):
        assert not (course.autograded / NAME).exists()


def test_nobody_is_named_where_the_name_is_not_there_yet(course: Course) -> None:
    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        raise KeyboardInterrupt

    with other_run(course):
        (course.autograded / f".{NAME}.holder").unlink()
        with pytest.raises(KeyboardInterrupt), grading_lock(course, [NAME], tell):
            pytest.fail("two hold it")
    assert told == [f"{NAME} is being graded by another run. Waiting for its end."]


def test_what_it_leaves_is_no_student(course: Course) -> None:
    with grading_lock(course, [NAME, NAME, "another"]):
        assert glob(f"{course.autograded}/*") == []
    assert sorted(path.name for path in course.autograded.iterdir()) == [".another.lock", f".{NAME}.lock"]


def test_what_a_killed_run_left_is_removed(course: Course, submit: Any) -> None:
    submit("s001")
    for folder in (course.autograded_folder("s001", NAME), course.feedback_folder("s001", NAME)):
        for name in (NAME, f".{NAME}.abc.old", f".{NAME}.abc.part", f".{NAME}_2.abc.part"):
            (folder.parent / name).mkdir(parents=True)
    with grading_lock(course, [NAME]):
        for step in (course.autograded, course.feedback):
            assert sorted(path.name for path in (step / "s001").iterdir()) == [f".{NAME}_2.abc.part", NAME]


def test_a_folder_that_may_not_be_written_is_told(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("autograder.run_lock.FileLock.acquire", read_only)
    with pytest.raises(CourseError, match=r"Read-only file system.*right to write"), grading_lock(course, [NAME]):
        pytest.fail("it was held")


def test_a_full_disk_stays_what_it_is(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"), grading_lock(course, [NAME]):
        pytest.fail("it was held")
    monkeypatch.undo()
    with grading_lock(course, [NAME], pytest.fail):
        assert course.autograded.is_dir()
