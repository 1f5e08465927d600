"""A notebook that a real kernel runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
from nbclient import NotebookClient

__all__ = ["REPOSITORY", "Text", "error_under", "outputs_of", "shown_under"]

REPOSITORY = Path(__file__).parents[3]

Outputs = Mapping[str, list[Any]]
Text = Callable[[str], str]


def outputs_of(cells: Mapping[str, str], folder: Path) -> dict[str, list[Any]]:
    """What stands under each cell, by its name, after the whole notebook has run in this folder."""
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in cells.values()])
    variables = {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1", "IPYTHONDIR": str(folder / ".ipython")}
    client = NotebookClient(notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}})
    client.create_kernel_manager()
    client.km.kernel_spec.argv[0] = sys.executable
    client.execute(env=os.environ | variables)
    nbformat.validate(notebook)
    return {name: cell.outputs for name, cell in zip(cells, notebook.cells, strict=True)}


def shown_under(outputs: Outputs, cell: str) -> str:
    """The text of the one result under a cell."""
    (result,) = [output for output in outputs[cell] if output.output_type == "execute_result"]
    return str(result.data["text/plain"])


def error_under(outputs: Outputs, cell: str) -> str:
    """What the one error under a cell shows to the student."""
    (result,) = [output for output in outputs[cell] if output.output_type == "error"]
    return "\n".join(result.traceback)
