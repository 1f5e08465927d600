"""The wall and the warm parent behind it, kept between two runs of the same process.

Formgrader grades one submission a click, all in one server: only the first waits until Python and torch are loaded.
"""

from __future__ import annotations

import atexit
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.engine.imports import imported_names
from autograder.engine.walls import Walls
from autograder.engine.worker import WorkerNotStarted, Workers
from autograder.settings import WallPolicy

__all__ = ["Wanted", "open_workers", "worth_warming"]

IDLE_SECONDS = 600.0

# A process with threads cannot be forked, and not every module starts none: these are known not to.
FORKABLE = frozenset(
    {"matplotlib", "networkx", "numpy", "pandas", "scipy", "seaborn", "sklearn", "statsmodels", "sympy"}
)


@dataclass(frozen=True)
class Wanted:
    """What walls are built for: others cannot take their place."""

    policy: WallPolicy
    jobs: int
    imports: tuple[str, ...] = ()
    device: str = "cpu"
    read_only: tuple[Path, ...] = ()


class _Shelf:
    """Holds walls that nobody uses, for a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[Wanted, Walls] | None = None
        self._timer: threading.Timer | None = None

    def take(self, wanted: Wanted) -> Walls | None:
        """Those that are wanted, if they are here. Others are taken down: they would only hold memory."""
        with self._lock:
            kept, self._kept = self._kept, None
            self._stop_clock()
        if kept is not None and kept[0] != wanted:
            kept[1].close()
            return None
        return kept[1] if kept else None

    def put(self, wanted: Wanted, walls: Walls) -> None:
        """Keep these instead of what is here."""
        with self._lock:
            before, self._kept = self._kept, (wanted, walls)
            self._stop_clock()
            self._timer = threading.Timer(IDLE_SECONDS, self.clear)
            self._timer.daemon = True
            self._timer.start()
        if before is not None:
            before[1].close()

    def clear(self) -> None:
        """Take down what is here."""
        with self._lock:
            kept, self._kept = self._kept, None
            self._stop_clock()
        if kept is not None:
            kept[1].close()

    def _stop_clock(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


_shelf = _Shelf()
atexit.register(_shelf.clear)


def worth_warming(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """Which modules of those that the instructor's notebooks import may be imported before there is a submission."""
    return tuple(name for name in imported_names(notebooks) if re.split("[.:]", name)[0] in FORKABLE)


@contextmanager
def open_workers(wanted: Wanted) -> Iterator[tuple[str, list[Workers]]]:
    """The level of the wall, and workers for so many submissions at a time.

    Raises:
        NoWall: none can be built, or Python does not run behind it, and the policy wants one.
        WorkerNotStarted: it stood, and has fallen.
    """
    kept = _shelf.take(wanted)
    walls, workers = _ready(kept or _build(wanted), wanted, again=kept is not None)
    sound = False
    try:
        yield walls.level, workers
        sound = True
    finally:
        for one in workers:
            one.close()
        if sound:
            _shelf.put(wanted, walls)
        else:
            walls.close()


def _ready(walls: Walls, wanted: Wanted, *, again: bool) -> tuple[Walls, list[Workers]]:
    try:
        walls.wait_until_ready()
        return walls, [walls.workers(judge) for judge in range(wanted.jobs)]
    except (WorkerNotStarted, OSError):
        walls.close()
        if not again:
            raise
    return _ready(_build(wanted), wanted, again=False)  # what was kept has died meanwhile


def _build(wanted: Wanted) -> Walls:
    return Walls(wanted.policy, wanted.jobs, imports=wanted.imports, device=wanted.device, read_only=wanted.read_only)
