"""Verifies the assignments of a course, as many at a time as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
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
    """
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    if jobs <= 1:
        yield from map(_verify, tasks)
        return
    # Not forked: torch has started threads in this process by now.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_verify, tasks)


def _verify(task: Task) -> Findings:
    assignment = Course.load(task.course).assignment(task.assignment)

    def told(step: str) -> None:
        print(f"  {task.assignment}: {step}", file=sys.stderr, flush=True)

    return verify_assignment(assignment, device=task.device, seed=task.seed, told=told, exercises=task.exercises)
