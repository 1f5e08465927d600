"""Grades the submissions of one ordinary assignment: several run at a time, one writer records them in their order."""

from __future__ import annotations

import queue
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from autograder.dropin.submission import Bench, GradedSubmission, grade_submission
from autograder.dropin.task import Task
from autograder.engine.worker import Workers

__all__ = ["Attempt", "grade_in_order"]

AHEAD = 3
"""So many submissions for each worker are begun before the first of them is recorded: their results wait in memory."""


@dataclass(frozen=True)
class Attempt:
    """A submission that is being graded, or has been."""

    task: Task
    begun: Future[GradedSubmission]

    def verdict(self) -> GradedSubmission:
        """What it earned; waits for it. Raises what grading it has raised."""
        return self.begun.result()


def grade_in_order(
    bench: Bench,
    tasks: Sequence[Task],
    workers: Sequence[Workers | None],
    prepare: Callable[[Task], Mapping[str, dict[str, Any]]],
) -> Generator[Attempt, None, None]:
    """Grade these submissions and give each back in its turn. To be closed by who takes no more.

    Args:
        bench: the assignment.
        tasks: the submissions.
        workers: as many as submissions are graded at a time; None where nothing is to run.
        prepare: called here, before a submission is begun; gives nbgrader's resources by the name of the notebook.
    """
    idle: queue.SimpleQueue[Workers | None] = queue.SimpleQueue()
    for one in workers:
        idle.put(one)

    def grade(task: Task, resources: Mapping[str, dict[str, Any]]) -> GradedSubmission:
        mine = idle.get()
        try:
            return grade_submission(bench, task, resources, mine)
        finally:
            idle.put(mine)

    with ThreadPoolExecutor(len(workers), thread_name_prefix="grading") as pool:
        begun: list[Attempt] = []
        left = list(reversed(tasks))
        try:
            while left or begun:
                while left and len(begun) < AHEAD * len(workers):
                    task = left.pop()
                    begun.append(Attempt(task, _begin(pool, grade, task, prepare)))
                yield begun.pop(0)
        finally:
            # Where it ended early, what still runs is hung up on: an endless loop is nothing to wait for.
            pool.shutdown(wait=False, cancel_futures=True)
            for one in workers if begun else ():
                if one is not None:
                    one.close()


def _begin(
    pool: ThreadPoolExecutor,
    grade: Callable[[Task, Mapping[str, dict[str, Any]]], GradedSubmission],
    task: Task,
    prepare: Callable[[Task], Mapping[str, dict[str, Any]]],
) -> Future[GradedSubmission]:
    try:
        return pool.submit(grade, task, prepare(task))
    except Exception as error:  # noqa: BLE001 - it costs this submission alone, and is told in its turn
        failed: Future[GradedSubmission] = Future()
        failed.set_exception(error)
        return failed
