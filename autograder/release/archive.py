"""A zip file for students who do not use git."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from autograder.atomic import write_atomically

__all__ = ["zip_folder"]

# The earliest date that a zip file can hold: the bytes must not depend on when they were written.
DATE = (1980, 1, 1, 0, 0, 0)


def zip_folder(folder: Path, archive: Path) -> Path:
    """Pack a released folder, under its own name, into `archive`; the same files always give the same bytes."""
    buffer = io.BytesIO()
    # Stored, not deflated: deflate's bytes differ between versions of zlib.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            packed.writestr(_entry(folder, path), path.read_bytes())
    write_atomically(archive, buffer.getvalue())
    return archive


def _entry(folder: Path, path: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo((folder.name / path.relative_to(folder)).as_posix(), DATE)
    entry.create_system = 3  # unix, also where the zip is made on Windows
    entry.external_attr = 0o644 << 16
    return entry
