"""The programs that run notebooks by a kernel's name: nbclient and nbconvert."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

CHECKS = '''
from underhood.checking import exercise, expect_equal

@exercise("double", points=1)
def test_worked_example(student):
    """double of 3."""
    expect_equal(student.call("double", 3), 6, words="twice the number")
'''


def notebook(*sources: str) -> Any:
    return v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])


def execute(name: str, folder: Path, *sources: str, **options: Any) -> list[Any]:
    """Run a notebook as nbclient does; the outputs of its cells."""
    opened = notebook(*sources)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(opened, kernel_name=name, resources=resources, **{"timeout": 60, **options}).execute()
    return [cell.outputs for cell in opened.cells]


def test_nbclient_runs_a_notebook_with_its_checks_beside_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(CHECKS)
    outputs = execute(
        name, tmp_path, "from underhood import check\ndef double(x):\n    return 2 * x", 'check("double")'
    )
    assert outputs[1][0].data["text/plain"] == "✓ double: passed (1 of 1 checks)"


def test_nbclient_is_told_that_a_kernel_died(name: str, tmp_path: Path) -> None:
    with pytest.raises(DeadKernelError):
        execute(name, tmp_path, "import os; os._exit(1)")


def test_nbclient_stops_a_cell_that_takes_too_long(name: str, tmp_path: Path) -> None:
    with pytest.raises(CellTimeoutError):
        execute(name, tmp_path, "while True: pass", timeout=1)


def test_nbconvert_executes_a_notebook(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    (tmp_path / "numbers.txt").write_text("42")
    nbformat.write(notebook("print(open('numbers.txt').read())"), path)
    command = [
        sys.executable, "-m", "nbconvert", "--to", "notebook", "--inplace", "--execute",
        f"--ExecutePreprocessor.kernel_name={name}", str(path),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (cell,) = nbformat.read(path, 4).cells
    assert cell.outputs[0].text == "42\n"
