"""What the notebooks of a folder ask for: the order of their answers, and those that a person grades."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["answer_of_cell", "essays_in", "in_order", "names_in"]


def names_in(folder: Path) -> list[str]:
    """The names of all answers, in the order in which they stand in the notebooks of an assignment's folder.

    A notebook that cannot be read has none to tell of.
    """
    return list(dict.fromkeys(str(one["grade_id"]) for one in _settings(folder) if one.get("solution")))


def essays_in(folder: Path) -> list[str]:
    """The names of the answers that a person grades: written ones, for which there is no check."""
    graded = (one for one in _settings(folder) if one.get("solution") and one.get("grade"))
    return list(dict.fromkeys(str(one["grade_id"]) for one in graded))


def answer_of_cell(folder: Path, cell_id: str) -> str | None:
    """The name of the answer that the cell with this id holds; None where it holds none."""
    return next((str(one["grade_id"]) for id, one in _cells(folder) if id == cell_id and one.get("solution")), None)


def in_order(exercises: Iterable[str], order: Sequence[str]) -> list[str]:
    """The exercises as they stand in the notebook; those that it does not hold come last."""
    return sorted(exercises, key=lambda name: order.index(name) if name in order else len(order))


def _settings(folder: Path) -> Iterator[dict[str, Any]]:
    return (settings for _, settings in _cells(folder))


def _cells(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id of each cell that nbgrader knows, and what it knows of it."""
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            found = [(str(cell.get("id", "")), cell["metadata"].get("nbgrader", {})) for cell in cells]
            yield from [(id, settings) for id, settings in found if "grade_id" in settings]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
