"""Speaking to one worker from the judge's side, whatever started it and whatever wall is around it."""

from __future__ import annotations

import itertools
import json
import signal
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np

from autograder.engine.failures import WorkerEnded, WorkerNotStarted
from autograder.engine.limits import Limits
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.worker.orders import CELL, END_EXERCISE, EXERCISE, HELLO, KERNEL, PUT_FILE, WRITTEN_FILES
from underhood.checking.cells import CellRun
from underhood.checking.values import ValueRefused, decode, encode

__all__ = [
    "GRACE_SECONDS",
    "NOTHING",
    "ORDER_SECONDS",
    "Exercise",
    "Worker",
    "WorkerEnded",
    "WorkerLife",
    "WorkerNotStarted",
    "Workers",
    "cell_run",
    "ended_in_words",
]

START_SECONDS = 120.0
MOST_OUTPUT = 8 * 2**20
"""Bytes that are taken of a cell's outputs. The worker keeps less, as long as it is honest."""
MOST_TEXT = 500
"""Characters of what a cell is said to have raised; each check of the exercise repeats it."""
PIECE = 16 * 2**20
"""A file travels in pieces of so many bytes."""
NOTHING: Mapping[str, str] = MappingProxyType({})
GRACE_SECONDS = 2.0
"""The worker stops a cell or a call by itself; so much later the judge stops the worker."""
ORDER_SECONDS = 8.0
"""For what runs no code of the student's, on a machine that has much else to do."""


class WorkerLife(Protocol):
    """The processes of a worker, as whoever started them knows them."""

    def ended(self, seconds: float) -> str | None:
        """How the notebook's process ended, in words for a student; None where it has not within so many seconds."""
        ...

    def limit_reached(self) -> str:
        """Which limit on all its processes was reached since this was asked last, in words; "" where none was."""
        ...

    def said(self) -> str:
        """What it said while it started, for the instructor."""
        ...

    def kill(self) -> None:
        """End all of them. Does nothing the second time."""
        ...


class Workers(Protocol):
    """Starts workers. `level` names the wall around them: A, B, or none."""

    level: str

    def start(
        self,
        files: Mapping[str, bytes],
        *,
        device: str,
        seed: int,
        limits: Limits,
        environment: Mapping[str, str] = NOTHING,
    ) -> Worker:
        """A new worker, in a folder of its own that holds these files (by relative path).

        `environment` are variables that it has beside those that all have.

        Raises:
            WorkerNotStarted: it does not start, with what it said.
        """
        ...

    def close(self) -> None:
        """End what has been started."""
        ...

    def let_go(self) -> None:
        """Another process has taken these workers over: close what is open in this one, and end nothing."""
        ...


@dataclass(frozen=True)
class Exercise:
    """The process in which one exercise is judged, and the channel on which it answers."""

    number: int
    channel: Channel


