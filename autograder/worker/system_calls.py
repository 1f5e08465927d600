"""The calls of Linux that Python has no function for. Each raises `OSError` where the kernel refuses."""

from __future__ import annotations

import ctypes
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = [
    "MS_BIND",
    "MS_NODEV",
    "MS_NOEXEC",
    "MS_NOSUID",
    "MS_PRIVATE",
    "MS_RDONLY",
    "MS_REC",
    "NEW_IPC",
    "NEW_MOUNTS",
    "NEW_NETWORK",
    "NEW_PROCESSES",
    "NEW_USERS",
    "become_subreaper",
    "collect_in_huge_pages",
    "drop_capabilities",
    "end_with_parent",
    "filter_system_calls",
    "forbid_new_privileges",
    "hide_from_others",
    "keep_freed_memory",
    "mount",
    "unshare",
]

NEW_MOUNTS: Final = 0x00020000
NEW_IPC: Final = 0x08000000
NEW_USERS: Final = 0x10000000
NEW_PROCESSES: Final = 0x20000000
NEW_NETWORK: Final = 0x40000000

MS_RDONLY: Final = 1
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_BIND: Final = 0x1000
MS_REC: Final = 0x4000
MS_PRIVATE: Final = 0x40000

_PR_SET_DUMPABLE = 4
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 22, 24, 36, 38
_SECCOMP_MODE_FILTER = 2
_MADV_COLLAPSE = 25
_HUGE_PAGE = 2 * 2**20
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3
_KEPT, _AT_ONCE, _FROM_THE_HEAP = 64 * 2**20, 2**20, 32 * 2**20
_CAPABILITY_VERSION_3 = 0x20080522
_MOST_CAPABILITIES = 64

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(kinds: int) -> None:
    """Give this process namespaces of its own; a new one for processes begins with its next child."""
    _checked(_libc.unshare(kinds), "unshare")


def mount(source: str, target: str, kind: str, flags: int = 0, options: str = "") -> None:
    """Mount a filesystem of this kind. With `kind` "" the flags change a mount that is there."""
    words = [word.encode() or None for word in (source, target, kind)]
    _checked(_libc.mount(*words, ctypes.c_ulong(flags), options.encode() or None), f"mount on {target}")


def collect_in_huge_pages() -> None:
    """Let the kernel (6.1 and later) move this process's memory into huge pages, as far as it can.

    A fork, and its end, then handle one entry in the place of 512. What a fork writes to is copied in small pages.
    """
    for start, end in _own_memory():
        _libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_COLLAPSE)


def keep_freed_memory() -> None:
    """Let the C library (glibc) keep some of the memory that is freed, instead of giving it back to the kernel.

    Tensors of a megabyte come and go with every answer. Each would otherwise be fetched from the kernel again, page by
    page, which takes longer than to fill it.
    """
    mallopt = getattr(_libc, "mallopt", None)
    if mallopt is not None:  # other libraries have no such settings
        mallopt(_M_MMAP_THRESHOLD, _FROM_THE_HEAP)
        mallopt(_M_TRIM_THRESHOLD, _KEPT)
        mallopt(_M_TOP_PAD, _AT_ONCE)


def _own_memory() -> Iterator[tuple[int, int]]:
    """From where to where the memory lies that no file stands behind, in whole huge pages."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        found = re.fullmatch(r"([0-9a-f]+)-([0-9a-f]+) rw-p 00000000 00:00 0\s*(\[heap\])?", line)
        if found:
            start, end = (int(number, 16) for number in found.groups()[:2])
            start, end = -(-start // _HUGE_PAGE) * _HUGE_PAGE, end // _HUGE_PAGE * _HUGE_PAGE
            if start < end:
                yield start, end


def become_subreaper() -> None:
    """Inherit the orphans of all descendants."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """Let the kernel kill this process when its parent ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def forbid_new_privileges() -> None:
    """Let no program that is started from here on gain rights (setuid, file capabilities)."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def hide_from_others() -> None:
    """Close this process's memory and open files, as /proc shows them, to other processes of its user."""
    _prctl(_PR_SET_DUMPABLE, 0)


def drop_capabilities() -> None:
    """Give up every capability in this namespace of users, for good."""
    for number in range(_MOST_CAPABILITIES):
        if _libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0) != 0:  # the kernel knows no more of them
            break
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(header, nothing), "capset")


class _Program(ctypes.Structure):
    _fields_ = [
        ("length", ctypes.c_ushort),
        ("instructions", ctypes.c_void_p),
    ]


def filter_system_calls(program: bytes) -> None:
    """Load a seccomp filter (instructions of classic BPF, eight bytes each) for this process and its children."""
    buffer = ctypes.create_string_buffer(program, len(program))
    loaded = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _checked(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(loaded), 0, 0), "prctl(PR_SET_SECCOMP)")


def _prctl(option: int, value: int) -> None:
    _checked(_libc.prctl(option, value, 0, 0, 0), f"prctl({option})")


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
