"""Which workers a grading run gets: behind the highest wall that can be built here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.engine.cuda_driver import card_files, driver_folders
from autograder.engine.failures import WorkerEnded, WorkerNotStarted
from autograder.engine.imports import imported_names
from autograder.engine.limits import Limits
from autograder.errors import AutograderError
from autograder.settings import GradeSettings, WallPolicy, processors
from autograder.wall.bubblewrap import BubblewrapUnavailable, Opening, advice_about_namespaces
from autograder.wall.control_groups import NO_GROUPS, ControlGroups, GroupsUnavailable
from autograder.wall.seccomp import FilterUnavailable

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.engine.warm_parent import WarmParent
    from autograder.engine.worker import Workers

__all__ = ["NoWall", "Walls", "walls_for"]

TRIAL = """
import colorsys, os, torch, underhood
assert all(os.path.isfile(module.__file__) for module in (colorsys, torch, underhood)), "files of Python are hidden"
float(torch.ones(2).sum())
"""
"""A module that nobody has imported yet, files, and a number: what every notebook needs."""
DOCTOR = "`underhood doctor` tells what is missing. To try a solution of your own, use --unsafe-no-sandbox."


def walls_for(course: Course, names: Sequence[str], settings: GradeSettings) -> Walls:
    """The walls for a run that grades these assignments.

    Raises:
        NoWall: students' code cannot be walled in here.
    """
    imports = imported_names(course.source_folder(name) / f"{name}.ipynb" for name in names)
    return Walls(
        settings.wall, settings.jobs_at_once, imports=imports, device=settings.device, read_only=course.read_only
    )  # fmt: skip


class NoWall(AutograderError):
    """No wall can be built here, so nothing that a stranger wrote may run."""


class Walls:
    """What stands between students' code and this machine during one run; `level` is A, B or none.

    The warm parent starts at once and gets ready while other things are done.
    """

    def __init__(
        self,
        policy: WallPolicy,
        jobs: int,
        *,
        imports: Sequence[str] = (),
        device: str = "cpu",
        read_only: Sequence[Path] = (),
    ) -> None:
        """Build them for so many judges. `read_only` are folders of this machine that students' code may read.

        Raises:
            NoWall: none can be built, and the policy wants one.
        """
        self._groups: ControlGroups | None = None
        self._parent: WarmParent | None = None
        self._policy = policy
        self._stands = False
        self._new_parent: Callable[[], WarmParent] | None = None
        self.why_not_higher = ""
        if policy is not WallPolicy.NONE:
            opening = _opening(device, read_only)
            try:
                self._build(jobs, lambda level: _warm_parent(level, imports, opening, device))
            except (BubblewrapUnavailable, FilterUnavailable) as error:
                self._do_without(error.what, error.where, error.next)

    @property
    def level(self) -> str:
        """The level of the wall: A, B or none. Whether it stands is known after `wait_until_ready`."""
        return self._parent.level if self._parent else "none"

    def wait_until_ready(self) -> None:
        """Return once Python is there behind the wall, and has run a cell of our own.

        Raises:
            NoWall: it does not start, and the policy wants a wall.
        """
        if self._parent is not None and not self._stands:
            try:
                self._parent.wait_until_ready()
                self._try_out()
                self._stands = True
            except WorkerNotStarted as error:
                self.close()
                self._do_without(str(error), "", advice_about_namespaces())

    def raise_again(self) -> None:
        """Python behind them has ended: start it anew. Whoever has workers has to ask for others.

        Raises:
            WorkerNotStarted: it does not start.
        """
        assert self._parent is not None
        assert self._new_parent is not None
        self._parent.close()
        self._parent = self._new_parent()
        self._parent.wait_until_ready()

    def workers(self, judge: int, *, early: bool = False) -> Workers:
        """The workers of one judge, by its number. A judge that was lost leaves its number to the next one.

        If `early`, the wall need not stand yet: no worker may be started before `wait_until_ready` has returned.

        Raises:
            WorkerNotStarted: the wall stands, but Python does not start behind it.
        """
        if self._parent is None:
            from autograder.engine.cold_workers import ColdWorkers

            return ColdWorkers()
        from autograder.engine.warm_workers import WarmWorkers

        slot = self._groups.slots[judge] if self._groups else NO_GROUPS
        cpus = processors()
        return WarmWorkers(self._parent.connect(early=early), level=self.level, slot=slot, cpu=cpus[judge % len(cpus)])

    def _try_out(self) -> None:
        """Run a cell of our own in a cage. What goes wrong there would otherwise be taken for the students' fault."""
        workers = self.workers(0)
        try:
            worker = workers.start({}, device="cpu", seed=0, limits=Limits())
            try:
                run = worker.run_cell(TRIAL, Limits().cell)
                worker.end_exercise(worker.start_exercise())
            except WorkerEnded as ended:
                raise WorkerNotStarted(f"Python ended behind the wall: {ended}") from ended
            finally:
                worker.kill()
        finally:
            workers.close()
        if run.status != "ok":
            raise WorkerNotStarted(f"Python does not run behind the wall as it does here: {run.error}: {run.message}")

    def close(self) -> None:
        """Take them down."""
        parent, self._parent = self._parent, None
        groups, self._groups = self._groups, None
        if parent is not None:
            parent.close()
        if groups is not None:
            groups.close()

    def _do_without(self, what: str, where: str, advice: str) -> None:
        if self._policy is WallPolicy.REQUIRED:
            raise NoWall(f"students' code cannot be walled in here: {what}", where, f"{advice} {DOCTOR}".strip())
        self.why_not_higher = what

    def _build(self, jobs: int, new_parent: Callable[[str], WarmParent]) -> None:
        try:
            self._groups = ControlGroups(jobs)
        except GroupsUnavailable as error:
            self.why_not_higher = str(error)
        try:
            level = "A" if self._groups else "B"
            self._new_parent = lambda: new_parent(level)
            self._parent = self._new_parent()
        except BaseException:
            self.close()
            raise


def _warm_parent(level: str, imports: Sequence[str], opening: Opening, device: str) -> WarmParent:
    from autograder.engine.warm_parent import WarmParent

    return WarmParent(level=level, imports=imports, opening=opening, device=device)


def _opening(device: str, read_only: Sequence[Path]) -> Opening:
    """What the cages see beside the system and Python."""
    if device != "cuda":
        return Opening(tuple(read_only))
    return Opening((*read_only, *driver_folders()), tuple(card_files()))
