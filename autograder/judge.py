"""Judges the exercises of one submission, from outside: the checks run here, the student's code runs in the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

import torch

from autograder.limits import Limits
from autograder.run_cells import OUT_OF_TIME, Cell, NotebookRun
from autograder.sources import borrowed, written_for
from autograder.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.worker.orders import CELL, RESTORE, STUDENT
from autograder.worker_process import GRACE_SECONDS, WorkerEnded, cell_run
from underhood.checking.cells import CellRun
from underhood.checking.expectations import Wrong
from underhood.checking.outcome import ExerciseResult
from underhood.checking.pytest_plugin import StudentSource
from underhood.checking.session import Collected
from underhood.checking.student import UNFINISHED, NotAttempted, Student, StudentRaised, StudentStopped, StudentTimedOut
from underhood.checking.values import decode, encode
from underhood.checking.written import Written

__all__ = ["Answer", "RemoteTransport", "judge_attempt", "judge_exercise"]


@dataclass(frozen=True)
class Answer:
    """What a student wrote for an exercise, and what became of the cell."""

    exercise: str
    attempted: bool
    run: CellRun


def judge_exercise(checks: Collected, answer: Answer, notebook: NotebookRun, limits: Limits) -> ExerciseResult:
    """The result of all checks of one exercise. What goes wrong in here costs this exercise alone."""
    failure = _failure_before_checks(answer, limits)
    if failure is not None:
        return checks.judge(answer.exercise, _always(failure))
    try:
        with notebook.exercise() as channel:
            result = checks.judge(answer.exercise, _source(channel, answer, notebook, notebook.cells, limits))
            return replace(result, notices=borrowed(notebook.cells, answer.exercise))
    except WorkerEnded as ended:  # the notebook's cells have left a Python from which no exercise can start
        return checks.judge(answer.exercise, _always(StudentStopped(str(ended))))


def judge_attempt(
    checks: Collected, exercise: str, cells: Sequence[str], notebook: NotebookRun, limits: Limits
) -> ExerciseResult:
    """The result for another answer than the notebook's.

    Its cells run in the process of the exercise first; the last of them is the answer.
    """
    with notebook.exercise() as channel:
        others = [cell for cell in notebook.cells if cell.exercise != exercise]
        written = [*others, *(Cell("", source, exercise) for source in cells)]
        runs = [_run_there(channel, source, limits) for source in cells]
        answer = Answer(exercise, True, runs[-1])
        failure = _failure_before_checks(answer, limits)
        return checks.judge(
            exercise, _source(channel, answer, notebook, written, limits) if failure is None else _always(failure)
        )


def _run_there(channel: Channel, source: str, limits: Limits) -> CellRun:
    order = CELL + encode({"source": source, "seconds": limits.cell})
    try:
        return cell_run(decode(channel.ask(order, limits.cell + GRACE_SECONDS)))
    except ChannelTimedOut:
        return CellRun("timed out")
    except ChannelClosed:
        return CellRun("ended", message="Python ended while the cell ran")


class RemoteTransport:
    """Carries the requests of checks to the process of one exercise. Once that is lost, it stays lost."""

    def __init__(
        self, channel: Channel, notebook: NotebookRun, limits: Limits, written: Callable[[str], Written]
    ) -> None:
        self._channel, self._notebook, self._limits = channel, notebook, limits
        self._written = written
        self.lost: Exception | None = None

    def send(self, request: bytes, seconds: float) -> bytes:
        """The worker's answer.

        Raises:
            StudentTimedOut: there was none in time.
            StudentStopped: the process has ended.
        """
        if self.lost is not None:
            raise self.lost
        patience = min(seconds + GRACE_SECONDS, self._notebook.seconds_left())
        try:
            return self._channel.ask(STUDENT + request, patience)
        except ChannelTimedOut:
            is_last = self._notebook.seconds_left() <= 0
            self.lost = _whole_took_too_long(self._limits) if is_last else StudentTimedOut(seconds)
        except ChannelClosed:
            self.lost = StudentStopped("Python ended while your code ran")
        raise self.lost

    def written(self, exercise: str) -> Written:
        """The cells of the repaired notebook: what runs over there has no say in it."""
        return self._written(exercise)

    def restore(self) -> None:
        """Give the notebook the names back that a check replaced."""
        if self.lost is None:
            try:
                self._channel.ask(RESTORE, GRACE_SECONDS)
            except (ChannelClosed, ChannelTimedOut) as error:
                self.lost = StudentStopped(f"Python ended after your code had run ({error})")


def _source(
    channel: Channel, answer: Answer, notebook: NotebookRun, cells: Sequence[Cell], limits: Limits
) -> StudentSource:
    """A student for one check after the other, all of them on the process of the exercise."""
    ran = answer.run.status == "ok"
    transport = RemoteTransport(channel, notebook, limits, lambda exercise: written_for(cells, exercise, ran=ran))

    @contextmanager
    def source(seed: int, device: torch.device) -> Iterator[Student]:
        student = Student(
            transport, seed=seed, seconds=limits.call, device=device, missing=lambda name: _missing(name, answer)
        )
        yield student
        # A call that took too long once is not tried again: the other checks of the exercise share its fate.
        transport.lost = transport.lost or student.timed_out
        transport.restore()

    return source


def _always(failure: Exception) -> StudentSource:
    """A student with whom each check ends before it has begun."""

    def source(seed: int, device: torch.device) -> AbstractContextManager[Student]:
        raise failure

    return source


def _failure_before_checks(answer: Answer, limits: Limits) -> Exception | None:
    """Why there is nothing to check, if so: nothing was written, or the cell never came to its end."""
    if not answer.attempted:
        return NotAttempted()
    if answer.run.status == OUT_OF_TIME:
        return _whole_took_too_long(limits)
    if answer.run.status == "timed out":
        return StudentTimedOut(limits.cell, "your cell")
    if answer.run.status == "ended":
        return StudentStopped(answer.run.message)
    return None


def _whole_took_too_long(limits: Limits) -> StudentTimedOut:
    return StudentTimedOut(limits.submission, "the whole notebook")


def _missing(name: str, answer: Answer) -> Exception:
    """Why the notebook lacks a name: its cell raised before it came to the definition, or defines another name."""
    if answer.run.status == "raised":
        if answer.run.error == "NotImplementedError" and not answer.run.message:
            return NotAttempted(next=UNFINISHED)
        return StudentRaised(answer.run.error, answer.run.message)
    return Wrong(f"the notebook defines {name}", "no such name after all cells have run", next="keep the name as given")
