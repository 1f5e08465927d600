"""The inner wall: what a fork of the warm parent does before it runs a student's code.

The outer wall (bubblewrap) holds the warm parent and nothing worth stealing. In here each submission gets namespaces of
its own, folders of its own that are limited in size, limits of its own and no capability; the filter of system calls
comes last. `docs/security.md` tells which of these stops what.
"""

from __future__ import annotations

import gc
import os
import re
import resource
import signal
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from autograder.worker import system_calls as system

__all__ = ["HOME", "Cage", "Told", "enter", "shown_where_cages_write"]

HOME = "/home/student"
"""The folder of the notebook, in every cage."""
_WRITABLE = (HOME, "/tmp", "/dev/shm")
_MOST_FILES = 20_000
_OPEN_FILES = 1024
_NICE = 5

# What a line of a cage's report begins with.
_FIRST, _READY, _PROBLEM, _ENDED = "first", "ready", "problem", "ended"


@dataclass(frozen=True)
class Cage:
    """What a worker may use: bytes of data for each process, processes and threads, bytes of each writable folder.

    `cpu` is the number of the processor on which it computes, or None for any; `filter` the program of seccomp; `shown`
    what the cage must go on to see of places that it gets anew: see `shown_where_cages_write`.
    """

    memory: int
    tasks: int
    disk: int
    cpu: int | None
    filter: bytes
    shown: Sequence[str] = ()

    @classmethod
    def from_message(cls, message: Mapping[str, Any], filter: bytes, shown: Sequence[str]) -> Cage:
        """Read it from the judge's order."""
        return cls(message["memory"], message["tasks"], message["disk"], message["cpu"], filter, shown)


@dataclass(frozen=True)
class Told:
    """What a cage has reported until now.

    `first` is the number of its first process as the warm parent sees it, `problem` what went wrong while it was built,
    and `status` how the notebook's process ended, as `os.waitstatus_to_exitcode` gives it.
    """

    first: int | None = None
    is_ready: bool = False
    problem: str = ""
    status: int | None = None

    @classmethod
    def from_report(cls, said: bytes) -> Told:
        """Read its lines. They come from two processes, so in any order."""
        whole = said.decode("utf-8", "replace").rpartition("\n")[0]
        lines = dict(line.partition(" ")[::2] for line in whole.splitlines())
        first, status = lines.get(_FIRST), lines.get(_ENDED)
        return cls(
            _number(first), _READY in lines, lines.get(_PROBLEM, ""), _number(status),
        )  # fmt: skip


def _number(text: str | None) -> int | None:
    """A number of a report, or None: a report may hold what a student's code has written there."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def shown_where_cages_write() -> tuple[str, ...]:
    """What the outer wall shows below the folders that each cage gets anew: Python itself, where it lies in /tmp."""
    lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    points = [re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), line.split()[4]) for line in lines]
    within = sorted(point for point in points if any(point.startswith(f"{place}/") for place in _WRITABLE))
    return tuple(one for one in within if not any(one.startswith(f"{other}/") for other in within))


def enter(cage: Cage, groups: Sequence[int], report: int, serve: Callable[[], None]) -> NoReturn:
    """Turn this process, a fresh fork of the warm parent, into a caged worker that runs `serve`. Does not return.

    Args:
        cage: the limits.
        groups: open `cgroup.procs` files of the control groups to join.
        report: an open pipe, whose lines `Told` reads.
        serve: the worker itself.
    """
    try:
        _join(groups)
        if cage.cpu is not None:
            os.sched_setaffinity(0, [cage.cpu])
        os.nice(_NICE)
        _separate()
        first = os.fork()
        if first == 0:
            _be_first(cage, report, serve)
        _say(report, f"{_FIRST} {first}")
    except OSError as error:
        _say(report, f"{_PROBLEM} the cage cannot be built: {error}")
    os._exit(0)


def _join(groups: Sequence[int]) -> None:
    for group in groups:
        os.write(group, b"0")
        os.close(group)


def _separate() -> None:
    user, group = os.getuid(), os.getgid()
    system.unshare(
        system.NEW_USERS | system.NEW_MOUNTS | system.NEW_PROCESSES | system.NEW_IPC | system.NEW_NETWORK
    )  # fmt: skip
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def _be_first(cage: Cage, report: int, serve: Callable[[], None]) -> NoReturn:
    """Process 1 of the cage: when it ends, the kernel ends all others."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _mount_folders(cage)
        _limit(cage)
        system.drop_capabilities()
        system.forbid_new_privileges()
        system.filter_system_calls(cage.filter)
        os.chdir(HOME)
        notebook = os.fork()
    except OSError as error:
        _say(report, f"{_PROBLEM} the cage cannot be built: {error}")
        os._exit(1)
    if notebook == 0:
        os.close(report)
        os.setsid()
        _serve(serve)
    system.hide_from_others()  # or the student's code, which has the same user, writes to the report, and here
    _say(report, _READY)
    _say(report, f"{_ENDED} {_wait_for(notebook)}")
    os._exit(0)


def _serve(serve: Callable[[], None]) -> NoReturn:
    try:
        serve()
    finally:
        os._exit(0)


def _mount_folders(cage: Cage) -> None:
    system.mount("", "/", "", system.MS_REC | system.MS_PRIVATE)
    system.mount("proc", "/proc", "proc", system.MS_NOSUID | system.MS_NODEV | system.MS_NOEXEC)
    shown = {path: os.open(path, os.O_PATH) for path in cage.shown}
    for folder in _WRITABLE:
        size = f"size={cage.disk},nr_inodes={_MOST_FILES},mode=700"
        system.mount("tmpfs", folder, "tmpfs", system.MS_NOSUID | system.MS_NODEV, size)
    for path, place in shown.items():
        _make_room(path, is_folder=stat.S_ISDIR(os.fstat(place).st_mode))
        system.mount(f"/proc/self/fd/{place}", path, "", system.MS_BIND | system.MS_REC)
        os.close(place)


def _make_room(path: str, *, is_folder: bool) -> None:
    Path(path if is_folder else os.path.dirname(path)).mkdir(parents=True, exist_ok=True)
    if not is_folder:
        Path(path).touch()


def _limit(cage: Cage) -> None:
    # RLIMIT_DATA counts what is really allocated; RLIMIT_AS would also count the libraries that torch maps.
    limits = {
        resource.RLIMIT_DATA: cage.memory,
        resource.RLIMIT_NPROC: cage.tasks,
        resource.RLIMIT_FSIZE: cage.disk,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, size in limits.items():
        resource.setrlimit(kind, (size, size))


def _wait_for(notebook: int) -> int:
    """Reap whatever ends, until the notebook's process does; its status as `os.waitstatus_to_exitcode` gives it."""
    gc.collect(0)
    while True:
        child, status = os.wait()
        if child == notebook:
            return os.waitstatus_to_exitcode(status)


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def _say(report: int, line: str) -> None:
    os.write(report, f"{line}\n".encode())
