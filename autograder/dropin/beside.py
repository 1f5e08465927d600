"""The files beside a notebook that its owner validates: copied to where it runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from logging import Logger
from pathlib import Path

__all__ = ["own_files_beside"]

MOST_BYTES = 256 * 2**20
MOST_FILES = 2_000
_LEFT_OUT = ("__pycache__", "node_modules")


def own_files_beside(folder: Path, log: Logger) -> dict[str, bytes]:
    """The content of the files in a folder, by relative path: no notebooks, nothing hidden, as far as there is room."""
    left = MOST_BYTES
    found: dict[str, bytes] = {}
    for path in _paths(folder):
        size = path.stat().st_size
        if size > left or len(found) >= MOST_FILES:
            log.warning("%s is not there while the notebook is validated: the files beside it are too many", path)
            continue
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
        left -= size
    return found


def _paths(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _LEFT_OUT)
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix != ".ipynb" and not name.startswith(".") and path.is_file():
                yield path
