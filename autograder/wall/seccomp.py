"""The filter of system calls that a student's code runs under, as a program that the kernel loads.

It names what is refused, not what is allowed: torch, threads and data loaders want a few hundred calls, and another few
with each release. What is refused is what reaches outside the cage, what opens new parts of the kernel, and what holds
memory that nobody counts.
"""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from functools import cache
from typing import Final

from autograder.errors import AutograderError

__all__ = ["FilterUnavailable", "seccomp_program"]

_NAMESPACES: Final = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
"""The flags of `clone` that make namespaces: mounts, control groups, names, IPC, users, processes, network."""
_TIOCSTI: Final = 0x5412
"""Types into the terminal of whoever started this."""

_NEVER: Final = (
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd",
    # filesystems and namespaces
    "mount", "umount", "umount2", "pivot_root", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick",
    "mount_setattr", "chroot", "unshare", "setns", "name_to_handle_at", "open_by_handle_at", "quotactl", "quotactl_fd",
    "fanotify_init",
    # parts of the kernel that a notebook has no use for
    "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "lookup_dcookie", "vmsplice",
    "personality", "modify_ldt", "uselib", "vhangup",
    # the machine
    "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "acct", "syslog", "iopl", "ioperm", "settimeofday", "clock_settime", "clock_adjtime",
    "adjtimex", "sethostname", "setdomainname", "sync", "syncfs",
    # the processor's time of others
    "sched_setaffinity", "sched_setattr", "migrate_pages", "move_pages", "mbind",
    "set_mempolicy", "ioprio_set",
    # memory that no process holds, and that so is not counted where there are no control groups
    "shmget", "memfd_create", "memfd_secret",
)  # fmt: skip
_AS_IF_OLD: Final = ("io_uring_setup", "io_uring_enter", "io_uring_register", "clone3")
"""Answered as by a kernel that does not have them yet: programs then take another way."""

_UNKNOWN: Final = -1
"""The number that libseccomp gives to a name that it does not know."""


class FilterUnavailable(AutograderError):
    """The filter cannot be made here."""


@cache
def seccomp_program() -> bytes:
    """The program, in instructions of classic BPF for this machine's processor.

    Raises:
        FilterUnavailable: the system's library libseccomp is missing.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        advice = "Install it: on Debian and Ubuntu `apt install libseccomp2`, on Fedora `dnf install libseccomp`."
        raise FilterUnavailable(f"libseccomp is not here ({error})", next=advice) from error
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for action, names in ((errno.EPERM, _NEVER), (errno.ENOSYS, _AS_IF_OLD)):
        for name in filter(_is_known, names):
            rules.add_rule(pyseccomp.ERRNO(action), name)
    for flag in _NAMESPACES:
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    # The ordinary way of sharing the processor may be asked for: ZeroMQ does so for each of its threads, or aborts.
    ordinary = pyseccomp.Arg(1, pyseccomp.NE, os.SCHED_OTHER)
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "sched_setscheduler", ordinary)
    rules.add_rule(pyseccomp.ERRNO(errno.EAFNOSUPPORT), "socket", pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX))
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, _TIOCSTI))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _is_known(name: str) -> bool:
    """Whether the library has heard of this call. An old one has not of the newest; then the kernel decides."""
    import pyseccomp

    return bool(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) != _UNKNOWN)
