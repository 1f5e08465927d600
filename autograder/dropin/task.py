"""A submission that nbgrader has found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Task"]


@dataclass(frozen=True)
class Task:
    """A submission as nbgrader found it: the folder, and the notebooks in it that are to be graded."""

    student: str
    assignment: str
    folder: Path
    notebooks: tuple[Path, ...]
