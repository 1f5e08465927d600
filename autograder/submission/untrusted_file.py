"""Opening a file that a student may have laid as a trap: a link, a pipe, a device, a file without end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

__all__ = ["UntrustedFileError", "read_untrusted"]


class UntrustedFileError(Exception):
    """The file is not an ordinary one, or it is too large. The message says which, in words for a student."""


def read_untrusted(path: Path, max_bytes: int) -> bytes:
    """Read an ordinary file of at most `max_bytes` bytes.

    Raises `UntrustedFileError` for anything else than a regular file with one name, `OSError` where the system fails.
    """
    descriptor = _open_without_following(path)
    try:
        _refuse_unless_ordinary(os.fstat(descriptor), max_bytes)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # The file may grow while it is read: one byte more than allowed tells.
            content = file.read(max_bytes + 1)
    finally:
        os.close(descriptor)
    if len(content) > max_bytes:
        raise UntrustedFileError(f"it is larger than {_megabytes(max_bytes)}")
    return content


def _open_without_following(path: Path) -> int:
    if path.is_symlink():
        raise UntrustedFileError("it is a link to another file")
    # O_NOFOLLOW closes the gap between the look above and the opening; O_NONBLOCK keeps a pipe from hanging.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags | getattr(os, "O_BINARY", 0))


def _refuse_unless_ordinary(status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UntrustedFileError("it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise UntrustedFileError("it is a pipe or a device, not a file")
    if status.st_nlink != 1:
        raise UntrustedFileError("it is one file under several names (a hard link)")
    if status.st_size > max_bytes:
        raise UntrustedFileError(f"it is larger than {_megabytes(max_bytes)}: {_megabytes(status.st_size)}")


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.3g} MB"
