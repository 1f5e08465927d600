"""Runs the cells of one notebook and keeps going: over a cell that raises, hangs, or ends the process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.engine.limits import Limits
from autograder.engine.worker import Exercise, Worker, WorkerEnded
from underhood.checking.cells import CellRun

__all__ = ["OUT_OF_TIME", "Cell", "ExerciseProcess", "NotebookRun"]

OUT_OF_TIME = "out of time"
"""The status of a cell that never ran: the time for the whole submission was over."""


@dataclass(frozen=True)
class Cell:
    """A code cell to run; `exercise` names the one that it answers, `own` says that the student added the cell."""

    id: str
    source: str
    exercise: str = ""
    own: bool = False


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
        self._worker = start()
        self.runs: dict[str, CellRun] = {}
        self.cells: list[Cell] = []

    def run(self, cells: Iterable[Cell]) -> None:
        """Run the cells, in order. They are kept in `cells`; what became of each is in `runs`, by its id."""
        for cell in cells:
            self.cells.append(cell)
            self.runs[cell.id] = self._run(cell)

    def seconds_left(self) -> float:
        """How much of the time for the whole submission is left."""
        return max(0.0, self._deadline - time.monotonic())

    def start_exercise(self) -> ExerciseProcess:
        """A process that starts from the notebook's state and judges one exercise. Give it to `end_exercise`.

        Raises:
            WorkerEnded: it cannot be started, not from a fresh worker either.
        """
        try:
            return ExerciseProcess(self._worker, self._worker.start_exercise())
        except WorkerEnded:
            self._restart()
            return ExerciseProcess(self._worker, self._worker.start_exercise())

    def end_exercise(self, process: ExerciseProcess) -> None:
        """End it, whatever it is doing."""
        if not self.is_current(process):  # it went with its worker
            process.exercise.channel.close()
            return
        try:
            self._worker.end_exercise(process.exercise)
        except WorkerEnded:
            self._restart()

    def is_current(self, process: ExerciseProcess) -> bool:
        """Whether the worker that it was forked off is still the notebook's."""
        return process.worker is self._worker

    def written_files(self, most_bytes: int) -> dict[str, bytes]:
        """What the cells have written into their folder; nothing where the worker is gone."""
        try:
            return self._worker.written_files(most_bytes)
        except WorkerEnded:
            self._restart()
            return {}

    def why_ended(self) -> str:
        """Which limit ended a process of the notebook, in words for a student; "" where none did."""
        return self._worker.limit_reached()

    def close(self) -> None:
        """End the worker."""
        self._worker.kill()

    def _run(self, cell: Cell) -> CellRun:
        seconds = min(self._limits.cell, self.seconds_left())
        if seconds <= 0:
            return _stopped(OUT_OF_TIME, f"the whole notebook took more than {self._limits.submission:g} seconds")
        try:
            run = self._worker.run_cell(cell.source, seconds)
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
                self._worker.run_cell(cell.source, seconds)
            except WorkerEnded:
                return cell
        return None


def _stopped(status: str, message: str) -> CellRun:
    error: dict[str, Any] = {"output_type": "error", "ename": "Stopped", "evalue": message, "traceback": [message]}
    return CellRun(status, [error], "Stopped", message)
