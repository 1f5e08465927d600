"""Which answers are known to be older than the cell that was run last, as an IPython shell runs cells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from underhood.checking.cells import CellShell
from underhood.notebook import unread_cells
from underhood.notebook.unread_cells import error_in_last_run, watch

RIGHT = "def double(x):\n    return 2 * x"

Run = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path, shell: CellShell, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a cell in a folder with a notebook whose cell `repair-answer` answers `repair_logbook`."""
    settings = {"grade_id": "repair_logbook", "grade": False, "solution": True}
    cell = {"id": "repair-answer", "cell_type": "code", "metadata": {"nbgrader": settings}, "source": ""}
    (tmp_path / "notebook.ipynb").write_text(json.dumps({"cells": [cell]}))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(unread_cells, "_unread", {})
    watch(shell)

    def run(source: str, cell_id: str | None = None) -> None:
        with shell._streams():
            shell.run_cell(source, store_history=True, cell_id=cell_id)

    return run


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("def double(x):\n    return 2 * * x", "SyntaxError"),
        ("def double(x)\n    return 2 * x", "SyntaxError"),
        ("import torch\n\ndef double(x):\n    y = 2\n  return y", "IndentationError"),
        ("class double:\n    def __call__(self:\n        pass", "SyntaxError"),
        ("double = [1, 2", "SyntaxError"),
        ("double: list = [1, 2", "SyntaxError"),
        ("    def double(x):\n        return 2 x", "SyntaxError"),
    ],
)
def test_the_names_of_a_cell_that_python_cannot_read_are_known(run: Run, source: str, error: str) -> None:
    run(RIGHT)
    run(source)
    assert error_in_last_run("double") == error
    assert error_in_last_run("half") == ""
    run(RIGHT)
    assert error_in_last_run("double") == ""


@pytest.mark.parametrize(
    "source",
    [
        "double(3",  # only uses the name
        'check("double)',
        "double == 3 +",
        f"{RIGHT}\nno_such_name",  # has begun, and so has defined it anew
        "def double(x):\n    return no_such_name",
    ],
)
def test_a_cell_that_does_not_define_it_or_has_begun_says_nothing_of_a_name(run: Run, source: str) -> None:
    run(RIGHT)
    run(source)
    assert error_in_last_run("double") == ""


def test_a_cell_is_known_by_its_id_whatever_it_defines(run: Run) -> None:
    run("clas Logbook: pass", "repair-answer")
    assert error_in_last_run("repair_logbook") == "SyntaxError"
    run("x = 1", "another-cell")
    assert error_in_last_run("repair_logbook") == "SyntaxError"
    run("class Logbook: pass", "repair-answer")
    assert error_in_last_run("repair_logbook") == ""
