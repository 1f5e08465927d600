"""The student that `pytest checks.py` checks: the notebook beside the file, run in this process."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from underhood.checking.cells import CellShell
from underhood.surroundings import CHECKS_ELSEWHERE

__all__ = ["names_of_notebook"]

CELL_SECONDS = 120.0


def names_of_notebook(folder: Path) -> dict[str, Any]:
    """The names that the notebook of an assignment's folder defines, after all its cells have run.

    Raises:
        pytest.UsageError: the folder has no notebook of its own name, or not exactly one notebook.
    """
    return _run(_notebook_in(folder))


def _notebook_in(folder: Path) -> Path:
    named = folder / f"{folder.name}.ipynb"
    found = [named] if named.is_file() else sorted(folder.glob("*.ipynb"))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "no notebook"
        raise pytest.UsageError(f"{folder} should hold one notebook, {named.name}, beside its checks, and has {names}")
    return found[0]


@cache
def _run(path: Path) -> dict[str, Any]:
    shell = CellShell.create()
    with _inside(path.parent), _environment({CHECKS_ELSEWHERE: "1", "MPLBACKEND": "agg"}):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code" and not _is_check(cell):
                shell.run("".join(cell["source"]), CELL_SECONDS)
    return shell.user_ns  # type: ignore[no-any-return]


def _is_check(cell: dict[str, Any]) -> bool:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", "")).startswith("check_")


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before, path_before = Path.cwd(), list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(before)
        sys.path[:] = path_before
