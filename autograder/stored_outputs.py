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

__all__ = ["hide_places", "run_notebook", "store_outputs"]

CELL_SECONDS = 3600
SAME_EVERYWHERE = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "MKL_CBWR": "COMPATIBLE",
    "OMP_NUM_THREADS": "1",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "PYTHONHASHSEED": "0",
}
"""Sums are taken in the same order on each machine: after an hour of training the last digit is another otherwise."""
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
    notebook = run_notebook(assignment, "embedded")
    hide_places(notebook, root)
    write_atomically(assignment.notebook_path, notebook_text(notebook))


def run_notebook(assignment: Assignment, digits: str) -> NotebookNode:
    """The instructor's notebook as it is after a run on these digits, embedded or mnist.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raises.
    """
    notebook = open_notebook(assignment.notebook_path)
    folder = {"metadata": {"path": str(assignment.folder)}}
    client = NotebookClient(notebook, timeout=CELL_SECONDS, record_timing=False, resources=folder)
    with _environment(SAME_EVERYWHERE | {"UNDERHOOD_DIGITS": digits}):
        client.execute()
    notebook.metadata.language_info = {"name": "python"}  # the kernel adds its version, which is not the notebook's
    return notebook


def hide_places(notebook: NotebookNode, root: str) -> None:
    """Put one and the same folder in the place of the repository's, in all outputs."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            _hide(output, root)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ |= variables
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
