"""What Dask's workers do for a run: they pass orders to the judges that they keep beside them, and answers back.

Dask's scheduler imports this module, and its workers do: so it imports neither torch nor nbgrader, and answers pass
through as they come.
"""

from __future__ import annotations

import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from threading import Lock, Thread

from distributed import get_worker

from autograder.cluster.orders import JudgeOrder, RunOrder, listing

__all__ = ["HostEnded", "OtherFiles", "finish", "judge", "prepare"]


class HostEnded(Exception):
    """The process that keeps the judges is gone."""


class OtherFiles(Exception):
    """The files of a submission are not those that the writer's machine sees."""


def prepare(run: RunOrder) -> bytes:
    """Start the judges of a run on this worker; returns a `Ready` or a `Broken`, pickled.

    Raises:
        HostEnded: they did not start.
    """
    return _host_of(run).started


def judge(run: RunOrder, order: JudgeOrder) -> bytes:
    """Judge one submission; returns a `Verdict` or a `Broken`, pickled.

    Raises:
        OtherFiles: this machine does not see what was handed in.
        HostEnded: the judges are gone. The next submission gets new ones.
    """
    _require_same(order)
    return _host_of(run).ask(order)


def finish(run_id: str) -> None:
    """End the judges of a run, soon: Dask calls this where nothing may wait, and they may be starting."""
    Thread(target=_finish, args=(run_id,), daemon=True).start()


def _finish(run_id: str) -> None:
    with _lock:
        host = _hosts.pop(run_id, None)
    if host is not None:
        host.end()


class _Host:
    """The process with the judges of one run, and a way to it for each thread in which Dask works."""

    def __init__(self, run: RunOrder, seats: int) -> None:
        pairs = [Pipe() for _ in range(seats + 1)]
        numbers = [there.fileno() for _, there in pairs]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "autograder.cluster", *map(str, numbers)],
            stdin=subprocess.DEVNULL, pass_fds=numbers, start_new_session=True,
        )  # fmt: skip
        for _, there in pairs:
            there.close()
        self._control, *ways = (here for here, _ in pairs)
        self._free: SimpleQueue[Connection] = SimpleQueue()
        for way in ways:
            self._free.put(way)
        self.started = _asked(self._control, run)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, order: JudgeOrder) -> bytes:
        way = self._free.get()
        try:
            return _asked(way, order)
        finally:
            self._free.put(way)

    def end(self) -> None:
        self._control.close()
        self._process.wait()


_hosts: dict[str, _Host] = {}
_lock = Lock()


def _host_of(run: RunOrder) -> _Host:
    with _lock:
        host = _hosts.get(run.id)
        if host is None or not host.is_alive:
            host = _hosts[run.id] = _Host(run, get_worker().state.nthreads)
        return host


def _asked(way: Connection, order: RunOrder | JudgeOrder) -> bytes:
    try:
        way.send(order)
        return way.recv_bytes()
    except (EOFError, OSError) as error:
        raise HostEnded("the judges' process has ended; what it said stands in the worker's log") from error


def _require_same(order: JudgeOrder) -> None:
    """A file that does not show on this machine, or not yet, must not count as one that was not handed in."""
    folder = order.submission.folder
    try:
        seen = listing(folder)
    except OSError as error:
        raise OtherFiles(f"{folder} cannot be read there: {error}") from error
    if seen != order.listing:
        raise OtherFiles(f"{folder} holds other files there than on the machine that records grades")
