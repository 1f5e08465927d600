"""The wall that all kernels of this process stand behind, each in a cage of its own, forked off one warm parent."""

from __future__ import annotations

import atexit
import os
import threading
from concurrent.futures import ThreadPoolExecutor

from autograder.engine.walls import NoWall, Walls
from autograder.engine.worker import WorkerNotStarted, Workers
from autograder.settings import WallPolicy

__all__ = ["Place", "find_place"]

MOST_KERNELS = 32
_KERNEL = "autograder.worker.jupyter_kernel"


class Place:
    """Room for one kernel: the workers that it is started with."""

    def __init__(self, wall: _Wall, number: int, workers: Workers) -> None:
        self._wall, self._number, self.workers = wall, number, workers

    def leave(self) -> None:
        """End what was started here, and make room for another kernel."""
        self.workers.close()
        self._wall.free.append(self._number)


def find_place() -> Place:
    """Room for a kernel. The first one of a process waits until the wall and the warm parent stand.

    Raises:
        NoWall: no wall can be built here, or it is full.
    """
    with _lock:
        try:
            return _standing().place()
        except WorkerNotStarted:  # the warm parent has been killed; its kernels are gone with it
            close_wall()
            return _standing().place()


def close_wall() -> None:
    """Take the wall down, and end all kernels with it. The next kernel builds another."""
    global _wall
    wall, _wall = _wall, None
    if wall is not None:
        wall.close()


class _Wall:
    def __init__(self) -> None:
        self.free = list(reversed(range(MOST_KERNELS)))
        # bubblewrap ends when the thread that has started it does, and a client may start kernels in passing threads.
        self._builder = ThreadPoolExecutor(1, "underhood-wall")
        self._walls = self._builder.submit(Walls, WallPolicy.REQUIRED, MOST_KERNELS, imports=[_KERNEL]).result()
        self._walls.wait_until_ready()

    def place(self) -> Place:
        try:
            number = self.free.pop()
        except IndexError:
            raise NoWall(f"{MOST_KERNELS} kernels are running", "", "Shut one down first.") from None
        try:
            return Place(self, number, self._walls.workers(number))
        except WorkerNotStarted:
            self.free.append(number)
            raise

    def close(self) -> None:
        self._walls.close()
        self._builder.shutdown()


_lock = threading.Lock()
_wall: _Wall | None = None
_of_parent: list[_Wall | None] = []


def _standing() -> _Wall:
    global _wall
    if _wall is None:
        _wall = _Wall()
    return _wall


def _leave_to_parent() -> None:
    """In a fork of this process: the wall is the parent's, so take no part in its end, and build another if need be."""
    global _wall, _lock
    _of_parent.append(_wall)
    _wall, _lock = None, threading.Lock()


atexit.register(close_wall)
os.register_at_fork(after_in_child=_leave_to_parent)
