"""What can be seen of this machine before and after grading: processes, mounts, files."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.adversarial.places import MARKER

__all__ = ["Traces", "cgroups", "content_of", "end", "marked_files", "mounts", "orphans_come_here", "survivors"]

PR_SET_CHILD_SUBREAPER = 36
MOMENT = 5.0
CAGED = ("/home/student", "/tmp", "/dev/shm", "/home", "/proc")


@contextmanager
def orphans_come_here() -> Iterator[None]:
    """Let what has lost its parent become a child of this process, however often it has forked."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def survivors(before: frozenset[int]) -> dict[int, str]:
    """The living processes below this one that were not there before, by number, and what they are.

    What has been killed is given a moment to go: the kernel ends a namespace one process after the other.
    """
    deadline = time.monotonic() + MOMENT
    while True:
        found = {pid: what for pid in descendants() - before if (what := _what(pid))}
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def descendants() -> frozenset[int]:
    """All living processes below this one."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    level = [os.getpid()]
    while level:
        level = [child for pid in level for child in children.get(pid, [])]
        found += level
    return frozenset(found)


def end(pids: dict[int, str]) -> None:
    """Kill processes that an attack has left, so that they harm no other test."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if state not in "ZX":
            yield int(path.parent.name), int(parent)


def _what(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:200] or "?"
    except OSError:
        return ""


def mounts() -> frozenset[str]:
    """The places of this machine on which something is mounted as a cage would mount it."""
    places = (line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines())
    return frozenset(place for place in places if place in CAGED or "newroot" in place or "underhood" in place)


def cgroups() -> frozenset[str]:
    """All control groups of this machine."""
    return frozenset(place for place, _, _ in os.walk("/sys/fs/cgroup"))


def marked_files(*folders: Path) -> list[str]:
    """Files that attacks have left: in these folders all the way down, elsewhere in the places that they try."""
    found = [str(path) for folder in folders for path in folder.rglob(f"*{MARKER}*")]
    for place in _tried():
        found += [str(path) for path in place.glob(f"*{MARKER}*")]
    return sorted(set(found))


def _tried() -> set[Path]:
    fixed = [
        "/",
        "/tmp",
        "/var/tmp",
        "/dev/shm",
        "/run",
        "/etc",
        "/root",
        "/opt",
        "/etc/cron.d",
        "/etc/profile.d",
        "/dev",
    ]
    packages = Path(sysconfig.get_path("purelib"))
    prefixes = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), sysconfig.get_path("scripts"), packages]
    loaded = {Path(file).parent for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    return {Path(place) for place in (*fixed, *prefixes, packages / "torch" / "__pycache__", Path.cwd())} | loaded


def content_of(folder: Path) -> dict[str, str]:
    """What each file below a folder holds, as a short sum."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}


@dataclass
class Traces:
    """What grading must leave as it was."""

    processes: frozenset[int] = field(default_factory=descendants)
    mounts: frozenset[str] = field(default_factory=mounts)
    cgroups: frozenset[str] = field(default_factory=cgroups)
