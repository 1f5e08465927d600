"""Runs a notebook with assert cells in a worker, in the place of nbgrader's Execute."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.engine.limits import Limits
from autograder.engine.run_cells import Cell, NotebookRun
from autograder.engine.worker import Workers
from autograder.errors import AutograderError
from autograder.notebook import is_output
from underhood.checking.cells import CellRun

__all__ = ["NotPython", "RunSettings", "refuse_other_kernels", "run_notebook"]

PYTHON = ("python3", "python")
FOREVER = 86_400.0
"""A day, for those who set no limit."""
CELLS_AT_LIMIT = 20
"""A notebook may take as long as so many cells that use their time up."""
OUT_OF_TIME = ("timed out", "out of time")


class NotPython(AutograderError):
    """The notebook is for a kernel of another language."""


@dataclass(frozen=True)
class RunSettings:
    """How the cells of ordinary notebooks run: nbgrader's `Execute` as far as it has a meaning here.

    `seconds` is for one cell, None for no limit. `on_timeout` is what a cell shows that took longer. `environment` are
    variables that nbgrader sets for the kernel.
    """

    seconds: float | None
    on_timeout: Mapping[str, Any]
    environment: Mapping[str, str]
    limits: Limits
    device: str = "cpu"
    seed: int = 0
    not_run: frozenset[str] = field(default_factory=frozenset)

    def all_limits(self) -> Limits:
        """The engine's limits, with those of nbgrader in the place of their own."""
        cell = FOREVER if self.seconds is None or self.seconds < 0 else max(self.seconds, 0.001)
        whole = max(self.limits.submission, CELLS_AT_LIMIT * cell)
        return Limits(
            cell=cell, submission=whole, memory=self.limits.memory, tasks=self.limits.tasks, disk=self.limits.disk
        )


def refuse_other_kernels(notebook: NotebookNode) -> None:
    """Raise `NotPython` where the notebook asks for what the workers are not."""
    kernelspec = notebook.metadata.get("kernelspec") or {}
    name, language = str(kernelspec.get("name") or "python3"), str(kernelspec.get("language") or "")
    if name.lower() not in PYTHON and language.lower() != "python":
        raise NotPython(
            f"the notebook is for the kernel {name!r}, and only Python notebooks can be graded here",
            next="Grade this course with nbgrader alone: take `plug_in` out of nbgrader_config.py.",
        )


def run_notebook(
    notebook: NotebookNode, workers: Workers, files: Mapping[str, bytes], settings: RunSettings
) -> dict[str, bytes]:
    """Run the cells, put their outputs into the notebook, and return the files that they have written.

    Raises:
        NotPython: they are in another language.
        WorkerNotStarted: nothing can run on this machine.
    """
    refuse_other_kernels(notebook)
    cells = dict(_cells(notebook, settings.not_run))
    limits = settings.all_limits()
    start = partial(
        workers.start, files, device=settings.device, seed=settings.seed, limits=limits,
        environment=settings.environment,
    )  # fmt: skip
    run = NotebookRun(start, limits)
    try:
        run.run(cells.values())
        written = run.written_files(settings.limits.disk)
    finally:
        run.close()
    for index, cell in cells.items():
        _show(notebook.cells[index], run.runs[cell.id], cell.number, settings.on_timeout)
    return written


def _cells(notebook: NotebookNode, not_run: frozenset[str]) -> Iterator[tuple[int, Cell]]:
    """What runs, by its place: all that is not empty, whatever a student has tagged it with."""
    number = 0
    for index, cell in enumerate(notebook.cells):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code" and cell.source.strip() and name not in not_run:
            number += 1
            yield index, Cell(f"cell {index}", cell.source, number=number)


def _show(cell: NotebookNode, run: CellRun, number: int | None, on_timeout: Mapping[str, Any]) -> None:
    outputs = [copy.deepcopy(output) for output in run.outputs if is_output(output)]
    if run.status in OUT_OF_TIME:
        outputs = [*(output for output in outputs if output["output_type"] != "error"), _error(**on_timeout)]
    elif run.status != "ok" and not any(output["output_type"] == "error" for output in outputs):
        # The student's code keeps IPython from showing errors.
        said = f"{run.error or 'Stopped'}: {run.message}".rstrip(": ")
        outputs.append(_error(ename=run.error or "Stopped", evalue=run.message, traceback=[said]))
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = number
    cell.execution_count = number
    cell.outputs = [from_dict(output) for output in outputs]  # type: ignore[no-untyped-call]


def _error(ename: str = "", evalue: str = "", traceback: Any = ()) -> dict[str, Any]:
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": list(traceback)}
