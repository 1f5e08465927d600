"""Runs a notebook for its own author, who validates it: behind a wall where one can be built, else without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute

from autograder.dropin.beside import own_files_beside
from autograder.dropin.execute import NotPython, RunSettings, refuse_other_kernels, run_notebook
from autograder.dropin.warm import Wanted, open_workers, worth_warming
from autograder.engine.limits import Limits
from autograder.settings import WallPolicy

__all__ = ["is_python", "run_own_notebook"]


def is_python(notebook: NotebookNode) -> bool:
    """Whether a worker can run it."""
    try:
        refuse_other_kernels(notebook)
    except NotPython:
        return False
    return True


def run_own_notebook(notebook: NotebookNode, execute: Execute, environment: Mapping[str, str]) -> None:
    """Run the notebook of this folder (nbgrader has gone into it), and put its outputs in.

    Raises:
        WorkerNotStarted: nothing can run on this machine.
    """
    if not execute.enabled:
        return
    on_timeout = dict(execute.error_on_timeout or {})
    settings = RunSettings(execute.timeout, on_timeout, environment, Limits())
    wanted = Wanted(WallPolicy.IF_POSSIBLE, 1, worth_warming(Path().glob("*.ipynb")))
    with open_workers(wanted) as (_, workers):
        run_notebook(notebook, workers[0], own_files_beside(Path(), execute.log), settings)
