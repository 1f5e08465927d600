"""Verifies the assignments of a course, as many at a time as there are cores.

Solutions and attempts run as submissions do, behind the wall: what passes here passes there. They are the author's own,
so where no wall can be built they run without.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path

from autograder.course import Course
from autograder.engine.failures import WorkerNotStarted
from autograder.engine.walls import walls_for
from autograder.errors import AutograderError
from autograder.settings import GradeSettings, WallPolicy, processors
from autograder.verify.assignment import verify_assignment
from autograder.verify.findings import Findings

__all__ = ["Task", "verify_all"]


@dataclass(frozen=True)
class Task:
    """One assignment to verify on one device. Exercises: all, if none is named."""

    course: Path
    assignment: str
    device: str
    seed: int
    exercises: tuple[str, ...] = ()


def verify_all(tasks: Sequence[Task], jobs: int = 0) -> Iterator[Findings]:
    """The findings of all tasks, in their order. What goes on is told on stderr, line by line.

    Args:
        tasks: what to verify.
        jobs: how many at a time; 0 for as many as there are cores.

    Raises:
        AutograderError: nothing can be run on this machine.
    """
    jobs = min(jobs or len(processors()), len(tasks))
    if jobs <= 1:
        yield from map(_verify, tasks)
        return
    # Not forked: torch has started threads in this process by now.
    context = multiprocessing.get_context("spawn")
    places: SimpleQueue[int] = context.SimpleQueue()
    for _, cpu in zip(range(jobs), itertools.cycle(processors()), strict=False):
        places.put(cpu)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_sit, initargs=(places,)) as pool:
        yield from pool.map(_verify, tasks)


def _sit(places: SimpleQueue[int]) -> None:
    """Take a processor: a verifier and its workers only ever work in turns, so they share one."""
    with suppress(OSError, AttributeError):  # where processes cannot choose, the system does
        os.sched_setaffinity(0, [places.get()])


def _verify(task: Task) -> Findings:
    course = Course.load(task.course)
    settings = GradeSettings(device=task.device, jobs=1, wall=WallPolicy.IF_POSSIBLE)

    def told(step: str) -> None:
        print(f"  {task.assignment}: {step}", file=sys.stderr, flush=True)

    with closing(walls_for(course, [task.assignment], settings)) as walls:
        assignment = course.assignment(task.assignment)  # the wall gets ready meanwhile
        try:
            walls.wait_until_ready()
            with closing(walls.workers(0)) as workers:
                return verify_assignment(
                    assignment, workers, device=task.device, seed=task.seed, told=told, exercises=task.exercises
                )
        except WorkerNotStarted as error:
            what = f"{task.assignment} cannot be verified on this machine: {error}"
            raise AutograderError(what, next="Run it again. `underhood doctor` tells what is missing here.") from error
