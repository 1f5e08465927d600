"""The files of a notebook's folder: put there before its first cell runs, and told afterwards."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["State", "put_file", "state_of", "written_since"]

MOST_FILES = 200
"""So many files are told; a notebook that writes more writes them for itself."""

State = dict[str, tuple[int, int]]


def put_file(message: dict[str, Any]) -> None:
    """Write a piece of a file, whose path is relative to this folder."""
    path = Path(message["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb" if message["new"] else "ab") as file:
        file.write(message["content"].tobytes())


def state_of(folder: str = ".") -> State:
    """Size and time of all ordinary files, by relative path."""
    return {path: (status.st_size, status.st_mtime_ns) for path, status in _ordinary_files(folder)}


def written_since(before: State, most_bytes: int, folder: str = ".") -> dict[str, Any]:
    """The content of files that are new or have changed, as arrays of bytes, as far as they fit into so many bytes."""
    found: dict[str, Any] = {}
    for path, state in sorted(state_of(folder).items()):
        if before.get(path) == state or state[0] > most_bytes or len(found) >= MOST_FILES:
            continue
        try:
            found[path] = np.fromfile(os.path.join(folder, path), dtype=np.uint8, count=state[0])
        except OSError:  # it went away, or may not be read
            continue
        most_bytes -= state[0]
    return found


def _is_looked_into(place: str, name: str) -> bool:
    """Not what is hidden, and not what this machine shows to the notebook inside its own folder."""
    return not name.startswith(".") and name != "__pycache__" and not os.path.ismount(os.path.join(place, name))


def _ordinary_files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_looked_into(place, name)]
        for name in names:
            path = os.path.join(place, name)
            try:
                status = os.lstat(path)
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode) and not name.startswith("."):
                yield os.path.relpath(path, folder), status
