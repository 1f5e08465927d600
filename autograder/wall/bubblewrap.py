"""The outer wall: a program inside bubblewrap that sees the system and Python, read-only, and nothing else.

No home, no course, no network, no other process. The warm parent runs in there, without any privilege.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import AutograderError
from autograder.worker.cage import HOME

__all__ = ["BubblewrapUnavailable", "Opening", "advice_about_namespaces", "find_bubblewrap", "walled_command"]

OLDEST = (0, 7)
"""The first version that can limit the size of a tmpfs."""
INSTALL = (
    "Install bubblewrap from your distribution: on Debian and Ubuntu `apt install bubblewrap`, on Fedora "
    "`dnf install bubblewrap`. (The packages of that name on PyPI are something else.)"
)
NOBODY = 65_530
"""The user without rights whom root becomes; no distribution gives this number to anyone."""

_AS_NOBODY = (
    "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--",
)  # fmt: skip
_BUILDERS = 1 << 21 | 1 << 12
"""CAP_SYS_ADMIN makes namespaces and mounts; CAP_NET_ADMIN starts the loopback of a new network."""

_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/etc/fonts")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_SMALL = str(2**20)
_TEMPORARY = str(64 * 2**20)


class BubblewrapUnavailable(AutograderError):
    """There is no bubblewrap here that can be used."""


@dataclass(frozen=True)
class Opening:
    """What a walled program gets to see beside the system and Python.

    `read_only` are files and folders of this machine, at their own places; `devices` are device files; `content` maps
    paths inside to what stands there.
    """

    read_only: tuple[Path, ...] = ()
    devices: tuple[Path, ...] = ()
    content: Mapping[str, bytes] = field(default_factory=dict)


def find_bubblewrap() -> str:
    """The path of the program.

    Raises:
        BubblewrapUnavailable: it is missing, or too old.
    """
    if sys.platform != "linux":
        raise BubblewrapUnavailable("the wall needs Linux", next="Grade in a Linux machine or container.")
    path = shutil.which("bwrap")
    if path is None:
        raise BubblewrapUnavailable("bubblewrap is not installed", next=INSTALL)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None:
        raise BubblewrapUnavailable(f"{path} is not bubblewrap", next=INSTALL)
    if (int(found[1]), int(found[2])) < OLDEST:
        raise BubblewrapUnavailable(f"bubblewrap {found[0]} is too old: 0.7 is needed", path, INSTALL)
    return path


def advice_about_namespaces() -> str:
    """What to do where bubblewrap is there and may not make its namespaces."""
    for setting, advice in _SETTINGS_AGAINST.items():
        path, _, value = setting.partition("=")
        if Path(path).is_file() and Path(path).read_text().strip() == value:
            return advice
    return ""


_SETTINGS_AGAINST = {
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns=1": (
        "AppArmor keeps programs from making namespaces of users. Load the profile that Ubuntu ships for bubblewrap "
        "(package apparmor-profiles, /usr/share/apparmor/extra-profiles/bwrap-userns-restrict, into /etc/apparmor.d), "
        "or, on a machine for this alone, `sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
    ),
    "/proc/sys/kernel/unprivileged_userns_clone=0": (
        "This system lets only root make namespaces of users: `sysctl kernel.unprivileged_userns_clone=1`."
    ),
    "/proc/sys/user/max_user_namespaces=0": (
        "This system makes no namespaces of users: `sysctl user.max_user_namespaces=15000`."
    ),
}


def walled_command(
    program: Sequence[str], environment: Mapping[str, str], opening: Opening, *, info: int | None = None
) -> tuple[list[str], list[int]]:
    """The command that runs a program inside the wall, and the open files that have to be passed on to it.

    Close these files once the command has been started. `info` is one of them: an open file to which bubblewrap writes
    as JSON which process is the first inside (`child-pid`).

    Raises:
        BubblewrapUnavailable: see `find_bubblewrap`.
    """
    bubblewrap = find_bubblewrap()
    files: list[int] = [] if info is None else [info]
    arguments = [*_isolation(), *_environment(environment), *_places(opening)]
    if info is not None:
        arguments += ["--info-fd", str(info)]
    for path, content in {**_accounts(), **opening.content}.items():
        files.append(_file_with(content))
        arguments += ["--perms", "0444", "--ro-bind-data", str(files[-1]), path]
    arguments += ["--remount-ro", "/", "--chdir", "/"]
    # Not on the command line, which whoever is inside can read in /proc/1/cmdline.
    files.append(_file_with(b"\0".join(argument.encode() for argument in arguments) + b"\0"))
    return [*_first_nobody(), bubblewrap, "--args", str(files[-1]), "--", *_without_rights(program)], files


def _isolation() -> Iterator[str]:
    yield from ("--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
    yield from ("--die-with-parent", "--new-session", "--clearenv")
    if not _first_nobody():  # podman's filter of system calls forbids it, and a container has a name of its own
        yield from ("--hostname", "underhood")
    if _builds_as_root():
        # With a namespace of users, root inside would be root outside: its files could be read. So no namespace, and
        # the program becomes nobody before it starts. These rights are for that step.
        for right in ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"):
            yield from ("--cap-add", right)
    else:
        yield from ("--unshare-user", "--proc", "/proc")


def _builds_as_root() -> bool:
    """Whether root needs no namespace of users to build the wall. In a container it mostly does."""
    return os.geteuid() == 0 and _rights() & _BUILDERS == _BUILDERS


def _rights() -> int:
    found = re.search(r"^CapEff:\s*(\w+)", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1], 16) if found else 0


def _first_nobody() -> Sequence[str]:
    """Where root cannot build the wall as root, it becomes nobody before: see `_isolation` for why."""
    return _AS_NOBODY if os.geteuid() == 0 and not _builds_as_root() else ()


def _without_rights(program: Sequence[str]) -> list[str]:
    if not _builds_as_root():
        return list(program)
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all"]
    # bubblewrap, started by root, covers parts of /proc, and then no cage could mount one of its own.
    mount = 'mount -t proc -o nosuid,nodev,noexec proc /proc && exec "$@"'
    return ["/bin/sh", "-c", mount, "sh", *drop, "--inh-caps=-all", "--no-new-privs", "--", *program]


def _environment(variables: Mapping[str, str]) -> Iterator[str]:
    for name, value in variables.items():
        yield from ("--setenv", name, value)


def _places(opening: Opening) -> Iterator[str]:
    yield from ("--ro-bind", "/usr", "/usr")
    for path in map(Path, _SYSTEM):
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.exists():
            yield from ("--ro-bind", str(path), str(path))
    yield from ("--dir", "/proc", "--size", _SMALL, "--tmpfs", "/dev", "--dir", "/dev/shm")
    for device in (*map(Path, _DEVICES), *opening.devices):
        yield from ("--dev-bind", str(device), str(device))
    yield from ("--symlink", "/proc/self/fd", "/dev/fd", "--remount-ro", "/dev")
    yield from ("--perms", "1777", "--size", _TEMPORARY, "--tmpfs", "/tmp", "--perms", "0755", "--dir", HOME)
    shown = [*map(Path, _SETTINGS), *_python(), *opening.read_only]
    for path in _outermost(path for path in shown if path.exists()):
        for folder in reversed(path.parents[:-1]):
            yield from ("--perms", "0755", "--dir", str(folder))
        yield from ("--ro-bind", str(path), str(path))


def _python() -> Iterator[Path]:
    """Where Python, its packages and ours are; of a working copy only the packages, not the course beside them."""
    yield from (Path(sys.base_prefix), Path(sys.prefix), Path(sys.executable).resolve().parents[1])
    for name in ("underhood", "autograder", "torch"):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent
    underhood = find_spec("underhood")
    if underhood is not None and underhood.origin is not None:  # in a working copy the digits lie beside the package
        yield Path(underhood.origin).parents[1] / "datasets"


def _outermost(paths: Iterator[Path]) -> Iterator[Path]:
    """Without what lies inside another of them, or in /usr, which is there."""
    found = sorted(set(paths))
    for path in found:
        if not any(other in path.parents for other in (*found, Path("/usr"))) and path != Path("/usr"):
            yield path


def _accounts() -> dict[str, bytes]:
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    group = NOBODY if os.geteuid() == 0 else os.getegid()
    return {
        "/etc/passwd": f"student:x:{user}:{group}::{HOME}:/bin/false\n".encode(),
        "/etc/group": f"student:x:{group}:\n".encode(),
    }


def _file_with(content: bytes) -> int:
    number = os.memfd_create("underhood")
    view = memoryview(content)
    while view:
        view = view[os.write(number, view) :]
    os.lseek(number, 0, os.SEEK_SET)
    return number
