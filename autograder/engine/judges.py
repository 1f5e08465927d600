"""Where the judges of a run are: on this machine, or on those of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.judge_pool import JudgePool
from autograder.engine.tasks import JudgeTask, PageDone, PageTask, Verdict
from autograder.engine.walls import Walls, walls_for
from autograder.errors import AutograderError
from autograder.settings import GradeSettings
from underhood.checking.properties import use_once

__all__ = ["Judges", "Pool", "judges_for"]


class Pool(Protocol):
    """Judges at work."""

    @property
    def running(self) -> list[JudgeTask]:
        """What is being judged."""
        ...

    def run(self, tasks: Iterable[JudgeTask], tick: Callable[[], None] = ...) -> Iterator[Verdict | PageDone]:
        """Carry out all tasks, and those that are added meanwhile."""
        ...

    def add(self, task: PageTask) -> None:
        """Write this page soon."""
        ...

    def close(self) -> None:
        """End, whatever they are doing."""
        ...


class Judges(Protocol):
    """Judges, and the wall behind which they have code run."""

    @property
    def level(self) -> str:
        """The level of the wall: A, B or none."""
        ...

    def pool(self, most: int, assignments: Mapping[str, Assignment]) -> Pool:
        """The judges, for so many submissions at most, of these assignments: once the wall stands, if there is any.

        Raises:
            NoWall: students' code cannot be walled in here.
            ClusterError: the cluster cannot be used.
        """
        ...


class _JudgesHere:
    """This machine's judges."""

    def __init__(self, course: Course, settings: GradeSettings, walls: Walls) -> None:
        self._course, self._settings, self._walls = course, settings, walls

    @property
    def level(self) -> str:
        return self._walls.level

    def pool(self, most: int, assignments: Mapping[str, Assignment]) -> JudgePool:
        use_once()
        hoped_for = self._walls.level
        pool = JudgePool(self._course, self._settings, self._walls, most, assignments, early=True)
        try:
            self._walls.wait_until_ready()
        except BaseException:
            pool.close()
            raise
        if self._walls.level == hoped_for:
            return pool
        pool.close()
        return JudgePool(self._course, self._settings, self._walls, most, assignments)


@contextmanager
def judges_for(
    course: Course,
    names: Sequence[str],
    settings: GradeSettings,
    told: Callable[[str], None],
    walls: Walls | None = None,
) -> Iterator[Judges]:
    """The judges of a run. `told` hears what whoever grades should know of the cluster.

    `walls` are those that have been raised for this run; they come down with it.

    Raises:
        NoWall: students' code cannot be walled in here.
        ClusterError: the cluster cannot be used.
    """
    if settings.cluster:
        with _cluster(course, names, settings, told) as cluster:
            yield cluster
        return
    walls = walls or walls_for(course, names, settings)
    try:
        yield _JudgesHere(course, settings, walls)
    finally:
        walls.close()


@contextmanager
def _cluster(
    course: Course, names: Sequence[str], settings: GradeSettings, told: Callable[[str], None]
) -> Iterator[Judges]:
    try:
        from autograder.cluster.pool import Cluster
    except ModuleNotFoundError as error:
        what = f"a cluster needs Dask, which is not installed ({error.name} is missing)"
        raise AutograderError(what, "", "`pip install 'underhood[cluster]'` brings it.") from error
    cluster = Cluster(course, settings, names, told)
    try:
        yield cluster
    finally:
        cluster.close()
