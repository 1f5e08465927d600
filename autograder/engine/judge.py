"""Judges the exercises of one submission, from outside: the checks run here, the student's code runs in the worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass

import torch

from autograder.engine.limits import Limits
from autograder.engine.run_cells import OUT_OF_TIME, Cell, ExerciseProcess, NotebookRun
from autograder.engine.sources import borrowed, written_for
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.engine.worker import GRACE_SECONDS, ORDER_SECONDS, WorkerEnded, cell_run
from autograder.worker.orders import CELL, RESTORE, STUDENT
from underhood.checking.advice import Room
from underhood.checking.cells import CellRun
from underhood.checking.expectations import Wrong
from underhood.checking.outcome import ExerciseResult
from underhood.checking.pytest_plugin import StudentSource
from underhood.checking.session import Collected
from underhood.checking.student import UNFINISHED, NotAttempted, Student, StudentRaised, StudentStopped, StudentTimedOut
from underhood.checking.values import decode, encode
from underhood.checking.written import Written

__all__ = ["Answer", "RemoteTransport", "judge_attempt", "judge_exercise", "judge_exercises", "rehearse"]


@dataclass(frozen=True)
class Answer:
    """What a student wrote for an exercise, and what became of the cell."""

    exercise: str
    attempted: bool
    run: CellRun


def judge_exercises(
    checks: Collected, answers: Sequence[Answer], notebook: NotebookRun, limits: Limits
) -> tuple[ExerciseResult, ...]:
    """The results of exercises whose cells have run. What goes wrong in one costs that one alone.

    All visible checks come before any hidden one: what a student's code has seen of a hidden check's inputs it could
    otherwise tell in a later exercise, where the student reads what it says.
    """
    with ExitStack() as processes:
        benches = [_Bench(checks, answer, notebook, limits) for answer in answers]
        for bench in benches:
            processes.callback(bench.close)
            bench.judge(hidden=False)
        for bench in benches:
            bench.judge(hidden=True)
            bench.close()
        return tuple(bench.result for bench in benches)


def judge_exercise(checks: Collected, answer: Answer, notebook: NotebookRun, limits: Limits) -> ExerciseResult:
    """The result of one exercise alone."""
    return judge_exercises(checks, [answer], notebook, limits)[0]


def rehearse(checks: Collected) -> None:
    """Run all checks on a student who gives no answer: what they do for the first time has been done afterwards."""
    for exercise in checks.exercises:
        for hidden in (False, True):
            checks.judge(exercise, _who_does_not_answer, hidden=hidden)


class _Silence:
    """A transport on which nothing comes back."""

    def send(self, request: bytes, seconds: float) -> bytes:
        raise StudentStopped("nobody is there")

    def written(self, exercise: str) -> Written | None:
        return None


@contextmanager
def _who_does_not_answer(seed: int, device: torch.device) -> Iterator[Student]:
    yield Student(_Silence(), seed=seed, device=device)


class _Bench:
    """One exercise on its way through the checks, and the process that answers for it."""

    def __init__(self, checks: Collected, answer: Answer, notebook: NotebookRun, limits: Limits) -> None:
        self._checks, self._answer, self._notebook, self._limits = checks, answer, notebook, limits
        self._failure = _failure_before_checks(answer, limits)
        self._transport: RemoteTransport | None = None
        self._process: ExerciseProcess | None = None
        self._results: list[ExerciseResult] = []

    def judge(self, *, hidden: bool) -> None:
        """Run the hidden or the visible checks. A process that is lost is not asked again, so it is ended."""
        self._results.append(self._checks.judge(self._answer.exercise, self._source(), hidden=hidden))
        if self._transport is not None and self._transport.lost is not None:
            self.close()

    @property
    def result(self) -> ExerciseResult:
        """All results together, with what a person should look at."""
        found = tuple(check for result in self._results for check in result.checks)
        notices = borrowed(self._notebook.cells, self._answer.exercise) if self._transport else ()
        return ExerciseResult(self._answer.exercise, found, notices)

    def close(self) -> None:
        """End the process, where there is one."""
        if self._process is not None:
            self._notebook.end_exercise(self._process)
            self._process = None

    def _source(self) -> StudentSource:
        if self._failure is None and not self._is_lost() and self._notebook.seconds_left() <= 0:
            self._failure = _whole_took_too_long(self._limits)
        if self._failure is None and not self._is_lost():
            try:
                self._open()
            except WorkerEnded as ended:  # the cells have left a Python from which no exercise can start
                self._failure = StudentStopped(str(ended))
        if self._failure is not None:
            return _always(self._failure)
        assert self._transport is not None
        return _source(self._transport, self._answer, self._limits)

    def _is_lost(self) -> bool:
        return self._transport is not None and self._transport.lost is not None

    def _open(self) -> None:
        """Start the process; anew where it went down with a worker that another exercise has ended."""
        if self._process is not None and self._notebook.is_there(self._process):
            return
        self.close()
        self._process = self._notebook.start_exercise()
        ran = self._answer.run.status == "ok"
        self._transport = RemoteTransport(
            self._process.exercise.channel,
            self._notebook,
            self._limits,
            lambda exercise: written_for(self._notebook.cells, exercise, ran=ran),
        )


def judge_attempt(
    checks: Collected, exercise: str, cells: Sequence[str], notebook: NotebookRun, limits: Limits
) -> ExerciseResult:
    """The result for another answer than the notebook's.

    Its cells run in the process of the exercise first; the last of them is the answer.
    """
    process = notebook.start_exercise()
    try:
        channel = process.exercise.channel
        others = [cell for cell in notebook.cells if cell.exercise != exercise]
        written = [*others, *(Cell("", source, exercise) for source in cells)]
        runs = [_run_there(channel, source, limits) for source in cells]
        answer = Answer(exercise, True, runs[-1])
        failure = _failure_before_checks(answer, limits)
        if failure is not None:
            return checks.judge(exercise, _always(failure))
        ran = answer.run.status == "ok"
        transport = RemoteTransport(channel, notebook, limits, lambda name: written_for(written, name, ran=ran))
        return checks.judge(exercise, _source(transport, answer, limits))
    finally:
        notebook.end_exercise(process)


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
        self._seconds_left = limits.exercise  # between two checks of this exercise others may be judged
        self.lost: Exception | None = None

    def send(self, request: bytes, seconds: float) -> memoryview:
        """The worker's answer.

        Raises:
            StudentTimedOut: there was none in time.
            StudentStopped: the process has ended.
        """
        if self.lost is not None:
            raise self.lost
        patience = min(seconds + GRACE_SECONDS, self._notebook.seconds_left(), self._seconds_left)
        asked = time.monotonic()
        try:
            return self._channel.ask(STUDENT + request, patience)
        except ChannelTimedOut:
            self.lost = self._too_long(seconds, patience)
        except ChannelClosed:
            self.lost = StudentStopped(self._notebook.why_ended() or "Python ended while your code ran")
        finally:
            self._seconds_left = max(0.0, self._seconds_left - (time.monotonic() - asked))
        raise self.lost

    def _too_long(self, seconds: float, patience: float) -> StudentTimedOut:
        """Which of the limits was reached: of the submission, of the exercise or of the call."""
        if self._notebook.seconds_left() <= 0:
            return _whole_took_too_long(self._limits)
        if self._seconds_left <= patience:
            return StudentTimedOut(self._limits.exercise, "all checks of this exercise together")
        return StudentTimedOut(seconds)

    def written(self, exercise: str) -> Written:
        """The cells of the repaired notebook: what runs over there has no say in it."""
        return self._written(exercise)

    def restore(self) -> None:
        """Give the notebook the names back that a check replaced."""
        if self.lost is None:
            try:
                self._channel.ask(RESTORE, min(ORDER_SECONDS, self._notebook.seconds_left()))
            except ChannelTimedOut:
                self.lost = self._too_long(ORDER_SECONDS, 0.0)
            except ChannelClosed:
                self.lost = StudentStopped(self._notebook.why_ended() or "Python ended after your code had run")


def _source(transport: RemoteTransport, answer: Answer, limits: Limits) -> StudentSource:
    """A student for one check after the other, all of them on the process of the exercise."""

    @contextmanager
    def source(seed: int, device: torch.device) -> Iterator[Student]:
        student = Student(
            transport, seed=seed, seconds=limits.call, device=device,
            missing=lambda name: _missing(name, answer, limits), room=_room(limits),
        )  # fmt: skip
        yield student
        # A call that took too long once is not tried again: the other checks of the exercise share its fate.
        transport.lost = transport.lost or student.timed_out
        if student.has_left_something:
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


def _room(limits: Limits) -> Room:
    return Room(limits.memory, limits.disk, limits.tasks)


def _missing(name: str, answer: Answer, limits: Limits) -> Exception:
    """Why the notebook lacks a name: its cell raised before it came to the definition, or defines another name."""
    if answer.run.status == "raised":
        if answer.run.error == "NotImplementedError" and not answer.run.message:
            return NotAttempted(next=UNFINISHED)
        return StudentRaised(answer.run.error, answer.run.message, room=_room(limits))
    return Wrong(f"the notebook defines {name}", "no such name after all cells have run", next="keep the name as given")
