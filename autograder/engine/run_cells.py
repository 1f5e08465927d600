"""Runs the cells of one notebook and keeps going: over a cell that raises, hangs, or ends the process."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from autograder.engine.limits import Limits
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.engine.worker import (
    GRACE_SECONDS,
    START_SECONDS,
    Exercise,
    Worker,
    WorkerEnded,
    WorkerNotStarted,
    cell_run,
)
from autograder.worker.orders import CELL
from underhood.checking.cells import CellRun
from underhood.checking.values import decode, encode

__all__ = ["OUT_OF_TIME", "Cell", "ExerciseProcess", "NotebookRun"]

OUT_OF_TIME = "out of time"
"""The status of a cell that never ran: the time for the whole submission was over."""

MOST_OUTPUT = 20_000_000
"""Characters that all cells of a notebook may show together."""
TOO_MUCH: dict[str, Any] = {
    "output_type": "stream", "name": "stderr",
    "text": "[this notebook shows more than can be kept: what this cell shows was dropped]\n",
}  # fmt: skip

TRY_CUDA = '__import__("torch").ones(1, device="cuda", requires_grad=True).sum().backward()'


@dataclass(frozen=True)
class Cell:
    """A code cell to run; `exercise` names the one that it answers, `own` says that the student added the cell.

    `number` is what tracebacks call it (`Cell In[3]`), None for the next that has not been used.
    """

    id: str
    source: str
    exercise: str = ""
    own: bool = False
    number: int | None = None


@dataclass(frozen=True)
class ExerciseProcess:
    """The process of one exercise, and the worker that it was forked off."""

    worker: Worker
    exercise: Exercise


class NotebookRun:
    """A notebook whose cells have run, and from whose state each exercise can be judged.

    Where a cell takes the worker down with it, a new worker repeats the cells before it, leaves that one out, and goes
    on behind it. A cell that hung or crashed is never run a second time.
    """

    def __init__(self, start: Callable[[], Worker], limits: Limits) -> None:
        self._start, self._limits = start, limits
        self._deadline = time.monotonic() + limits.submission
        self._done: list[Cell] = []
        self._room = MOST_OUTPUT
        self._worker = start()
        self._alone: list[Worker] = []  # each is there for one exercise
        self.runs: dict[str, CellRun] = {}
        self.cells: list[Cell] = []

    def run(self, cells: Iterable[Cell]) -> None:
        """Run the cells, in order. They are kept in `cells`; what became of each is in `runs`, by its id."""
        for cell in cells:
            self.cells.append(cell)
            self.runs[cell.id] = self._kept(self._run(cell))

    def _kept(self, run: CellRun) -> CellRun:
        """What became of a cell, without what it shows where the notebook has shown too much already."""
        self._room -= len(json.dumps(run.outputs))
        return run if self._room >= 0 else replace(run, outputs=[TOO_MUCH])

    def seconds_left(self) -> float:
        """How much of the time for the whole submission is left."""
        return max(0.0, self._deadline - time.monotonic())

    def start_exercise(self) -> ExerciseProcess:
        """A process that starts from the notebook's state and judges one exercise. Give it to `end_exercise`.

        Raises:
            WorkerEnded: it cannot be started, not from a fresh worker either.
            WorkerNotStarted: it should compute on CUDA, and cannot on this machine.
        """
        if self._worker.device == "cuda":
            return self._start_alone()
        try:
            return ExerciseProcess(self._worker, self._worker.start_exercise())
        except WorkerEnded:
            self._restart()
            return ExerciseProcess(self._worker, self._worker.start_exercise())

    def end_exercise(self, process: ExerciseProcess) -> None:
        """End it, whatever it is doing."""
        if process.worker in self._alone:
            self._alone.remove(process.worker)
            process.exercise.channel.close()
            process.worker.kill()
            return
        if not self.is_current(process) or self.seconds_left() <= 0:  # it went with its worker, or soon will
            process.exercise.channel.close()
            return
        try:
            self._worker.end_exercise(process.exercise)
        except WorkerEnded:
            self._restart()

    def is_current(self, process: ExerciseProcess) -> bool:
        """Whether the worker that it was forked off is still the notebook's, or its own."""
        return process.worker is self._worker or process.worker in self._alone

    def is_there(self, process: ExerciseProcess) -> bool:
        """Whether it still has its worker. One that another exercise has ended takes it along, a moment later."""
        if not self.is_current(process):
            return False
        if process.worker.is_there():
            return True
        if process.worker is self._worker:
            self._restart()
        return False

    def written_files(self, most_bytes: int) -> dict[str, bytes]:
        """What the cells have written into their folder; nothing where the worker is gone."""
        try:
            return self._worker.written_files(most_bytes)
        except WorkerEnded:
            self._restart()
            return {}

    def why_ended(self) -> str:
        """Which limit ended a process of the notebook, in words for a student; "" where none did."""
        return next(filter(None, (worker.limit_reached() for worker in (self._worker, *self._alone))), "")

    def close(self) -> None:
        """End all workers."""
        for worker in (*self._alone, self._worker):
            worker.kill()

    def _start_alone(self) -> ExerciseProcess:
        """A process off a worker of its own, in which the cells are repeated: `worker/cuda.py` says why."""
        worker = self._start()
        self._alone.append(worker)
        try:
            process = ExerciseProcess(worker, worker.start_exercise())
        except WorkerEnded as ended:  # nothing of the student's has run in it
            raise WorkerNotStarted(f"no exercise starts on CUDA: {ended}") from ended
        try:
            _try_cuda(process.exercise.channel)
            self._repeat_alone(process.exercise.channel)
        except BaseException:
            self.end_exercise(process)
            raise
        return process

    def _repeat_alone(self, channel: Channel) -> None:
        for cell in self._done:
            seconds = min(self._limits.cell, self.seconds_left())
            if seconds <= 0:  # nothing will be asked of this state any more
                return
            try:
                order = {"source": cell.source, "seconds": seconds, "number": cell.number}
                channel.ask(CELL + encode(order), seconds + GRACE_SECONDS)
            except (ChannelClosed, ChannelTimedOut) as error:
                raise WorkerEnded("a cell that had run to its end ended Python when it was repeated") from error

    def _run(self, cell: Cell) -> CellRun:
        seconds = min(self._limits.cell, self.seconds_left())
        if seconds <= 0:
            return _stopped(OUT_OF_TIME, f"the whole notebook took more than {self._limits.submission:g} seconds")
        try:
            run = self._worker.run_cell(cell.source, seconds, cell.number)
        except WorkerEnded as ended:
            self._restart()
            status = "timed out" if ended.timed_out else "ended"
            said = f"the cell did not end within {seconds:g} seconds and was stopped" if ended.timed_out else str(ended)
            return _stopped(status, said)
        if run.status in ("ok", "raised"):
            self._done.append(cell)
        return run

    def _restart(self) -> None:
        """Bring a new worker to the state in which the lost one was."""
        again, self._done = self._done, []
        while True:
            self._worker.kill()
            self._worker = self._start()
            lost = self._repeat(again)
            if lost is None:
                self._done = again
                return
            again.remove(lost)

    def _repeat(self, cells: list[Cell]) -> Cell | None:
        for cell in cells:
            seconds = min(self._limits.cell, self.seconds_left())
            if seconds <= 0:  # nothing will be asked of this state any more
                return None
            try:
                self._worker.run_cell(cell.source, seconds, cell.number)
            except WorkerEnded:
                return cell
        return None


def _try_cuda(channel: Channel) -> None:
    """Find out before any code of the student's runs there, which would be blamed for it."""
    try:
        run = cell_run(
            decode(channel.ask(CELL + encode({"source": TRY_CUDA, "seconds": START_SECONDS}), START_SECONDS))
        )
    except (ChannelClosed, ChannelTimedOut) as error:
        raise WorkerNotStarted(f"CUDA cannot be used where students' code runs: {error}") from error
    if run.status != "ok":
        raise WorkerNotStarted(f"CUDA cannot be used where students' code runs: {run.error}: {run.message}")


def _stopped(status: str, message: str) -> CellRun:
    error: dict[str, Any] = {"output_type": "error", "ename": "Stopped", "evalue": message, "traceback": [message]}
    return CellRun(status, [error], "Stopped", message)
