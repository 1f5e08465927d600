"""What the writer's machine sends to the workers of a cluster: plain and small, as Dask's scheduler reads it, too.

So nothing in here imports torch or nbgrader.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.settings import GradeSettings
from autograder.submission.folder import Submission

__all__ = ["JudgeOrder", "Listing", "RunOrder", "listing"]

MOST_LISTED = 1_000

Listing = tuple[tuple[str, int], ...]
"""The files of a folder and their sizes."""


@dataclass(frozen=True)
class RunOrder:
    """One run of `underhood grade`, by an id of its own."""

    id: str
    root: Path
    settings: GradeSettings
    assignments: tuple[str, ...]


@dataclass(frozen=True)
class JudgeOrder:
    """A `JudgeTask`, and what the writer's machine sees in the folder of the submission."""

    submission: Submission
    recorded: bool
    listing: Listing


def listing(folder: Path) -> Listing:
    """The first files below a folder, by relative path; empty where there is no such folder."""
    return tuple(islice(_files(folder), MOST_LISTED))


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            yield str(path.relative_to(folder)), path.lstat().st_size
