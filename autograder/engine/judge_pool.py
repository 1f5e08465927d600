"""Judges at work side by side: hands tasks to their processes, and gives back what they answer."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType
from typing import Any
from weakref import WeakSet

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.failures import WorkerNotStarted
from autograder.engine.judge_process import be_judge
from autograder.engine.tasks import Broken, JudgeTask, NotJudged, PageDone, PageTask, Verdict
from autograder.engine.walls import Walls
from autograder.engine.worker import Workers
from autograder.errors import AutograderError
from autograder.settings import GradeSettings, processors

__all__ = ["JudgePool"]

TICK_SECONDS = 0.2
END_SECONDS = 5.0

# Elsewhere a process that has imported torch cannot be forked safely: then each judge imports everything anew.
METHOD = "fork" if sys.platform == "linux" else "spawn"

_PIPES: WeakSet[Connection] = WeakSet()
"""The ways to all judges, of other pools too: a judge that held one open would keep another from seeing its end."""


@dataclass
class _Judge:
    """One process, and the task that it has in hand. `wall` counts the walls that fell before it was started."""

    number: int
    process: BaseProcess
    pipe: Connection
    wall: int
    task: JudgeTask | PageTask | None = None


class JudgePool:
    """So many judges as the settings say. A judge that is lost costs the submission in its hands, and is replaced.

    Where the wall falls it is raised again. What was being judged is then judged once more, one at a time, so that a
    submission that brings the wall down costs itself alone.
    """

    def __init__(
        self,
        course: Course,
        settings: GradeSettings,
        walls: Walls,
        most: int,
        assignments: Mapping[str, Assignment] = MappingProxyType({}),
        *,
        early: bool = False,
    ) -> None:
        """Start the judges; not more than there are tasks (`most`). `assignments` are those that have been read.

        If `early`, the wall need not stand yet: judges get ready for the first assignment meanwhile.
        """
        self._course, self._settings, self._walls = course, settings, walls
        self._assignments = assignments
        self._context: Any = multiprocessing.get_context(METHOD)
        self._waiting: deque[JudgeTask | PageTask] = deque()
        self._suspects: deque[JudgeTask] = deque()
        self._alone: JudgeTask | None = None
        self._fallen = 0
        self._judges: list[_Judge] = []
        for number in range(min(settings.jobs_at_once, max(most, 1))):
            self._judges.append(self._start(number, early=early))

    def run(
        self,
        tasks: Iterable[JudgeTask],
        tick: Callable[[], None] = lambda: None,
        *,
        wake: Sequence[Connection] = (),
    ) -> Iterator[Verdict | PageDone]:
        """Carry out all tasks, and those that are added with `add` meanwhile.

        Args:
            tasks: submissions to judge; those of one assignment should follow each other.
            tick: called a few times a second, also while nothing happens.
            wake: connections; `tick` is called at once where one of them can be read.

        Raises:
            AutograderError: a judge found the course or this machine at fault.
        """
        self._waiting.extend(tasks)
        while True:
            self._hand_out()
            busy = {judge.pipe: judge for judge in self._judges if judge.task is not None}
            if not busy:
                return
            for pipe in wait([*busy, *wake], TICK_SECONDS):
                answer = self._answer(busy[pipe]) if pipe in busy else None
                if answer is not None:
                    yield answer
            tick()

    def add(self, task: JudgeTask | PageTask) -> None:
        """Do this as soon as a judge is free."""
        self._waiting.appendleft(task)

    @property
    def running(self) -> list[JudgeTask]:
        """What is being judged."""
        return [judge.task for judge in self._judges if isinstance(judge.task, JudgeTask)]

    def close(self) -> None:
        """End all judges, whatever they are doing."""
        for judge in self._judges:
            judge.pipe.close()
            if judge.task is not None:
                judge.process.kill()
        for judge in self._judges:
            _see_off(judge)

    def _hand_out(self) -> None:
        for judge in [judge for judge in self._judges if judge.task is None]:
            task = self._next_task()
            if task is None:
                return
            is_usable = judge.process.is_alive() and judge.wall == self._fallen
            free = judge if is_usable else self._replaced(judge)
            free.task = task
            with suppress(OSError):  # it has ended at this very moment: its pipe will tell
                free.pipe.send(task)

    def _next_task(self) -> JudgeTask | PageTask | None:
        if self._alone is not None:
            return None
        if not self._suspects:
            return self._waiting.popleft() if self._waiting else None
        if all(judge.task is None for judge in self._judges):
            self._alone = self._suspects.popleft()
        return self._alone

    def _answer(self, judge: _Judge) -> Verdict | PageDone | None:
        was_alone, self._alone = self._alone is not None, None
        try:
            answer = judge.pipe.recv()
        except (EOFError, OSError):  # OSError where it ended in the middle of its answer
            return self._lost(judge)
        judge.task = None
        if isinstance(answer, Broken):
            raise answer.error
        if isinstance(answer, NotJudged):
            return self._after_fall(judge, answer, was_alone=was_alone)
        assert isinstance(answer, Verdict | PageDone)
        return answer

    def _lost(self, judge: _Judge) -> Verdict | PageDone:
        self._replaced(judge)
        fault = f"the judge's process ended (exit code {judge.process.exitcode}) while it had this in hand"
        if isinstance(judge.task, JudgeTask):
            return Verdict(judge.task.submission, "failed", fault=fault)
        assert judge.task is not None
        return PageDone(judge.task.student, judge.task.assignment, fault)

    def _after_fall(self, judge: _Judge, answer: NotJudged, *, was_alone: bool) -> Verdict | None:
        """Raise the wall again; the verdict, where it is known now which submission brings it down."""
        if judge.wall == self._fallen:
            self._raise_wall_again()
        if was_alone:
            return Verdict(answer.task.submission, "failed", fault=f"twice while this was judged: {answer.fault}")
        self._suspects.append(answer.task)
        return None

    def _raise_wall_again(self) -> None:
        try:
            self._walls.raise_again()
        except WorkerNotStarted as error:
            what = f"Python behind the wall is gone: {error}"
            raise AutograderError(what, next="What was graded is kept; run it again.") from error
        self._fallen += 1

    def _replaced(self, judge: _Judge) -> _Judge:
        """The judge that takes the place of one that has ended, or that the wall has fallen under."""
        judge.pipe.close()
        _see_off(judge)
        fresh = self._start(judge.number)
        self._judges[self._judges.index(judge)] = fresh
        return fresh

    def _start(self, number: int, *, early: bool = False) -> _Judge:
        here, there = self._context.Pipe()
        try:
            workers = self._walls.workers(number, early=early)
        except WorkerNotStarted:
            self._raise_wall_again()
            workers = self._walls.workers(number)
        if METHOD == "fork":
            _PIPES.add(here)
            others = list(_PIPES)
            program: Any = _be_judge
            cpus = processors()
            cpu = cpus[number % len(cpus)]
            given: tuple[Any, ...] = (there, self._course, self._assignments, self._settings, workers, others, cpu)
        else:
            program = _be_judge_anew
            given = (there, self._course.root, self._settings, workers)
        process = self._context.Process(target=program, args=given, daemon=True)
        process.start()
        there.close()
        workers.let_go()
        return _Judge(number, process, here, self._fallen)


def _see_off(judge: _Judge) -> None:
    """Wait for the end of a judge whose pipe is closed."""
    judge.process.join(END_SECONDS)
    if judge.process.is_alive():
        judge.process.kill()
        judge.process.join()


def _be_judge(
    pipe: Connection,
    course: Course,
    assignments: Mapping[str, Assignment],
    settings: GradeSettings,
    workers: Workers,
    others: Sequence[Connection],
    cpu: int,
) -> None:
    """In the fork: keep no way to another judge, and end when the run ends, however it ends."""
    for other in others:
        other.close()
    with suppress(OSError):
        # Where its workers are: a judge and its worker wait for each other in turns, and wake up sooner in one place.
        os.sched_setaffinity(0, [cpu])
    if sys.platform == "linux":
        from autograder.worker.system_calls import end_with_parent, keep_freed_memory

        parent = os.getppid()
        end_with_parent()
        if os.getppid() != parent:  # it ended before the kernel was asked
            return
        keep_freed_memory()
    be_judge(pipe, course, assignments, settings, workers)


def _be_judge_anew(pipe: Connection, root: Path, settings: GradeSettings, workers: Workers) -> None:
    """In a process that shares nothing with the run's."""
    be_judge(pipe, Course.load(root), {}, settings, workers)
