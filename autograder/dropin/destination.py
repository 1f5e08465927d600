"""The graded folder of an ordinary submission: whether it is due, and how it is put in place."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime
from logging import Logger
from pathlib import Path

from autograder.atomic import replaced_folder, write_atomically

__all__ = ["is_due", "put_in_place", "remove_failed"]

NOTEBOOKS = ".ipynb"


def is_due(
    folder: Path,
    notebooks: tuple[str, ...],
    *,
    force: bool,
    handed_in: datetime | None,
    graded: datetime | None,
) -> bool:
    """Whether a submission has to be graded: nbgrader's rule.

    Args:
        folder: where it is put when it is graded.
        notebooks: the names of those that were asked for; empty for all, whatever they are.
        force: grade again what has been graded.
        handed_in: the time of the submission.
        graded: the time of what has been graded.
    """
    is_there = all((folder / f"{name}{NOTEBOOKS}").exists() for name in notebooks) if notebooks else folder.exists()
    is_newer = handed_in is not None and graded is not None and handed_in > graded
    return force or not is_there or is_newer


def put_in_place(folder: Path, files: Mapping[str, bytes], *, whole: bool, log: Logger) -> None:
    """Write the files: as the whole folder, all at once, or into what is there."""
    if not whole:
        for path, content in files.items():
            write_atomically(folder / path, content)
        return
    if folder.exists():
        log.warning("Replacing existing assignment: %s", folder)
    with replaced_folder(folder) as fresh:
        for path, content in files.items():
            place = fresh / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def remove_failed(folder: Path, notebooks: tuple[str, ...], log: Logger) -> None:
    """What an earlier run has put there does not stand for a submission that cannot be graded: as nbgrader does."""
    if not notebooks and folder.exists():
        log.warning("Removing failed assignment: %s", folder)
        shutil.rmtree(folder)
    for name in notebooks:
        path = folder / f"{name}{NOTEBOOKS}"
        if path.exists():
            log.warning("Removing failed notebook: %s", path)
            path.unlink()
