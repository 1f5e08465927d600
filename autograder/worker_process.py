"""Starting a worker as a plain process of this machine, and speaking to it from the judge's side.

A plain process is no sandbox: the student's code runs with the rights of whoever grades. `is_walled` says so, and the
command line says it aloud. A walled worker takes the place of this class and keeps its methods.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from platformdirs import user_cache_path

from autograder.limits import Limits
from autograder.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.worker.cuda import CUDA_DEVICES, EVERY_CUDA_DEVICE
from autograder.worker.orders import CELL, END_EXERCISE, EXERCISE, HELLO
from underhood.checking.cells import CHECKS_ELSEWHERE, CellRun
from underhood.checking.values import ValueRefused, decode, encode

__all__ = ["GRACE_SECONDS", "WorkerEnded", "WorkerNotStarted", "WorkerProcess", "cell_run"]

START_SECONDS = 120.0
MOST_SWEEPS = 100
MOST_OUTPUT = 8 * 2**20
"""Bytes that are taken of a cell's outputs. The worker keeps less, as long as it is honest."""
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
        with there:
            self._process = subprocess.Popen(
                _command(there, device, seed, limits), cwd=folder, env=_environment(folder), start_new_session=True,
                pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said,
            )  # fmt: skip
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
            try:
                self._control.send_socket(there)
            except ChannelClosed as error:
                here.close()
                raise WorkerEnded(self._end_in_words()) from error
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
        if self._said.closed:
            return
        _kill_session(self._process.pid)
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
        return f"Python was ended by the signal {_signal_name(-code)} while your code ran"
    return f"your code ended Python (exit code {code})"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # Linux has more signals than have names
        return str(number)


def _kill_session(leader: int) -> None:
    """End the leader, and what it has started and put in groups of its own: the processes of exercises."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
    for _ in range(MOST_SWEEPS):
        others = [process for process in _processes() if _session_of(process) == leader]
        for process in others:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if not others:
            return


def _processes() -> list[int]:
    """The processes of this machine, where it lists them (Linux)."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _session_of(process: int) -> int | None:
    """The session that a living process belongs to."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    state, _parent, _group, session, *_ = stat.rpartition(")")[2].split()
    return None if state in "ZX" else int(session)


def cell_run(answer: Any) -> CellRun:
    """What a worker says of a cell, as far as it has the form of that."""
    answer = answer if isinstance(answer, dict) else {}
    outputs = answer.get("outputs")
    return CellRun(
        str(answer.get("status")),
        list(_sound(outputs)) if isinstance(outputs, list) else [],
        str(answer.get("error", "")),
        str(answer.get("message", "")),
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


def _command(there: socket.socket, device: str, seed: int, limits: Limits) -> list[str]:
    return [
        sys.executable, "-P", "-s", "-m", "autograder.worker", "--control", str(there.fileno()), "--device", device,
        "--seed", str(seed), "--memory", str(limits.memory),
    ]  # fmt: skip


def _environment(folder: Path) -> dict[str, str]:
    """A small environment that is the same for every submission: nothing of the instructor's gets in by chance.

    Cells run on the CPU and see no CUDA: a process that has used it cannot be forked. The processes of exercises may.
    """
    taken = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return taken | {
        "HOME": str(folder),
        "CUDA_VISIBLE_DEVICES": "",
        CUDA_DEVICES: os.environ.get("CUDA_VISIBLE_DEVICES", EVERY_CUDA_DEVICE),
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
        "IPYTHONDIR": str(folder / ".ipython"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(user_cache_path("underhood", ensure_exists=True) / "matplotlib"),
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": _search_path(),
        "UNDERHOOD_DIGITS": "embedded",
        CHECKS_ELSEWHERE: "1",
    }


def _search_path() -> str:
    """Where Python looks for modules: the same places in any folder, and never the one in which a student writes."""
    places = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(os.path.abspath(place) for place in places if place)
