"""A judge's process: trusted, it holds the checks of one assignment at a time and no code of students ever runs in it.

It reads a submission, has its cells run behind the wall, judges, and gives the verdict back. It writes no gradebook.
"""

from __future__ import annotations

import errno
import gc
import platform
import signal
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import torch

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.failures import WallFell
from autograder.engine.judge import rehearse
from autograder.engine.judge_submission import judge_submission, judge_unreadable
from autograder.engine.tasks import Broken, JudgeTask, NotJudged, PageDone, PageTask, Verdict
from autograder.engine.worker import Workers
from autograder.errors import AutograderError, CourseError
from autograder.feedback import Pages
from autograder.receipt import Circumstances, is_graded, load_receipt
from autograder.settings import GradeSettings
from autograder.submission.folder import Submission
from autograder.submission.read import UnreadableSubmission, read_submission
from underhood.checking.session import ChecksBroken, Collected, with_checks

__all__ = ["NO_ROOM", "be_judge", "versions_here", "with_its_checks"]

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Where nothing more can be written, there is no use in grading the others."""

NO_UTF8 = "the name of the student's folder is not UTF-8, and cannot be kept in a gradebook: rename the folder"

Made = TypeVar("Made")
Task = JudgeTask | PageTask
Answer = Verdict | NotJudged | PageDone | Broken


@dataclass
class _Judge:
    pipe: Connection
    course: Course
    assignments: Mapping[str, Assignment]
    settings: GradeSettings
    workers: Workers
    pages: Pages = field(init=False)
    owes: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.pages = Pages(self.course)

    def serve(self) -> None:
        """Carry out tasks until the pipe is closed or says None."""
        # The first task will most likely be of the first assignment.
        first = next(iter(self.assignments), None)
        task = self._serve_assignment(first) if first is not None else self._next()
        while task is not None:
            if isinstance(task, PageTask):
                task = self._page(task)
            else:
                task = self._serve_assignment(task.submission.assignment, task)

    def _serve_assignment(self, name: str, first: JudgeTask | None = None) -> Task | None:
        """Judge submissions of one assignment; returns the first task that is of another one."""
        try:
            assignment = self.assignments.get(name) or self.course.assignment(name)
            return with_its_checks(assignment, self.settings, lambda checks: self._while_of(assignment, checks, first))
        except (AutograderError, OSError) as error:
            if self.owes:  # otherwise the next task of this assignment will meet with it again
                self._answer(Broken(error))
            return self._next()

    def _while_of(self, assignment: Assignment, checks: Collected, first: JudgeTask | None) -> Task | None:
        bench = _Bench(self.course, assignment, self.settings, checks, self.workers)
        if first is None and not self.pipe.poll():
            rehearse(checks)
        gc.freeze()  # the checks stay, too, until those of another assignment come
        task: Task | None = first or self._next()
        while task is not None:
            if isinstance(task, PageTask):
                task = self._page(task)
            elif task.submission.assignment != assignment.name:
                return task
            else:
                self._answer(bench.verdict_on(task))
                task = self._next()
        return None

    def _page(self, task: PageTask) -> Task | None:
        self._answer(PageDone(task.student, task.assignment, self.pages.write(task.assignment, task.student)))
        return self._next()

    def _answer(self, answer: Answer) -> None:
        self.pipe.send(answer)
        self.owes = False

    def _next(self) -> Task | None:
        try:
            task: Task | None = self.pipe.recv()
        except EOFError:
            return None
        self.owes = task is not None
        return task


class _Bench:
    """Everything that the judgement of one assignment needs."""

    def __init__(
        self, course: Course, assignment: Assignment, settings: GradeSettings, checks: Collected, workers: Workers
    ) -> None:
        self._course, self._assignment, self._settings = course, assignment, settings
        self._checks, self._workers = checks, workers
        self._versions = versions_here()

    def verdict_on(self, task: JudgeTask) -> Verdict | NotJudged | Broken:
        """Judge a submission, unless that has been done. What is wrong with it alone does not end the run."""
        if not _is_writable(task.submission.student):
            return Verdict(task.submission, "failed", fault=NO_UTF8)
        try:
            return self._verdict_on(task)
        except CourseError as error:
            return Broken(error)
        except WallFell as error:
            return NotJudged(task, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs this submission alone
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                return Broken(error)
            fault = "".join(traceback.format_exception(error, limit=-4))
            return Verdict(task.submission, "failed", fault=fault)

    def _verdict_on(self, task: JudgeTask) -> Verdict:
        try:
            return self._verdict_on_readable(task)
        except UnreadableSubmission as error:
            if error.fault:
                raise
            judged = judge_unreadable(
                self._course, self._assignment, task.submission, error, self._checks, self._circumstances("")
            )  # fmt: skip
            return Verdict(task.submission, "unreadable", judged, judged.receipt)

    def _verdict_on_readable(self, task: JudgeTask) -> Verdict:
        submission = task.submission
        submitted = read_submission(submission)
        circumstances = self._circumstances(submitted.sha256)
        if not self._settings.force and task.recorded and self._is_done(submission, circumstances):
            return Verdict(submission, "kept", receipt=load_receipt(self._graded_folder(submission)) or {})
        judged = judge_submission(
            self._course, self._assignment, submission, submitted, self._checks, self._settings, circumstances,
            self._workers,
        )  # fmt: skip
        return Verdict(submission, "graded", judged, judged.receipt)

    def _circumstances(self, sha256: str) -> Circumstances:
        seed = self._settings.seed_for(self._assignment)
        return Circumstances(sha256, self._assignment.digest(), seed, self._settings.device, self._versions)

    def _is_done(self, submission: Submission, circumstances: Circumstances) -> bool:
        folder = self._graded_folder(submission)
        same_time = Submission.find(submission.student, submission.assignment, folder).timestamp == submission.timestamp
        return same_time and is_graded(folder, circumstances)

    def _graded_folder(self, submission: Submission) -> Path:
        return self._course.autograded_folder(submission.student, submission.assignment)


def be_judge(
    pipe: Connection, course: Course, assignments: Mapping[str, Assignment], settings: GradeSettings, workers: Workers
) -> None:
    """The program of a judge's process.

    Args:
        pipe: where tasks come from and answers go.
        course: the course.
        assignments: those that have been read already, by name.
        settings: how to grade.
        workers: the way to the workers.
    """
    # Whoever sits at the terminal stops the run; the run stops its judges.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    torch.set_num_threads(1)
    try:
        gc.freeze()  # what is there stays: to look through it again and again would be in vain
        _Judge(pipe, course, assignments, settings, workers).serve()
    except BrokenPipeError:  # the run has ended without waiting for this judge
        return
    finally:
        workers.close()


def _is_writable(name: str) -> bool:
    """Whether a name of the file system is text: one that is not UTF-8 holds surrogates here."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def versions_here() -> Mapping[str, str]:
    """The versions of what may change a number: of Python, torch, and what draws the inputs of `for_all`."""
    return {
        "python": platform.python_version(),
        "torch": torch.__version__.partition("+")[0],
        "hypothesis": version("hypothesis"),
    }


def with_its_checks(assignment: Assignment, settings: GradeSettings, serve: Callable[[Collected], Made]) -> Made:
    """What `serve` returns for the checks of an assignment, which are collected for it once.

    Raises:
        CourseError: the checks cannot be used.
    """
    files = [path for path in (assignment.checks_path, assignment.hidden_checks_path) if path.is_file()]
    try:
        return with_checks(files, serve, device=settings.device, seed=settings.seed_for(assignment))
    except ChecksBroken as error:
        raise CourseError(f"the checks cannot be used: {error}", str(assignment.folder)) from error
