"""Whose fault it is that a check broke: the same check is tried on the course's own solution.

A check takes apart what comes back from the student's side, and whatever runs there can send what no check expects. A
check that breaks on such an answer and passes the solution is sound: then it is the answer that is wrong. A person is
asked to look all the same, since an answer may be unusual and right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from autograder.assignment import Assignment
from autograder.engine.judge import Answer, judge_exercises
from autograder.engine.limits import Limits
from autograder.engine.run_cells import NotebookRun
from autograder.engine.worker import Worker, WorkerEnded
from autograder.notebook_cells import code_cells
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
from underhood.checking.session import Collected

__all__ = ["with_second_opinion"]

OF_AN_ANSWER = (
    "TypeError", "ValueError", "KeyError", "IndexError", "AttributeError", "RuntimeError", "ZeroDivisionError",
    "OverflowError", "StopIteration", "UnicodeDecodeError",
)  # fmt: skip
"""What a check raises that takes an odd value apart. A full disk or a lack of memory is nobody's answer."""
MOST_TOLD = 200
"""Characters of a flag: the message may hold the whole answer."""


def with_second_opinion(
    results: tuple[ExerciseResult, ...],
    assignment: Assignment,
    checks: Collected,
    start: Callable[[], Worker],
    limits: Limits,
) -> tuple[ExerciseResult, ...]:
    """The results, in which checks that broke on an answer and pass the solution count as failed, with a flag.

    Nothing is run where no check broke. `start` starts a worker.

    Raises:
        WorkerNotStarted: nothing can be run on this machine.
    """
    broken = [result.name for result in results if any(map(_may_be_the_answers, result.checks))]
    if not broken:
        return results
    sound = _passed_by_the_solution(assignment, broken, checks, start, limits)
    return tuple(
        replace(result, checks=tuple(_settled(check, (result.name, check.name) in sound) for check in result.checks))
        for result in results
    )


def _may_be_the_answers(check: CheckResult) -> bool:
    return check.status is Status.COULD_NOT_RUN and _raised(check).partition(":")[0] in OF_AN_ANSWER


def _raised(check: CheckResult) -> str:
    """The line with the exception: the last one behind a line of the traceback, since a message may have lines, too."""
    lines = ["", *check.fault.rstrip().splitlines()]
    ends = [line for above, line in pairwise(lines) if above.startswith(" ") and not line.startswith(" ")]
    return (ends or lines)[-1][:MOST_TOLD]


def _settled(check: CheckResult, is_sound: bool) -> CheckResult:
    if not (is_sound and _may_be_the_answers(check)):
        return check
    return replace(
        check, status=Status.WRONG, fault="", expected="an answer of the form that was asked for",
        got="something that could not be compared", next="print the type and the shape of what you return",
        flag=f"{_named(check)} breaks on this answer and not on the course's own: {_told(check)}",
    )  # fmt: skip


def _named(check: CheckResult) -> str:
    return "a hidden check" if check.hidden else check.name


def _told(check: CheckResult) -> str:
    """What the check raised. Students read it, and the message of a hidden check may hold what it asks for."""
    return _raised(check).partition(":")[0] if check.hidden else _raised(check)


def _passed_by_the_solution(
    assignment: Assignment, names: Iterable[str], checks: Collected, start: Callable[[], Worker], limits: Limits
) -> set[tuple[str, str]]:
    run = NotebookRun(start, limits)
    try:
        run.run(code_cells(assignment.source))
        answers = [Answer(name, True, run.runs[assignment.answer_cells[name].cell_id]) for name in names]
        found = judge_exercises(checks, answers, run, limits)
    except WorkerEnded:  # the solution does not run here: it can tell nothing
        return set()
    finally:
        run.close()
    return {(result.name, check.name) for result in found for check in result.checks if check.passed}