class Worker:
    """One worker: the process of the notebook, and under it those of the exercises that are being judged.

    `device` is where these compute.
    """

    def __init__(self, control: Channel, life: WorkerLife, files: Mapping[str, bytes], device: str = "cpu") -> None:
        """Take over a worker that has just been started.

        Raises:
            WorkerNotStarted: it does not answer.
        """
        self._control, self._life = control, life
        self.device = device
        self._numbers = itertools.count()
        try:
            answer = self._order(HELLO, START_SECONDS)
            for path, content in files.items():
                self._put(path, content)
        except WorkerEnded as ended:
            said = life.said()
            self.kill()
            raise WorkerNotStarted(f"the worker did not start ({ended}). It said:\n{said}") from ended
        self.versions = {name: str(answer.get(name)) for name in ("python", "torch")}

    def is_there(self) -> bool:
        """Whether the notebook's process answers."""
        try:
            self._order(HELLO, ORDER_SECONDS)
        except WorkerEnded:
            return False
        return True

    def run_cell(self, source: str, seconds: float, number: int | None = None) -> CellRun:
        """Run a cell in the notebook's process, under this number or the next.

        Raises:
            WorkerEnded: the cell ended the worker, or could not be stopped.
        """
        order = {"source": source, "seconds": seconds, "number": number}
        return cell_run(self._order(CELL + encode(order), seconds))

    def start_exercise(self) -> Exercise:
        """Fork the process for one exercise; several may be there at a time.

        Raises:
            WorkerEnded: the notebook's process is gone.
        """
        number = next(self._numbers)
        here, there = socket.socketpair()
        with there:
            try:
                answer = self._order(EXERCISE + encode({"number": number}), ORDER_SECONDS, [there.fileno()])
                if answer.get("forked") is not True:
                    raise WorkerEnded("your code has left no room for another process or thread")
            except WorkerEnded:
                here.close()
                raise
        return Exercise(number, Channel(here))

    def end_exercise(self, exercise: Exercise) -> None:
        """End the exercise's process, whatever it is doing.

        Raises:
            WorkerEnded: the notebook's process is gone, too.
        """
        exercise.channel.close()
        self._order(END_EXERCISE + encode({"number": exercise.number}), ORDER_SECONDS)

    def written_files(self, most_bytes: int) -> dict[str, bytes]:
        """The files that the cells have written or changed in their folder, by relative path, within this size.

        What a path says is the worker's word: nothing has looked at it yet.

        Raises:
            WorkerEnded: the notebook's process is gone.
        """
        answer = self._order(WRITTEN_FILES + encode({"bytes": most_bytes}), ORDER_SECONDS)
        found = answer.get("files")
        pairs = found.items() if isinstance(found, dict) else ()
        return {path: content.tobytes() for path, content in pairs if _is_file(path, content)}

    def become_kernel(self, key: str, signature_scheme: str, listening: Sequence[int]) -> None:
        """Make it a Jupyter kernel on these sockets, in the order of `KERNEL_CHANNELS`. It takes no more orders then.

        Raises:
            WorkerEnded: the notebook's process is gone.
        """
        message = {"key": key, "signature_scheme": signature_scheme}
        self._order(KERNEL + encode(message), GRACE_SECONDS, listening)

    def ended(self) -> str | None:
        """How the notebook's process ended, in words for a student; None where it has not."""
        return self._life.ended(0)

    def limit_reached(self) -> str:
        """See `WorkerLife`."""
        return self._life.limit_reached()

    def kill(self) -> None:
        """End the worker and everything that it has started. Does nothing the second time."""
        self._life.kill()
        self._control.close()

    def _put(self, path: str, content: bytes) -> None:
        for start in range(0, max(len(content), 1), PIECE):
            piece = np.frombuffer(content[start : start + PIECE], dtype=np.uint8)
            self._order(PUT_FILE + encode({"path": path, "content": piece, "new": start == 0}), START_SECONDS)

    def _order(self, order: bytes, seconds: float, files: Sequence[int] = ()) -> dict[str, Any]:
        try:
            answer = decode(self._control.ask(order, seconds + GRACE_SECONDS, files))
        except ChannelTimedOut as error:
            raise WorkerEnded(f"no answer after {seconds:g} seconds", timed_out=True) from error
        except (ChannelClosed, ValueRefused) as error:
            raise WorkerEnded(self._end_in_words()) from error
        if not isinstance(answer, dict):
            raise WorkerEnded("the worker sent what is no answer")
        return answer

    def _end_in_words(self) -> str:
        return self._life.ended(GRACE_SECONDS) or "your code closed the connection to Python"


def _is_file(path: object, content: object) -> bool:
    return isinstance(path, str) and isinstance(content, np.ndarray) and content.dtype == np.uint8


def ended_in_words(code: int) -> str:
    """How a process ended, for a student."""
    if code < 0:
        return f"Python was ended by the signal {_signal_name(-code)} while your code ran"
    return f"your code ended Python (exit code {code})"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # Linux has more signals than have names
        return str(number)


def cell_run(answer: Any) -> CellRun:
    """What a worker says of a cell, as far as it has the form of that."""
    answer = answer if isinstance(answer, dict) else {}
    outputs = answer.get("outputs")
    return CellRun(
        str(answer.get("status"))[:MOST_TEXT],
        list(_sound(outputs)) if isinstance(outputs, list) else [],
        str(answer.get("error", ""))[:MOST_TEXT],
        str(answer.get("message", ""))[:MOST_TEXT],
    )


def _sound(outputs: list[Any]) -> Iterator[dict[str, Any]]:
    """Those outputs that a notebook's file can hold, as far as there is room."""
    room = MOST_OUTPUT
    for output in outputs:
        try:
            text = json.dumps(output, allow_nan=False, ensure_ascii=False).encode("utf-8", "replace")
        except (TypeError, ValueError):  # a value that JSON has no form for
            continue
        room -= len(text)
        if room >= 0 and isinstance(output, dict):
            yield json.loads(text)
