"""The answers of a notebook that a person grades: written ones, for which there is no check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

__all__ = ["essays_in"]


def essays_in(folder: Path) -> list[str]:
    """The names of the answers that a person grades, in the notebooks of an assignment's folder.

    They stand in the notebook alone; one that cannot be read has none to tell of.
    """
    return list(dict.fromkeys(name for path in sorted(folder.glob("*.ipynb")) for name in _essays(path)))


def _essays(path: Path) -> Iterator[str]:
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        settings = [cell["metadata"].get("nbgrader", {}) for cell in cells]
        yield from [str(one["grade_id"]) for one in settings if one.get("grade") and one.get("solution")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
