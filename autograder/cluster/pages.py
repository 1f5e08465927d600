"""Pages of feedback are written on the machine that has the gradebook, in processes of their own."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path

from autograder.course import Course
from autograder.engine.tasks import PageDone, PageTask
from autograder.feedback import Pages

__all__ = ["LocalPages"]


class LocalPages:
    """Writes pages; `done` is called with each future when it is done, in another thread. Ask `outcome_of` then."""

    def __init__(self, root: Path, processes: int, done: Callable[[Future[PageDone]], None]) -> None:
        self._done = done
        # Not forked: Dask's client has threads.
        self._executor = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, (root,))
        self._tasks: dict[Future[PageDone], PageTask] = {}

    @property
    def unfinished(self) -> int:
        """How many pages `outcome_of` was not asked of."""
        return len(self._tasks)

    def add(self, task: PageTask) -> None:
        """Write this page as soon as there is time."""
        try:
            future = self._executor.submit(_write, task)
        except BrokenExecutor as error:
            future = Future()
            future.set_exception(error)
        self._tasks[future] = task
        future.add_done_callback(self._done)

    def outcome_of(self, future: Future[PageDone]) -> PageDone:
        """What became of a page."""
        task = self._tasks.pop(future)
        try:
            return future.result()
        except BrokenExecutor as error:
            return PageDone(task.student, task.assignment, f"a process that writes pages has ended: {error}")

    def close(self) -> None:
        """End; pages that nobody has begun are not written."""
        self._executor.shutdown(cancel_futures=True)


_pages: Pages | None = None


def _begin(root: Path) -> None:
    global _pages
    # Whoever sits at the terminal stops the run; the run stops these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        from autograder.worker.system_calls import end_with_parent

        end_with_parent()
    _pages = Pages(Course.load(root))


def _write(task: PageTask) -> PageDone:
    assert _pages is not None
    return PageDone(task.student, task.assignment, _pages.write(task.assignment, task.student))
