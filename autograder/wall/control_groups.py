"""Limits that the kernel counts over all processes of a cage together: control groups, of version 2 or 1.

They are what makes level A. A slot is the place of one judge: its cages come one after the other into the same group.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from autograder.engine.limits import Limits

__all__ = ["NO_GROUPS", "ControlGroups", "GroupsUnavailable", "Slot"]

ROOT = Path("/sys/fs/cgroup")
PERIOD = 100_000
"""Microseconds. A cage may use one processor for all of them, whatever it starts."""
REMOVE_SECONDS = 2.0
PREFIX = "underhood-"

_VERSION_2 = ("memory", "pids", "cpu")


class GroupsUnavailable(Exception):
    """Control groups cannot be used here; the message says why."""


class Slot:
    """The groups of one judge's cages; without folders there is no limit, and the memory has to be watched."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._limited: Limits | None = None
        self._kills = self._count_kills()

    def limit(self, limits: Limits) -> None:
        """Set the limits of the cages to come."""
        if self._folders and limits != self._limited:
            for folder in self._folders:
                _set_limits(folder, limits)
            self._limited = limits

    @contextmanager
    def joinable(self) -> Iterator[list[int]]:
        """Open files through which a process joins the groups."""
        files = [os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC) for folder in self._folders]
        try:
            yield files
        finally:
            for file in files:
                os.close(file)

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel had to end a process for want of memory since this was asked last."""
        before, self._kills = self._kills, self._count_kills()
        return self._kills > before

    def _count_kills(self) -> int:
        return sum(
            _kills(folder / name) for folder in self._folders for name in ("memory.events", "memory.oom_control")
        )


NO_GROUPS = Slot()


class ControlGroups:
    """The groups of one grading run. Made in the group that this process is in, and removed by `close`."""

    def __init__(self, slots: int) -> None:
        """Make a group for each slot.

        Raises:
            GroupsUnavailable: this machine has none that this process may divide.
        """
        self._made: list[Path] = []
        try:
            own = [self._make_own(parent) for parent in _parents()]
            self.slots = [Slot([self._make(folder / f"slot-{number}") for folder in own]) for number in range(slots)]
            for slot in self.slots:
                slot.limit(Limits())
        except OSError as error:
            self.close()
            raise GroupsUnavailable(f"{error.strerror} ({error.filename})") from error

    def close(self) -> None:
        """Remove the groups, once their processes have ended."""
        for folder in sorted(self._made, key=lambda path: -len(path.parts)):
            _remove(folder)
        self._made.clear()

    def _make_own(self, parent: Path) -> Path:
        """A group for this run. A process may have several runs at a time: they are counted."""
        _remove_abandoned(parent)
        for number in itertools.count():
            own = parent / "-".join([f"{PREFIX}{os.getpid()}", *([str(number)] if number else [])])
            with suppress(FileExistsError):
                self._make(own)
                break
        _pass_on_controllers(own)
        return own

    def _make(self, folder: Path) -> Path:
        folder.mkdir()
        self._made.append(folder)
        return folder


def _parents() -> list[Path]:
    """The folders in which groups are made: one of version 2, or one for each controller of version 1."""
    own = _own_groups()
    if (ROOT / "cgroup.controllers").is_file():
        return [_divisible(ROOT / own.get("", "/").strip("/"))]
    if not all(name in own and (ROOT / name).is_dir() for name in ("memory", "pids")):
        raise GroupsUnavailable("the system has no control groups for memory and processes")
    return [ROOT / name / own[name].strip("/") for name in ("memory", "pids", "cpu") if name in own]


def _own_groups() -> dict[str, str]:
    """The group of this process by controller; that of version 2 by the empty name."""
    found: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text("utf-8").splitlines():
        _, names, path = line.split(":", 2)
        found |= dict.fromkeys(names.split(","), path)
    return found


def _divisible(folder: Path) -> Path:
    """Let limited groups be made in here. Version 2 wants the group itself to hold no process then."""
    if folder.name == f"{PREFIX}host":  # an earlier run has moved this process there
        folder = folder.parent
    missing = set(_VERSION_2) - set((folder / "cgroup.controllers").read_text().split())
    if missing:
        raise GroupsUnavailable(f"the group of this process may not limit {', '.join(sorted(missing))}")
    if not set(_VERSION_2) <= set((folder / "cgroup.subtree_control").read_text().split()):
        if (folder / "cgroup.type").exists():  # else it is the system's own root, which may hold processes as well
            _move_processes(folder)
        _pass_on_controllers(folder)
    return folder


def _move_processes(folder: Path) -> None:
    if not _is_delegated(folder):
        raise GroupsUnavailable("the group of this process is not delegated to it")
    inner = folder / f"{PREFIX}host"
    inner.mkdir(exist_ok=True)
    for process in (folder / "cgroup.procs").read_text().split():
        with suppress(ProcessLookupError):
            (inner / "cgroup.procs").write_text(process)


def _is_delegated(folder: Path) -> bool:
    """Whether this group was left to us, by systemd or as a container's own: nobody else's process is moved."""
    if folder == ROOT:
        return True
    for name in ("user.delegate", "trusted.delegate"):
        with suppress(OSError):
            return os.getxattr(folder, name) == b"1"
    return False


def _pass_on_controllers(folder: Path) -> None:
    if (folder / "cgroup.subtree_control").is_file():
        (folder / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in _VERSION_2))


def _set_limits(folder: Path, limits: Limits) -> None:
    settings: Sequence[tuple[str, object]] = (
        ("memory.max", limits.memory), ("memory.swap.max", 0), ("cpu.max", f"{PERIOD} {PERIOD}"),
        # The limit with swap may at no time be below the one without.
        ("memory.memsw.limit_in_bytes", -1), ("memory.limit_in_bytes", limits.memory),
        ("memory.memsw.limit_in_bytes", limits.memory),
        ("cpu.cfs_period_us", PERIOD), ("cpu.cfs_quota_us", PERIOD), ("pids.max", limits.tasks),
    )  # fmt: skip
    for name, value in settings:
        if (folder / name).exists():
            (folder / name).write_text(str(value))


def _kills(file: Path) -> int:
    """The number of processes that the kernel has ended, out of a file that says `oom_kill 3` on a line."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("oom_kill "))


def _remove_abandoned(parent: Path) -> None:
    """Groups of a run that was killed are empty by now."""
    for folder in parent.glob(f"{PREFIX}[0-9]*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not Path(f"/proc/{process}").exists():
            for inner in (*folder.glob("slot-*"), folder):
                with suppress(OSError):
                    inner.rmdir()


def _remove(folder: Path) -> None:
    """The kernel needs a moment after the last process has ended."""
    deadline = time.monotonic() + REMOVE_SECONDS
    while True:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            if time.monotonic() > deadline:
                return
            time.sleep(0.01)
        else:
            return
