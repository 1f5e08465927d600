"""Workers that import everything anew: slow to start, without a wall, wherever Python can fork.

The student's code runs with the rights of whoever grades. `level` says so, and the command line says it aloud.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from autograder.engine.environment import worker_environment
from autograder.engine.limits import Limits
from autograder.engine.wire import Channel
from autograder.engine.worker import NOTHING, Worker, ended_in_words

__all__ = ["ColdWorkers"]

MOST_SWEEPS = 100


class ColdWorkers:
    """Starts a Python for each worker."""

    level = "none"

    def start(
        self,
        files: Mapping[str, bytes],
        *,
        device: str,
        seed: int,
        limits: Limits,
        environment: Mapping[str, str] = NOTHING,
    ) -> Worker:
        """A new process in a temporary folder of its own.

        Raises:
            WorkerNotStarted: the program does not start, with what it said.
        """
        here, there = socket.socketpair()
        with there:
            process = _Process(there, device, seed, limits, environment)
        return Worker(Channel(here), process, files, device)

    def close(self) -> None:
        """Each worker is ended by whoever started it."""

    def let_go(self) -> None:
        """Nothing is open."""


class _Process:
    def __init__(
        self, there: socket.socket, device: str, seed: int, limits: Limits, environment: Mapping[str, str]
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="underhood-")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
        self._popen = subprocess.Popen(
            _command(there, device, seed, limits), cwd=self._folder.name,
            env=worker_environment(self._folder.name, device) | dict(environment), start_new_session=True,
            pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said,
        )  # fmt: skip

    def ended(self, seconds: float) -> str | None:
        try:
            return ended_in_words(self._popen.wait(seconds))
        except subprocess.TimeoutExpired:
            return None

    def limit_reached(self) -> str:
        return ""  # nobody counts over several processes here

    def said(self) -> str:
        self._said.seek(0)
        return self._said.read()[-2000:].decode("utf-8", "replace")

    def kill(self) -> None:
        if self._said.closed:
            return
        _kill_session(self._popen.pid)
        self._popen.wait()
        self._said.close()
        self._folder.cleanup()


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


def _command(there: socket.socket, device: str, seed: int, limits: Limits) -> list[str]:
    return [
        sys.executable, "-P", "-s", "-m", "autograder.worker", "alone", "--control", str(there.fileno()),
        "--device", device, "--seed", str(seed), "--memory", str(limits.memory),
    ]  # fmt: skip
