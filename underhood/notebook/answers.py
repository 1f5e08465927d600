"""What the notebooks of a folder ask for: the order of their answers, and those that a person grades."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["essays_in", "in_order", "names_in"]


def names_in(folder: Path) -> list[str]:
    """The names of all answers, in the order in which they stand in the notebooks of an assignment's folder.

    A notebook that cannot be read has none to tell of.
    """
    return list(dict.fromkeys(str(one["grade_id"]) for one in _settings(folder) if one.get("solution")))


def essays_in(folder: Path) -> list[str]:
    """The names of the answers that a person grades: written ones, for which there is no check."""
    graded = (one for one in _settings(folder) if one.get("solution") and one.get("grade"))
    return list(dict.fromkeys(str(one["grade_id"]) for one in graded))


def in_order(exercises: Iterable[str], order: Sequence[str]) -> list[str]:
    """The exercises as they stand in the notebook; those that it does not hold come last."""
    return sorted(exercises, key=lambda name: order.index(name) if name in order else len(order))


def _settings(folder: Path) -> Iterator[dict[str, Any]]:
    """What nbgrader knows of each cell."""
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            found = [cell["metadata"].get("nbgrader", {}) for cell in cells]
            yield from [one for one in found if "grade_id" in one]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
