"""Starting a worker as a plain process of this machine, and speaking to it from the judge's side.

A plain process is no sandbox: the student's code runs with the rights of whoever grades. `is_walled` says so, and the
command line says it aloud. A walled worker takes the place of this class and keeps its methods.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from platformdirs import user_cache_path

from autograder.limits import Limits
from autograder.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.worker.orders import CELL, END_EXERCISE, EXERCISE, HELLO
from underhood.checking.cells import CHECKS_ELSEWHERE, CellRun
from underhood.checking.values import ValueRefused, decode, encode

__all__ = ["GRACE_SECONDS", "WorkerEnded", "WorkerNotStarted", "WorkerProcess", "cell_run"]

START_SECONDS = 120.0
GRACE_SECONDS = 2.0
"""The worker stops a cell or a call by itself; so much later the judge stops the worker."""


class WorkerNotStarted(Exception):
    """No worker could be started: a fault of this machine or installation, never of a student."""


class WorkerEnded(Exception):
    """The worker is gone or does not answer. `timed_out` tells which."""

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class WorkerProcess:
    """One worker: the process of the notebook, and under it that of the exercise that is being judged."""

    is_walled: ClassVar[bool] = False

    def __init__(self, folder: Path, *, device: str, seed: int, limits: Limits) -> None:
        """Start it in this folder.

        Raises:
            WorkerNotStarted: the program does not start, with what it said.
        """
        here, there = socket.socketpair()
        self._control = Channel(here)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
        self._process = subprocess.Popen(
            _command(there, device, seed, limits), cwd=folder, env=_environment(folder), start_new_session=True,
            pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said,
        )  # fmt: skip
        there.close()
        self.versions: dict[str, str] = self._first_answer()

    def run_cell(self, source: str, seconds: float) -> CellRun:
        """Run a cell in the notebook's process.

        Raises:
            WorkerEnded: the cell ended the worker, or could not be stopped.
        """
        return cell_run(self._order(self._control, CELL + encode({"source": source, "seconds": seconds}), seconds))

    def start_exercise(self) -> Channel:
        """Fork the process for one exercise.

        Returns:
            The channel on which it answers.

        Raises:
            WorkerEnded: the notebook's process is gone.
        """
        self._order(self._control, EXERCISE, GRACE_SECONDS)
        here, there = socket.socketpair()
        with there:
            self._hand_over(there)
        return Channel(here)

    def end_exercise(self, channel: Channel) -> None:
        """End the exercise's process, whatever it is doing.

        Raises:
            WorkerEnded: the notebook's process is gone, too.
        """
        channel.close()
        self._order(self._control, END_EXERCISE, GRACE_SECONDS)

    def kill(self) -> None:
        """End the worker and everything in its session. Does nothing the second time."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has ended by itself
            self._process.poll()
        self._process.wait()
        self._said.close()
        self._control.close()

    def _order(self, channel: Channel, order: bytes, seconds: float) -> dict[str, Any]:
        try:
            answer = decode(channel.ask(order, seconds + GRACE_SECONDS))
        except ChannelTimedOut as error:
            raise WorkerEnded(f"no answer after {seconds:g} seconds", timed_out=True) from error
        except (ChannelClosed, ValueRefused) as error:
            raise WorkerEnded(self._end_in_words()) from error
        if not isinstance(answer, dict):
            raise WorkerEnded("the worker sent what is no answer")
        return answer

    def _hand_over(self, end: socket.socket) -> None:
        try:
            self._control.send_socket(end)
        except ChannelClosed as error:
            raise WorkerEnded(self._end_in_words()) from error

    def _first_answer(self) -> dict[str, str]:
        try:
            answer = self._order(self._control, HELLO, START_SECONDS)
        except WorkerEnded as ended:
            self._said.seek(0)
            said = self._said.read()[-2000:].decode("utf-8", "replace")
            self.kill()
            raise WorkerNotStarted(f"the worker did not start ({ended}). It said:\n{said}") from ended
        return {name: str(answer.get(name)) for name in ("python", "torch")}

    def _end_in_words(self) -> str:
        try:
            code = self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return "your code closed the connection to Python"
        return ended_in_words(code)


def ended_in_words(code: int) -> str:
    """How a process ended, for a student."""
    if code < 0:
        return f"Python was ended by the signal {signal.Signals(-code).name} while your code ran"
    return f"your code ended Python (exit code {code})"


def cell_run(answer: Any) -> CellRun:
    """What a worker says of a cell, as far as it has the form of that."""
    answer = answer if isinstance(answer, dict) else {}
    outputs = answer.get("outputs")
    return CellRun(
        str(answer.get("status")),
        [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else [],
        str(answer.get("error", "")),
        str(answer.get("message", "")),
    )


def _command(there: socket.socket, device: str, seed: int, limits: Limits) -> list[str]:
    return [
        sys.executable, "-m", "autograder.worker", "--control", str(there.fileno()), "--device", device,
        "--seed", str(seed), "--memory", str(limits.memory),
    ]  # fmt: skip


def _environment(folder: Path) -> dict[str, str]:
    """A small environment that is the same for every submission: nothing of the instructor's gets in by chance."""
    taken = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
    return taken | {
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / ".ipython"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(user_cache_path("underhood", ensure_exists=True) / "matplotlib"),
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "UNDERHOOD_DIGITS": "embedded",
        CHECKS_ELSEWHERE: "1",
    }
