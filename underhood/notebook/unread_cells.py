"""Answers whose cell Python could not read when it ran last: what a check finds is then what was defined before."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

from underhood.notebook.answers import answer_of_cell

__all__ = ["error_in_last_run", "watch"]

# A name that a cell gives a value at its own level, whether or not the rest of the cell is Python.
_DEFINES = re.compile(r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)

_unread: dict[str, str] = {}


def watch(shell: Any) -> None:
    """Follow the cells that an IPython shell runs from now on."""
    shell.events.register("post_run_cell", _note)


def error_in_last_run(exercise: str) -> str:
    """The type of the error because of which the answer's cell did not even start when it ran last; empty if it did."""
    return _unread.get(exercise, "")


def _note(result: Any) -> None:
    error = result.error_before_exec
    if error is None and not _unread:
        return
    for name in _answered_by(result.info):
        if error is None:
            _unread.pop(name, None)
        else:
            _unread[name] = type(error).__name__


def _answered_by(cell: Any) -> set[str]:
    """The names that a cell defines, and the exercise that it answers, where the front end says which cell it is."""
    defined = {one or other for one, other in _DEFINES.findall(textwrap.dedent(cell.raw_cell))}
    exercise = answer_of_cell(Path.cwd(), cell.cell_id) if cell.cell_id else None
    return defined | ({exercise} if exercise else set())
