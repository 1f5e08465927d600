"""The program beside each Dask worker: builds the wall and keeps the judges of one run.

A process of its own, as Dask's has threads, and such a process cannot be forked safely. It ends when the worker does,
however that ends: then the sockets that it was given are closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait

from autograder.cluster.agreement import Facts, Ready, facts_here
from autograder.cluster.orders import JudgeOrder, RunOrder
from autograder.cluster.processors import claim_processors
from autograder.course import Course
from autograder.engine.judge_pool import JudgePool
from autograder.engine.tasks import Broken, JudgeTask, Verdict
from autograder.engine.walls import Walls, walls_for
from autograder.errors import AutograderError

__all__ = ["main"]

IDLE_SECONDS = 600.0
"""Where a run ends without a word, its judges are not kept for longer."""


class _Ended(Exception):
    """The worker is gone, or the run is over."""


def main(numbers: Sequence[str]) -> None:
    """Serve until the run or the worker ends.

    Args:
        numbers: open sockets: the first is for orders about the run, and on each of the others one submission is
            judged at a time.
    """
    control, *seats = (Connection(int(number)) for number in numbers)
    run: RunOrder = control.recv()
    claims = claim_processors(len(seats))
    try:
        course = Course.load(run.root)
        facts = facts_here(course, run.assignments)
        settings = replace(run.settings, jobs=len(seats), cluster=None)
        walls = walls_for(course, run.assignments, settings)
    except (AutograderError, OSError) as error:
        control.send(Broken(error))
        return
    try:
        _serve(control, seats, walls, facts, lambda: JudgePool(course, settings, walls, len(seats)))
    finally:
        walls.close()
        for claim in claims:
            claim.close()


def _serve(
    control: Connection, seats: Sequence[Connection], walls: Walls, facts: Facts, start: Callable[[], JudgePool]
) -> None:
    try:
        walls.wait_until_ready()
    except AutograderError as error:
        control.send(Broken(error))
        return
    pool = start()
    try:
        control.send(Ready(walls.level, facts))
        _Seats(control, seats, pool).serve()
    except (_Ended, BrokenPipeError):
        return
    finally:
        pool.close()


class _Seats:
    def __init__(self, control: Connection, seats: Sequence[Connection], pool: JudgePool) -> None:
        self._control, self._seats, self._pool = control, seats, pool
        self._asked: dict[tuple[str, str], Connection] = {}

    def serve(self) -> None:
        ways = [self._control, *self._seats]
        while wait(ways, IDLE_SECONDS):
            self._take()
            try:
                for answer in self._pool.run((), self._take, wake=ways):
                    assert isinstance(answer, Verdict)
                    self._asked.pop((answer.submission.student, answer.submission.assignment)).send(answer)
            except (AutograderError, OSError) as error:
                if isinstance(error, BrokenPipeError):
                    raise
                self._break(error)

    def _take(self) -> None:
        """Take the orders that have come in."""
        for way in wait([self._control, *self._seats], 0):
            assert isinstance(way, Connection)
            try:
                order: JudgeOrder = way.recv()
            except (EOFError, ConnectionResetError) as error:
                raise _Ended from error
            submission = order.submission
            self._asked[submission.student, submission.assignment] = way
            self._pool.add(JudgeTask(submission, order.recorded))

    def _break(self, error: Exception) -> None:
        """The run is over, so nobody will ask for the answers that are still to come."""
        for way in self._asked.values():
            way.send(Broken(error))
        raise _Ended
