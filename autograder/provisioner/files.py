"""The files beside a notebook, read as data, to be copied into its kernel's folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["files_beside"]

MOST_FILES = 500
MOST_BYTES = 32 * 2**20


def files_beside(folder: Path, patterns: Sequence[str]) -> tuple[dict[str, bytes], list[str]]:
    """The ordinary files in a folder and below, by relative path, and the paths of those that were left out.

    Left out is what is no ordinary file, or does not fit any more. Hidden files are not looked at. Neither is a folder
    that holds the home of the user: whoever starts a notebook there does not mean to show all of it to the notebook.
    """
    folder = folder.resolve()
    home = Path.home().resolve()
    if folder == home or folder in home.parents:
        return {}, []
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    room = MOST_BYTES
    for path in islice(_matching(folder, patterns), 2 * MOST_FILES):
        content = _read(folder / path, room) if len(files) < MOST_FILES else None
        if content is None:
            left_out.append(path)
        else:
            files[path] = content
            room -= len(content)
    return files, left_out


def _matching(folder: Path, patterns: Sequence[str]) -> Iterator[str]:
    """Those in the folder itself come before those further below."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place, name).relative_to(folder).as_posix()
            if any(fnmatch(path, pattern) for pattern in patterns):
                yield path


def _read(path: Path, room: int) -> bytes | None:
    try:
        return read_untrusted(path, room)
    except (UntrustedFileError, OSError):
        return None
