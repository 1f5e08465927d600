"""Which broken checks are tried on the solution at all. What comes of it is tested where submissions are graded."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from autograder.assignment import Assignment
from autograder.engine.limits import Limits
from autograder.engine.second_opinion import with_second_opinion
from autograder.engine.worker import Worker, WorkerNotStarted
from underhood.checking.outcome import CheckResult, ExerciseResult, Status

NOBODY: Any = None


def exercise(*checks: CheckResult) -> tuple[ExerciseResult, ...]:
    return (ExerciseResult("double", checks),)


def no_worker() -> NoReturn:
    raise WorkerNotStarted("one was started")


def opinion(results: tuple[ExerciseResult, ...], assignment: Assignment) -> tuple[ExerciseResult, ...]:
    def start() -> Worker:
        no_worker()

    return with_second_opinion(results, assignment, NOBODY, start, Limits())


@pytest.mark.parametrize(
    "check",
    [
        CheckResult("test_it", Status.PASSED, 1),
        CheckResult("test_it", Status.WRONG, 1),
        CheckResult("test_it", Status.COULD_NOT_RUN, 1, fault="OSError: [Errno 28] No space left on device"),
        CheckResult("test_it", Status.COULD_NOT_RUN, 1, fault="…\nMemoryError"),
        CheckResult("test_it", Status.COULD_NOT_RUN, 1),
    ],
    ids=["passed", "wrong", "a full disk", "no memory", "no reason"],
)
def test_what_is_not_the_answers_stays_as_it_is_and_nothing_is_run(assignment: Assignment, check: CheckResult) -> None:
    assert opinion(exercise(check), assignment) == exercise(check)


@pytest.mark.parametrize(
    "fault",
    [
        "TypeError: 'int' object is not iterable",
        "Traceback …\nIndexError: too many",
        "Traceback …\n  File x\n    f(y)\nValueError: a message\nof two lines",
    ],
)
def test_what_may_be_the_answers_is_tried_on_the_solution(assignment: Assignment, fault: str) -> None:
    broken = CheckResult("test_it", Status.COULD_NOT_RUN, 1, fault=fault)
    with pytest.raises(WorkerNotStarted):
        opinion(exercise(CheckResult("test_first", Status.PASSED, 1), broken), assignment)
