"""Runs a solution notebook and stores its outputs, which the tests then compare with those of every later run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.atomic import write_atomically
from autograder.notebook import notebook_text, open_notebook

__all__ = ["store_outputs"]

CELL_SECONDS = 600
SOMEWHERE = "/home/you/underhood"
"""Stands in stored outputs for the folder of the repository, which is elsewhere on every machine."""


def store_outputs(assignment: Assignment, root: str) -> None:
    """Run the instructor's notebook on the embedded digits, from top to bottom, and keep what its cells show.

    Args:
        assignment: the one whose solution notebook is run and written.
        root: the folder of the repository.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raises; the file stays as it was.
    """
    notebook = open_notebook(assignment.notebook_path)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(assignment.folder)}},
    )
    with _on_embedded_digits():
        client.execute()
    notebook.metadata.language_info = {"name": "python"}  # the kernel adds its version, which is not the notebook's
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            _hide(output, root)
    write_atomically(assignment.notebook_path, notebook_text(notebook))


@contextmanager
def _on_embedded_digits() -> Iterator[None]:
    before = dict(os.environ)
    os.environ |= {"UNDERHOOD_DIGITS": "embedded", "PYTHONHASHSEED": "0"}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def _hide(output: NotebookNode, root: str) -> None:
    if "text" in output:
        output.text = output.text.replace(root, SOMEWHERE)
    for kind, content in output.get("data", {}).items():
        if isinstance(content, str):
            output.data[kind] = content.replace(root, SOMEWHERE)
